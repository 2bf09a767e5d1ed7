import { defineCommand } from './define-command.ts';
import { stoppableService } from './unit.ts';
import { NEEDLESS, UNIT } from './unit-script.ts';

export const stop = defineCommand({
  name: 'stop',
  activity: 'restarting-processes',
  summary: 'Stop one service on one or more targets',
  pattern: 'stop <service> on <targets>',
  examples: ['stop worker on host-7', 'stop nginx on host-7, host-8 because "bad release"'],
  fields: { service: stoppableService() },
  risk: 'disruptive',
  role: 'operator',
  approval: { production: { of: 1, from: 'approver' }, staging: 'none' },
  repeatable: true,
  effect: ({ service }) => `takes ${service} down until somebody starts it; nothing else`,
  title: ({ service }) => ({ ask: `Stop ${service}`, doing: `Stopping ${service}`, done: `Stopped ${service}` }),
  undo: {
    words: 'It starts the service again where it ran before.',
    script: `${UNIT}
      read -r was <"$saved/was"
      if [ "$was" = down ]; then
        echo "was down before $SSM_Undone, too: left as it is"
      elif runs; then
        echo "runs already: somebody started it"
      else
        started
        echo "$(state), pid $(property MainPID)"
      fi`,
  },
  run: {
    document: 'Remit-Stop',
    parameters: ({ service }) => ({ Service: [service] }),
    timeoutSeconds: 120, // systemd kills what has not stopped after 90 s
    script: `${UNIT}${NEEDLESS}
      needless
      known
      if runs; then echo up; else echo down; fi >"$saved/was"
      if ! runs; then
        echo "was down already: $(state)"
        exit 0
      fi
      pid=$(property MainPID)
      stopped
      echo "was pid $pid, now $(state)"`,
  },
});
