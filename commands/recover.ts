import { pointInTime } from './backup.ts';
import { PARTS } from './backup-parts.ts';
import { PLACES } from './backup-places.ts';
import { POLICY } from './backup-policy.ts';
import { SINCE } from './backup-since.ts';
import { defineCommand } from './define-command.ts';
import { RECOVERING } from './recover-sets.ts';
import { RESTORING } from './restore-script.ts';
import { STAGING } from './restore-stage.ts';
import { SWITCHING } from './restore-switch.ts';
import { RESTORE_UNDO } from './restore-undo.ts';

function to(at: string): string {
  return at === 'now' ? '' : ` to ${at}`;
}

export const recover = defineCommand({
  name: 'recover',
  activity: 'disaster-recovery',
  summary:
    'Bring all of a target back from its backups, the newest of each set that verifies; `restore` brings back one backup',
  pattern: 'recover <target> [at <at>]',
  examples: ['recover host-7 because "its data is gone"', 'recover host-7 at 20261120-1200'],
  fields: { at: pointInTime() },
  risk: 'disruptive',
  role: 'operator',
  approval: { production: { of: 2, from: 'approver' }, staging: 'none' },
  repeatable: true,
  effect: ({ at }) =>
    `brings every set back${to(at)}, from the newest backup that verifies; all its services go down and are started. What was written after those backups is lost: \`recover check\` says how much. What is there stays beside for 30 days`,
  title: ({ at }) => ({ ask: `Recover${to(at)}`, doing: `Recovering${to(at)}`, done: `Recovered${to(at)}` }),
  undo: {
    words: 'It puts back what was there before the recovery; what was written since is kept aside.',
    script: RESTORE_UNDO,
  },
  run: {
    document: 'Remit-Recover',
    parameters: ({ at }) => ({ At: [at] }),
    timeoutSeconds: 7200, // the goal: less than two hours
    // All sets are unpacked and compared before the first is switched. A service that stays down afterwards is a failure, and the data stays: there is nothing better to go back to.
    script: `
      [[ "$SSM_At" =~ ^(now|20[0-9]{6}(-[0-9]{4})?)$ ]] || fail "nothing was done: no point in time"
      ${PLACES}${POLICY}${PARTS}${SINCE}${RECOVERING}${STAGING}${SWITCHING}${RESTORING}
      point "$SSM_At"
      kept | mine >"$claim/kept"
      sets_kept >"$claim/sets"
      [ -s "$claim/sets" ] || fail "nothing was changed: $host has no backups in $directory\${away:+ or $away}"
      alone
      while read -r -u 7 set; do
        taken=
        while read -r -u 9 id place; do
          if stage "$place" ''; then
            taken=$place
            break
          fi
          echo "$id is NOT GOOD: $(sed -n 1p "$claim/wrong")"
        done 9< <(candidates "$set" | while read -r id place; do copies "$id" "$place" | sed "s/^/$id /"; done)
        [ -n "$taken" ] || refuse "$set has no sound backup of that time or before; restore the other sets one by one: $(paste -s -d ' ' "$claim/sets")"
        echo "$taken" >>"$claim/chosen"
      done 7<"$claim/sets"
      while read -r -u 7 taken; do
        echo "\${taken##*/}, $(age "\${taken##*/}") old"
        lost "\${taken##*/}"
        since "$taken"
      done 7<"$claim/chosen"
      unsaved
      chosen
      halt "$saved/services" "$saved/stopped" || give_up "a service does not stop"
      switch_all
      load_all anyway || give_up "a dump could not be loaded"
      told
      begin "$saved/services" || fail "all data is back, and what was there lies beside it; look at the services"
      echo "recovered in $SECONDS s"`,
  },
});
