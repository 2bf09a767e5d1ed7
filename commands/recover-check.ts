import { pointInTime } from './backup.ts';
import { PARTS } from './backup-parts.ts';
import { PLACES } from './backup-places.ts';
import { POLICY } from './backup-policy.ts';
import { SINCE } from './backup-since.ts';
import { defineReading } from './define-reading.ts';
import { RECOVERING } from './recover-sets.ts';

export const recoverCheck = defineReading({
  name: 'recover check',
  activity: 'disaster-recovery',
  summary: 'Say what a recovery of a target would take: which backup of each set, what would be lost, how long',
  pattern: 'recover check <target> [at <at>]',
  examples: ['recover check host-7', 'recover check host-7 at 20261120'],
  fields: { at: pointInTime() },
  effect: () => 'reads the backups and what was changed after them; changes nothing',
  title: ({ at }) => {
    const to = at === 'now' ? '' : ` to ${at}`;
    return {
      ask: `Check a recovery${to} of`,
      doing: `Checking a recovery${to} of`,
      done: `Checked a recovery${to} of`,
    };
  },
  run: {
    document: 'Remit-RecoverCheck',
    parameters: ({ at }) => ({ At: [at] }),
    timeoutSeconds: 3600, // every checksum of what would be taken
    script: `
      [[ "$SSM_At" =~ ^(now|20[0-9]{6}(-[0-9]{4})?)$ ]] || fail "nothing was done: no point in time"
      ${PLACES}${POLICY}${PARTS}${SINCE}${RECOVERING}
      point "$SSM_At"
      kept | mine >"$claim/kept"
      sets_kept >"$claim/sets"
      [ -s "$claim/sets" ] || fail "nothing could be recovered: $host has no backups in $directory\${away:+ or $away}"
      all=0 took=0 unknown=
      while read -r -u 7 set; do
        taken=
        while read -r -u 9 id place; do
          if whole "$place"; then
            taken=$place
            break
          fi
          echo "$id is NOT GOOD: $(sed -n 1p "$claim/wrong")"
        done 9< <(candidates "$set" | while read -r id place; do copies "$id" "$place" | sed "s/^/$id /"; done)
        if [ -z "$taken" ]; then
          echo "$set: NO sound backup of that time or before: a recovery would be refused"
          continue
        fi
        echo "$taken" >>"$claim/chosen"
        parts "$taken" | while read -r _ _ _ _ path; do printf '\\t%s\\n' "$path"; done >>"$claim/staged"
      done 7<"$claim/sets"
      [ -e "$claim/chosen" ] || : >"$claim/chosen"
      while read -r -u 7 taken; do
        id=\${taken##*/}
        verified=$(awk '$2 == "good" { print $1, $3 }' "$taken/verified" 2>/dev/null || :)
        echo "$id, $(age "$id") old, $([ -n "$verified" ] && echo "verified $(lasting "$((now - \${verified% *}))") ago" || echo 'never verified')"
        lost "$id"
        since "$taken"
        all=$((all + $(bytes "$taken")))
        if [ -n "$verified" ]; then took=$((took + \${verified#* })); else unknown=1; fi
      done 7<"$claim/chosen"
      unsaved
      echo "in all $(size "$all"); $([ -n "$unknown" ] && echo 'how long is not known before all are verified' || echo "unpacking took $took s at the last verification"); the goal is 2 h"`,
  },
});
