import { defineReading } from './define-reading.ts';
import { lineCount, serviceName } from './fields.ts';

export const logs = defineReading({
  name: 'logs',
  activity: 'platform-and-hardware-monitoring',
  summary: "Show the last lines of a service's log on one target",
  pattern: 'logs <service> on <target> [last <lines>]',
  examples: ['logs nginx on host-7', 'logs nginx on host-7 last 200'],
  fields: { service: serviceName(), lines: lineCount() },
  effect: ({ service, lines }) => `reads the last ${lines} lines that ${service} wrote; changes nothing`,
  title: ({ service }) => ({
    ask: `Read the log of ${service}`,
    doing: `Reading the log of ${service}`,
    done: `Read the log of ${service}`,
  }),
  run: {
    document: 'Remit-Logs',
    parameters: ({ service, lines }) => ({ Service: [service], Lines: [lines] }),
    timeoutSeconds: 60,
    // The journal has no entries for a unit that does not exist, and says so without failing.
    script: `
      entries=$(journalctl --unit="$SSM_Service" --lines="$SSM_Lines" --no-pager --quiet --output=short-iso)
      case $entries in
        '' | '-- No entries --') echo "no entries for $SSM_Service" ;;
        *) printf '%s\\n' "$entries" ;;
      esac`,
  },
});
