import { backupSet } from './backup.ts';
import { PLACES } from './backup-places.ts';
import { POLICY } from './backup-policy.ts';
import { SHOWN } from './backup-shown.ts';
import { defineReading } from './define-reading.ts';

export const backupList = defineReading({
  name: 'backup list',
  activity: 'backup-management',
  summary:
    'List the backups of targets, newest first: age, size, when verified, what is overdue, how long each is kept',
  pattern: 'backup list [of <set>] on <targets>',
  examples: ['backup list on host-7', 'backup list of etc on all user hosts'],
  fields: { set: backupSet() },
  effect: () => 'reads which backups there are; changes nothing',
  title: ({ set }) => {
    const what = set === 'all' ? 'the backups' : `the backups of ${set}`;
    return { ask: `List ${what}`, doing: `Listing ${what}`, done: `Listed ${what}` };
  },
  run: {
    document: 'Remit-BackupList',
    parameters: ({ set }) => ({ Set: [set] }),
    timeoutSeconds: 60, // an off-site directory over a network may hang
    script: `
      [[ "$SSM_Set" =~ ^[a-z][a-z0-9]{0,15}$ ]] || fail "nothing was done: no name of a set"
      ${PLACES}${POLICY}${SHOWN}
      kept >"$claim/kept"
      { sets; cut -d - -f 1 "$claim/kept"; } | awk '!seen[$0]++' >"$claim/sets"
      if [ "$SSM_Set" != all ]; then
        grep -qxF -e "$SSM_Set" "$claim/sets" || fail "no set called $SSM_Set here; there are: $(paste -s -d ' ' "$claim/sets")"
        echo "$SSM_Set" >"$claim/sets"
      fi
      while read -r set; do shown "$set"; done <"$claim/sets" >"$claim/shown"
      overdue=$(grep -c -e '<-' "$claim/shown" || :)
      echo "$host: $([ "$overdue" = 0 ] && echo 'nothing is overdue' || echo "$overdue to look at")"
      [ ! -d "$directory" ] || echo "in $directory, $(size "$(room "$directory")") free"
      if [ -z "$offsite" ]; then echo "nothing is kept off-site"
      elif mounted; then echo "off-site in $away, $(size "$(room "$offsite")") free"
      else echo "off-site: nothing is mounted at $offsite  <- mount it"; fi
      cat "$claim/shown"`,
  },
});
