import { defineReading } from './define-reading.ts';
import { rotationName } from './logrotate.ts';
import { LOGROTATE } from './logrotate-script.ts';

export const logrotateShow = defineReading({
  name: 'logrotate show',
  activity: 'logrotate',
  summary: 'Show how a log is rotated, when it was last, and whether that is valid',
  pattern: 'logrotate show <name> on <targets>',
  examples: ['logrotate show nginx on host-7', 'logrotate show apt on all user hosts'],
  fields: { name: rotationName() },
  effect: ({ name }) => `reads how the logs of ${name} are rotated; changes nothing`,
  title: ({ name }) => ({
    ask: `Show the log rotation of ${name}`,
    doing: `Looking at the log rotation of ${name}`,
    done: `Looked at the log rotation of ${name}`,
  }),
  run: {
    document: 'Remit-LogrotateShow',
    parameters: ({ name }) => ({ Name: [name] }),
    timeoutSeconds: 60,
    script: `${LOGROTATE}
      cat -- "$config" | LC_ALL=C tr -d '\\000-\\010\\013-\\037\\177' | head -c 8000
      logrotate -d "$(whole "$config")" >"$claim/said" 2>&1 || :
      sed -n -e 's/^considering log /log: /p' -e 's/^  Last rotated at /  last rotated /p' "$claim/said" | head -n 40
      wrong=$(complaints <"$claim/said") || :
      if [ -z "$wrong" ]; then echo "valid"; else printf 'NOT valid: %s\\n' "$wrong"; fi`,
  },
});
