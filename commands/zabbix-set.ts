import { defineCommand } from './define-command.ts';
import { ZABBIX } from './zabbix.ts';
import { ZABBIX_KEYS } from './zabbix-keys.ts';

/** From the sentence's lower case to the configuration's own. */
const NAMES = ZABBIX_KEYS.map((key) => `${key.toLowerCase()}) key=${key} ;;`).join(' ');

export const zabbixSet = defineCommand({
  name: 'zabbix set',
  activity: 'zabbix-agent',
  summary: 'Set one setting of the Zabbix agent; checked by the agent before it counts',
  pattern: 'zabbix set <key> to <value> on <targets>',
  examples: [
    'zabbix set Timeout to 10 on host-7',
    'zabbix set Server to "10.0.0.5,10.0.0.6" on host-7, host-8 because "new proxy"',
  ],
  fields: {
    key: {
      allowedPattern: `^(${ZABBIX_KEYS.map((key) => key.toLowerCase()).join('|')})$`,
      allowed: `one of ${ZABBIX_KEYS.map((key) => `\`${key}\``).join(', ')}`,
      example: 'timeout',
      label: 'Setting',
    },
    value: {
      allowedPattern: '^[A-Za-z0-9][A-Za-z0-9.:,/_-]{0,254}$',
      allowed:
        'at most 255 letters, digits, `.`, `:`, `,`, `/`, `_`, `-`, beginning with a letter or digit; with a `,` in quotes: "10.0.0.5,10.0.0.6"',
      example: '10',
      label: 'Value',
    },
  },
  risk: 'change',
  role: 'operator',
  approval: { production: { of: 1, from: 'approver' }, staging: 'none' },
  repeatable: true,
  effect: ({ key, value }) => `sets ${key} to ${value} and restarts the Zabbix agent: not watched for about 2 s`,
  title: ({ key, value }) => ({
    ask: `Set ${key} of the Zabbix agent to ${value}`,
    doing: `Setting ${key} of the Zabbix agent to ${value}`,
    done: `Set ${key} of the Zabbix agent to ${value}`,
  }),
  undo: {
    words: 'It gives the agent its configuration of before, and restarts it.',
    script: `${ZABBIX}
      was=no
      if running; then was=yes; fi
      put_back "$config"
      if [ "$was" = no ]; then
        echo "as before; the agent is down, and stays so"
      elif restarted; then
        echo "as before, pid $(pid), active"
      else fail "as before, and down: $unit does not start"; fi`,
  },
  run: {
    document: 'Remit-ZabbixSet',
    parameters: ({ key, value }) => ({ Key: [key], Value: [value] }),
    timeoutSeconds: 120,
    script: `${ZABBIX}
      case "$SSM_Key" in ${NAMES} *) fail "not a setting that may be changed here" ;; esac
      case "$SSM_Value" in '' | [!A-Za-z0-9]* | *[!A-Za-z0-9.:,/_-]*) fail "a value with a character that is not allowed" ;; esac
      value="$SSM_Value"
      setting() { sed -n "s/^$key[[:blank:]]*=[[:blank:]]*//p" "$1" | tail -n 1; }
      for other in $(sed -n 's/^Include[[:blank:]]*=[[:blank:]]*//p' "$config"); do
        if [ -d "$other" ]; then other=$other/*; fi
        for file in $other; do
          if [ -f "$file" ] && grep -q "^$key[[:blank:]]*=" "$file"; then fail "nothing was changed: $key is set in $file, which counts more"; fi
        done
      done
      keep "$config"
      old=$(setting "$config")
      new=$config.remit-new
      cp -a -- "$config" "$new"
      trap 'rm -f -- "$new"' EXIT
      KEY=$key VALUE=$value awk '
        BEGIN { key = ENVIRON["KEY"]; line = key "=" ENVIRON["VALUE"] }
        { name = $0; sub(/[ \\t]*=.*/, "", name) }
        name == key { if (!done) print line; done = 1; next }
        { print }
        END { if (!done) print line }' "$config" >"$new"
      valid "$new" || fail "nothing was changed, the agent does not take it: $(complaint "$new")"
      if cmp -s -- "$config" "$new"; then
        left "$config"
        echo "$key is $value already: nothing was changed"
        exit 0
      fi
      was=no
      if running; then was=yes; fi
      mv -- "$new" "$config"
      if [ "$was" = yes ] && ! restarted; then
        cp -a -- "$(slot "$config")/before" "$new"
        mv -- "$new" "$config"
        if restarted; then fail "taken back: with $key=$value the agent does not start; it runs as before"; fi
        fail "taken back: with $key=$value the agent does not start; it is DOWN"
      fi
      left "$config"
      echo "$key: \${old:-not set} → $(setting "$config")"
      if [ "$was" = yes ]; then echo "restarted, pid $(pid), active"; else echo "the agent is down, and stays so"; fi`,
  },
});
