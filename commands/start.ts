import { defineCommand } from './define-command.ts';
import { serviceName } from './fields.ts';
import { NEEDLESS, UNIT } from './unit-script.ts';

export const start = defineCommand({
  name: 'start',
  activity: 'restarting-processes',
  summary: 'Start one service on one or more targets',
  pattern: 'start <service> on <targets>',
  examples: ['start worker on host-7', 'start nginx on host-7, host-8 because "release is fixed"'],
  fields: { service: serviceName() },
  risk: 'disruptive',
  role: 'operator',
  approval: { production: { of: 1, from: 'approver' }, staging: 'none' },
  repeatable: true,
  effect: ({ service }) => `brings ${service} up where it is down; where it runs, nothing`,
  title: ({ service }) => ({ ask: `Start ${service}`, doing: `Starting ${service}`, done: `Started ${service}` }),
  undo: {
    words: 'It stops the service again where it was down before.',
    script: `${UNIT}${NEEDLESS}
      read -r was <"$saved/was"
      if [ "$was" = up ]; then
        echo "ran before $SSM_Undone, too: left as it is"
      elif runs; then
        stopped
        echo "$(state)"
      else
        echo "is down already: $(state)"
      fi`,
  },
  run: {
    document: 'Remit-Start',
    parameters: ({ service }) => ({ Service: [service] }),
    timeoutSeconds: 120, // systemd gives up a start after 90 s
    script: `${UNIT}
      known
      if runs; then echo up; else echo down; fi >"$saved/was"
      if runs; then
        echo "runs already, pid $(property MainPID)"
        exit 0
      fi
      started
      echo "$(state), pid $(property MainPID)"`,
  },
});
