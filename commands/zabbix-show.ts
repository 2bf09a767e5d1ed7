import { defineReading } from './define-reading.ts';
import { ZABBIX } from './zabbix.ts';
import { ZABBIX_KEYS } from './zabbix-keys.ts';

export const zabbixShow = defineReading({
  name: 'zabbix show',
  activity: 'zabbix-agent',
  summary: 'Show the Zabbix agent: whether it runs, its settings, whether they are valid',
  pattern: 'zabbix show on <targets>',
  examples: ['zabbix show on host-7', 'zabbix show on all user hosts'],
  fields: {},
  effect: () => 'reads the settings of the Zabbix agent; changes nothing',
  title: () => ({
    ask: 'Show the Zabbix agent',
    doing: 'Looking at the Zabbix agent',
    done: 'Looked at the Zabbix agent',
  }),
  run: {
    document: 'Remit-ZabbixShow',
    parameters: () => ({}),
    timeoutSeconds: 60,
    script: `${ZABBIX}
      version=$("$program" -V | head -n 1 | grep -o '[0-9][0-9.]*' | head -n 1) || :
      if running; then echo "$program $version, active, pid $(pid)"; else echo "$program $version, down"; fi
      awk -v keys='${ZABBIX_KEYS.join(' ')}' '
        BEGIN { count = split(keys, key, " ") }
        /^[A-Za-z]+[ \\t]*=/ { name = $0; sub(/[ \\t]*=.*/, "", name); text = $0; sub(/^[^=]*=[ \\t]*/, "", text); value[name] = text }
        END { for (i = 1; i <= count; i++) printf "%-20s %s\\n", key[i], (key[i] in value) ? value[key[i]] : "-" }' "$config" | LC_ALL=C tr -d '\\000-\\010\\013-\\037\\177'
      if valid "$config"; then echo "$config is valid"; else echo "$config is NOT valid: $(complaint)"; fi`,
  },
});
