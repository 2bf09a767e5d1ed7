import { defineCommand } from './define-command.ts';
import { ZABBIX } from './zabbix.ts';

export const zabbixRestart = defineCommand({
  name: 'zabbix restart',
  activity: 'zabbix-agent',
  summary: 'Restart the Zabbix agent, once its settings are valid',
  pattern: 'zabbix restart on <targets>',
  examples: ['zabbix restart on host-7', 'zabbix restart on host-7, host-8 because "no data since noon"'],
  fields: {},
  risk: 'disruptive',
  role: 'operator',
  approval: { production: { of: 1, from: 'approver' }, staging: 'none' },
  repeatable: true,
  effect: () => 'the host is not watched for about 2 s; nothing else',
  title: () => ({
    ask: 'Restart the Zabbix agent',
    doing: 'Restarting the Zabbix agent',
    done: 'Restarted the Zabbix agent',
  }),
  undo: 'A restart cannot be taken back: what the old process held in memory is gone.',
  run: {
    document: 'Remit-ZabbixRestart',
    parameters: () => ({}),
    timeoutSeconds: 120,
    script: `${ZABBIX}
      valid "$config" || fail "not restarted, since it would not come back: $(complaint)"
      old=$(pid)
      restarted || fail "down: $unit does not start"
      new=$(pid)
      [ "\${old:-0}" != 0 ] || old=none
      [ "$old" != "$new" ] || fail "not restarted: $unit still has pid $old"
      echo "pid $old → $new, active"`,
  },
});
