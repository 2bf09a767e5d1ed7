import { defineCommand } from './define-command.ts';
import { oneOf } from './fields.ts';
import { rotationName } from './logrotate.ts';
import { LOGROTATE } from './logrotate-script.ts';

export const logrotateSet = defineCommand({
  name: 'logrotate set',
  activity: 'logrotate',
  summary: 'Set how many old logs are kept and how often they are rotated; checked by logrotate before it counts',
  pattern: 'logrotate set <name> rotate <count> <period> on <targets>',
  examples: [
    'logrotate set nginx rotate 14 daily on host-7',
    'logrotate set apt rotate 6 monthly on all staging user hosts because "disk is small"',
  ],
  fields: {
    name: rotationName(),
    count: {
      allowedPattern: '^([1-9][0-9]?|[1-2][0-9]{2}|3[0-5][0-9]|36[0-5])$',
      allowed: 'how many old logs are kept: a number from 1 to 365',
      example: '14',
      label: 'Count',
    },
    period: oneOf(['daily', 'weekly', 'monthly'], { label: 'Period' }),
  },
  risk: 'change',
  role: 'operator',
  approval: { production: { of: 1, from: 'approver' }, staging: 'none' },
  repeatable: true,
  effect: ({ name, count, period }) =>
    `from the next rotation on, logs of ${name} are rotated ${period} and ${count} old ones kept; with fewer, the oldest go then`,
  title: ({ name, count, period }) => ({
    ask: `Rotate the logs of ${name} ${period}, keeping ${count},`,
    doing: `Setting the logs of ${name} to rotate ${period}, keeping ${count},`,
    done: `Set the logs of ${name} to rotate ${period}, keeping ${count},`,
  }),
  undo: {
    words: 'It gives the file of before back. Logs that were rotated meanwhile stay so.',
    script: `${LOGROTATE}
      put_back "$config"
      echo "as before: $(grep -c . "$config") lines in $config"`,
  },
  run: {
    document: 'Remit-LogrotateSet',
    parameters: ({ name, count, period }) => ({ Name: [name], Count: [count], Period: [period] }),
    timeoutSeconds: 60,
    // Only the lines of a block are changed, not those of the programs in it (prerotate … endscript).
    script: `${LOGROTATE}
      case "$SSM_Count" in '' | *[!0-9]*) fail "a count that is no number" ;; esac
      case "$SSM_Period" in daily | weekly | monthly) ;; *) fail "a period that is none of daily, weekly, monthly" ;; esac
      keep "$config"
      new=$claim/new
      COUNT="$SSM_Count" PERIOD="$SSM_Period" awk '
        function indent() { match($0, /^[ \\t]*/); return substr($0, 1, RLENGTH) }
        $1 ~ /^(prerotate|postrotate|firstaction|lastaction|preremove)$/ { program = 1 }
        $1 == "endscript" { program = 0 }
        program { print; next }
        $1 == "rotate" { if (!rotate++) print indent() "rotate " ENVIRON["COUNT"]; next }
        $1 ~ /^(hourly|daily|weekly|monthly|yearly)$/ { if (!period++) print indent() ENVIRON["PERIOD"]; next }
        /^[ \\t]*}/ {
          if (!period) print "\\t" ENVIRON["PERIOD"]
          if (!rotate) print "\\trotate " ENVIRON["COUNT"]
        }
        { print }
        /{[ \\t]*$/ { blocks++; rotate = 0; period = 0 }
        END { exit !blocks }' "$config" >"$new" || fail "nothing was changed: no block of logs was found in $config"
      before=$(checked "$config")
      wrong=$(checked "$new")
      [ -z "$wrong" ] || [ "$wrong" = "$before" ] || fail "nothing was changed, logrotate does not take it: $wrong"
      if cmp -s -- "$config" "$new"; then
        left "$config"
        echo "it is so already: nothing was changed"
        exit 0
      fi
      cp -a -- "$config" "$config.dpkg-new" # logrotate passes over this ending, should it run in this moment
      cat "$new" >"$config.dpkg-new"
      mv -- "$config.dpkg-new" "$config"
      left "$config"
      diff -U 0 "$(slot "$config")/before" "$config" | grep '^[-+][^-+]' | tr -d '\\t' || :
      echo "logrotate reads it: $(logrotate -d "$(whole "$config")" 2>&1 | grep -c '^rotating pattern') blocks"`,
  },
});
