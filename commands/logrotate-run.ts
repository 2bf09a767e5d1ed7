import { defineCommand } from './define-command.ts';
import { rotationName } from './logrotate.ts';
import { LOGROTATE } from './logrotate-script.ts';

export const logrotateRun = defineCommand({
  name: 'logrotate run',
  activity: 'logrotate',
  summary: 'Rotate the logs of one program now',
  pattern: 'logrotate run <name> on <targets>',
  examples: ['logrotate run nginx on host-7', 'logrotate run nginx on host-7, host-8 because "disk is full"'],
  fields: { name: rotationName() },
  risk: 'change',
  role: 'operator',
  approval: { production: { of: 1, from: 'approver' }, staging: 'none' },
  repeatable: false,
  effect: ({ name }) => `rotates the logs of ${name} now; the oldest go where more are there than are kept`,
  title: ({ name }) => ({
    ask: `Rotate the logs of ${name} now`,
    doing: `Rotating the logs of ${name}`,
    done: `Rotated the logs of ${name}`,
  }),
  undo: 'A rotation cannot be taken back: the oldest logs may be gone, and programs write to new ones.',
  run: {
    document: 'Remit-LogrotateRun',
    parameters: ({ name }) => ({ Name: [name] }),
    timeoutSeconds: 600, // large logs take long to compress
    script: `${LOGROTATE}
      wrong=$(checked "$config")
      [ -z "$wrong" ] || fail "nothing was rotated, the configuration is not valid: $wrong"
      code=0
      logrotate -f -v "$(whole "$config")" >"$claim/said" 2>&1 || code=$?
      [ "$code" != 3 ] || fail "nothing was rotated: another logrotate runs"
      [ "$code" = 0 ] || fail "not wholly rotated: $(complaints <"$claim/said")"
      done=$(sed -n 's/^renaming \\(.*\\) to \\(.*\\)$/\\1 → \\2/p; s/^copying \\(.*\\) to \\(.*\\)$/\\1 → \\2/p' "$claim/said" | grep -v -E '[.][0-9]+([.][a-z0-9]+)? → .*[.][0-9]+' || :)
      if [ -n "$done" ]; then printf '%s\\n' "$done"; else echo "nothing to rotate: the logs are empty or not there"; fi`,
  },
});
