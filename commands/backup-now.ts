import { backupSet } from './backup.ts';
import { PARTS } from './backup-parts.ts';
import { PLACES } from './backup-places.ts';
import { POLICY } from './backup-policy.ts';
import { TAKE } from './backup-take.ts';
import { defineCommand } from './define-command.ts';

export const backupNow = defineCommand({
  name: 'backup now',
  activity: 'backup-management',
  summary: 'Back up what the policy of targets names, or one set of it, and remove what is kept no longer',
  pattern: 'backup now [of <set>] on <targets>',
  examples: ['backup now on host-7', 'backup now of etc on all user hosts because "before the update"'],
  fields: { set: backupSet() },
  risk: 'change',
  role: 'operator',
  approval: { production: { of: 1, from: 'approver' }, staging: 'none' },
  repeatable: true,
  effect: ({ set }) =>
    `copies ${set === 'all' ? 'every set' : `the set ${set}`} into the directory of backups, and off-site where there is one; nothing is stopped. Backups older than the policy keeps are removed`,
  title: ({ set }) => {
    const what = set === 'all' ? 'everything' : set;
    return { ask: `Back up ${what}`, doing: `Backing up ${what}`, done: `Backed up ${what}` };
  },
  undo: 'There is no undo: a backup changes nothing that runs, and what the policy keeps no longer is gone.',
  run: {
    document: 'Remit-BackupNow',
    parameters: ({ set }) => ({ Set: [set] }),
    timeoutSeconds: 7200, // some hundred GB at what one processor packs
    script: `
      [[ "$SSM_Set" =~ ^[a-z][a-z0-9]{0,15}$ ]] || fail "nothing was done: no name of a set"
      ${PLACES}${POLICY}${PARTS}${TAKE}
      alone
      all=$(sets)
      for set in $all; do paths_of "$set" | while read -r path; do echo "$set $(readlink -m -- "$path")"; done; done >"$claim/policy"
      if [ "$SSM_Set" = all ]; then wanted=$all
      else
        wanted="$SSM_Set"
        printf '%s\\n' "$all" | grep -xF -e "$wanted" >/dev/null || fail "nothing was done: no set called $wanted here; there are: $(echo $all)"
      fi
      failed=
      for set in $wanted; do
        set +e
        (set -e; take "$set")
        [ "$?" = 0 ] || failed="$failed $set"
        set -e
      done
      [ -z "$failed" ] || fail "not backed up:$failed"`,
  },
});
