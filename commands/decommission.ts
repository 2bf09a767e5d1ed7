import { PARTS } from './backup-parts.ts';
import { PLACES } from './backup-places.ts';
import { POLICY } from './backup-policy.ts';
import { TAKE } from './backup-take.ts';
import { CONTAINERS } from './containers.ts';
import { defineCommand } from './define-command.ts';
import { NEEDED } from './unit.ts';

export const decommission = defineCommand({
  name: 'decommission',
  activity: 'user-host-decommission',
  summary: 'Take a user host out of service for good: drained, a last backup, no longer a target',
  pattern: 'decommission <target>',
  examples: ['decommission host-7', 'decommission host-7 because "its lease ends"'],
  fields: {},
  kinds: ['user-host'],
  risk: 'disruptive',
  role: 'operator',
  approval: { production: { of: 2, from: 'approver' }, staging: { of: 2, from: 'approver' } },
  repeatable: true,
  retires: true,
  effect: () =>
    'stops every service for good but those that keep the host reachable, makes a last backup, and has Remit forget the host. Refused while containers run there',
  title: () => ({ ask: 'Decommission', doing: 'Decommissioning', done: 'Decommissioned' }),
  undo: 'It is not taken back: a host that is wanted again is set up as a new one. The machine itself and its disk stay until somebody deletes them.',
  run: {
    document: 'Remit-Decommission',
    parameters: () => ({}),
    timeoutSeconds: 7200, // as long as a backup may take
    // What a service keeps is known while it runs: what the backup will hold is settled before anything is stopped.
    script: `
      ${PLACES}${POLICY}${PARTS}${TAKE}${CONTAINERS}
      mark=/etc/remit/decommissioned
      if [ -s "$mark" ]; then
        echo "out of service already: $(head -n 1 "$mark")"
        exit 0
      fi
      containers
      [ ! -s "$claim/running-here" ] || fail "nothing was changed: containers run here ($(wc -l <"$claim/running-here")): $(in_a_line <"$claim/running-here"); move or stop them first"
      alone
      running >"$claim/running"
      running() { cat "$claim/running"; }
      all=$(sets)
      for set in $all; do paths_of "$set" | while read -r path; do echo "$set $(readlink -m -- "$path")"; done; done >"$claim/policy"
      back() {
        local code=$? unit
        trap - EXIT
        if [ "$code" != 0 ] && [ -s "$claim/stopped" ]; then
          while read -r unit; do systemctl start -- "$unit" >/dev/null 2>&1 8>&- || echo "does not start again: $unit"; done <"$claim/stopped"
          echo "in service again, as before: $(paste -s -d ' ' "$claim/stopped")"
        fi
        exit "$code"
      }
      trap back EXIT
      while read -r unit; do
        case "\${unit%.service}" in ${NEEDED.join(' | ')}) continue ;; esac
        echo "$unit" >>"$claim/stopped"
        systemctl stop -- "$unit" >/dev/null 2>&1 8>&- || :
        case "$(systemctl show -p ActiveState -- "$unit" | sed -n 's/^ActiveState=//p')" in active | reloading) fail "nothing was removed: $unit does not stop" ;; esac
      done <"$claim/running"
      echo "stopped: $(paste -s -d ' ' "$claim/stopped" 2>/dev/null || echo nothing)"
      containers
      [ ! -s "$claim/running-here" ] || fail "nothing was removed: meanwhile there runs $(in_a_line <"$claim/running-here")"
      [ -n "$all" ] || echo "nothing to back up, by the policy of this host"
      for set in $all; do
        set +e
        (set -e; take "$set")
        code=$?
        set -e
        [ "$code" = 0 ] || fail "nothing was removed: the last backup failed"
      done
      [ -n "$offsite" ] || [ -z "$all" ] || echo "the last backup lies on this host only, in $directory: fetch it before the machine is deleted"
      [ ! -s "$claim/stopped" ] || while read -r unit; do systemctl disable -- "$unit" >/dev/null 2>&1 || echo "may start at boot: $unit"; done <"$claim/stopped"
      mkdir -p /etc/remit
      echo "by $SSM_ExecId, $(date -u '+%F %H:%M UTC')" >"$mark.new"
      mv -- "$mark.new" "$mark"
      echo "out of service; Remit forgets it within five minutes. The machine and its disk stay until somebody deletes them"`,
  },
});
