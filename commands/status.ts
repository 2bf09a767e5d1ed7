import { defineReading } from './define-reading.ts';
import { serviceName } from './fields.ts';

export const status = defineReading({
  name: 'status',
  activity: 'platform-and-hardware-monitoring',
  summary: 'Say whether a service runs, since when and with which pid',
  pattern: 'status <service> on <targets>',
  examples: ['status nginx on host-7', 'status worker on all user hosts'],
  fields: { service: serviceName() },
  effect: ({ service }) => `looks at ${service}; changes nothing`,
  title: ({ service }) => ({
    ask: `Look at ${service}`,
    doing: `Looking at ${service}`,
    done: `Looked at ${service}`,
  }),
  run: {
    document: 'Remit-Status',
    parameters: ({ service }) => ({ Service: [service] }),
    timeoutSeconds: 30, // systemd answers at once; a host that does not is the answer
    // A service that is down is a good answer to the question; a unit that does not exist is none (systemd's code 4).
    script: `
      shown=$(systemctl show -p LoadState -p ActiveState -p SubState -p MainPID -p ActiveEnterTimestamp -- "$SSM_Service" 2>&1) || fail "$shown"
      value() { printf '%s\\n' "$shown" | sed -n "s/^$1=//p" | head -n 1; }
      state=$(systemctl is-active -- "$SSM_Service" | head -n 1) || :
      if [ "$state" != active ] && [ "$(value LoadState)" = not-found ]; then
        echo "no such service: $SSM_Service"
        exit 4
      fi
      line=\${state:-unknown}
      sub=$(value SubState)
      if [ -n "$sub" ] && [ "$sub" != "$state" ]; then line="$line ($sub)"; fi
      pid=$(value MainPID)
      if [ "\${pid:-0}" != 0 ]; then line="$line, pid $pid"; fi
      since=$(value ActiveEnterTimestamp)
      if [ "$state" = active ] && [ -n "$since" ]; then line="$line, since $since"; fi
      echo "$line"`,
  },
});
