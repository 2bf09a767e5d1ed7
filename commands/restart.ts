import { defineCommand } from './define-command.ts';
import { serviceName } from './fields.ts';

export const restart = defineCommand({
  name: 'restart',
  activity: 'restarting-processes',
  summary: 'Restart one service on one or more targets',
  pattern: 'restart <service> on <targets>',
  examples: [
    'restart nginx on host-7',
    'restart nginx on host-7, host-8 because "worker leak"',
    'restart worker on all staging user hosts',
  ],
  fields: { service: serviceName() },
  risk: 'disruptive',
  role: 'operator',
  approval: { production: { of: 1, from: 'approver' }, staging: 'none' },
  repeatable: true,
  effect: ({ service }) => `brings ${service} down for about 2 s; nothing else`,
  title: ({ service }) => ({
    ask: `Restart ${service}`,
    doing: `Restarting ${service}`,
    done: `Restarted ${service}`,
  }),
  undo: 'A restart cannot be taken back: what the old process held in memory is gone.',
  run: {
    document: 'Remit-Restart',
    parameters: ({ service }) => ({ Service: [service] }),
    timeoutSeconds: 120, // a clean restart takes seconds; past two minutes the host is stuck
    // systemctl's own exit code is kept: 5 is a unit that does not exist. The second look finds what dies at once.
    script: `
      pid() { systemctl show -p MainPID -- "$SSM_Service" 2>/dev/null | sed -n 's/^MainPID=//p' || :; }
      old=$(pid)
      systemctl restart -- "$SSM_Service"
      systemctl is-active --quiet -- "$SSM_Service" || fail "still down: $SSM_Service"
      new=$(pid)
      sleep 0.3
      systemctl is-active --quiet -- "$SSM_Service" || fail "started and went down again: $SSM_Service"
      if [ "\${new:-0}" != 0 ] && [ "$new" = "$old" ]; then fail "not restarted: $SSM_Service still has pid $old"; fi
      [ "\${old:-0}" != 0 ] || old=none
      if [ "\${new:-0}" != 0 ]; then echo "pid $old → $new, active"; else echo "active"; fi`,
  },
});
