import { PARTS } from './backup-parts.ts';
import { PLACES } from './backup-places.ts';
import { SWITCHING } from './restore-switch.ts';

/** Takes a restore or a recovery back. Nothing is lost: what was written since is put aside, and said. */
export const RESTORE_UNDO = `
      if [ ! -s "$saved/switched" ] && [ ! -s "$saved/loaded" ]; then
        echo "$SSM_Undone switched nothing: nothing to take back"
        exit 0
      fi
      ${PLACES}${PARTS}${SWITCHING}
      alone
      mapfile -d '' steps <"$saved/switched"
      for ((at = 0; at < \${#steps[@]}; at += 5)); do
        [ "\${steps[at + 4]}" = no ] || there "\${steps[at]}/was/\${steps[at + 2]}" || fail "nothing was changed: what $SSM_Undone put aside is no longer in \${steps[at]}"
      done
      halt "$saved/services" /dev/null || fail "nothing was switched: a service does not stop"
      while IFS=$'\\t' read -r -u 7 stash base entry; do
        mapfile -t apart <"$saved/apart-\${stash##*/}"
        count=$(listing "$base" "$entry" | sort - "$saved/left-\${stash##*/}" | uniq -u | cut -f 8- | sort -u | wc -l)
        if [ "$count" = 0 ]; then : >"$claim/unchanged-\${stash##*/}"
        else echo "$base: $count changed after $SSM_Undone; kept in $stash/undone"; fi
      done 7<"$saved/places"
      switch_back || fail "not all could be put back; look at $(cut -f 1 "$saved/places" | paste -s -d ' ')"
      while IFS=$'\\t' read -r stash _; do
        [ ! -e "$claim/unchanged-\${stash##*/}" ] || rm -rf -- "$stash"
      done <"$saved/places"
      load_back || fail "the files are as before; the database is not: its dump of before lies in $saved"
      begin "$saved/stopped" || fail "the files are as before"
      echo "as before $SSM_Undone: $((\${#steps[@]} / 5)) put back"`;
