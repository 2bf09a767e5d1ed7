import { backupName } from './backup.ts';
import { PARTS } from './backup-parts.ts';
import { PLACES } from './backup-places.ts';
import { SOUND } from './backup-sound.ts';
import { defineReading } from './define-reading.ts';

/** Besides ids and sets: `latest` is the newest of each set. */
function anyBackup() {
  const field = backupName();
  return {
    ...field,
    allowed: `${field.allowed}; \`latest\` for the newest of each set`,
    example: 'latest',
  };
}

export const backupVerify = defineReading({
  name: 'backup verify',
  activity: 'backup-management',
  summary: 'Unpack a backup beside, compare every file with its checksum, and say exactly what is bad',
  pattern: 'backup verify <backup> on <targets>',
  examples: ['backup verify latest on host-7', 'backup verify etc-20261121-184500 on host-7'],
  fields: { backup: anyBackup() },
  effect: () =>
    'unpacks it into the directory of backups and removes that again; writes down that the backup was verified, and touches nothing else',
  title: ({ backup }) => {
    const what = backup === 'latest' ? 'the latest backups' : `the backup ${backup}`;
    return { ask: `Verify ${what}`, doing: `Verifying ${what}`, done: `Verified ${what}` };
  },
  run: {
    document: 'Remit-BackupVerify',
    parameters: ({ backup }) => ({ Backup: [backup] }),
    timeoutSeconds: 7200,
    script: `
      [[ "$SSM_Backup" =~ ^[a-z][a-z0-9]{0,15}(-[0-9]{8}-[0-9]{6})?$ ]] || fail "nothing was done: no name of a backup"
      ${PLACES}${PARTS}${SOUND}
      kept >"$claim/kept"
      [ -s "$claim/kept" ] || fail "no backup is on this host yet"
      if [ "$SSM_Backup" = latest ]; then awk '{ set = $1; sub(/-.*/, "", set); if (!seen[set]++) print }' "$claim/kept" >"$claim/those"
      else
        find_backup "$SSM_Backup"
        echo "$id $backup" >"$claim/those"
      fi
      alone
      bad=
      check() {
        local began=$SECONDS place
        [ "$(room "$directory")" -gt "$(bytes "$2")" ] || fail "$1: no room in $directory to unpack it: needs $(size "$(bytes "$2")"), has $(size "$(room "$directory")")"
        rm -rf -- "$directory"/.check-*
        if sound "$2" "$directory/.check-$1"; then
          marked "$2" "good $((SECONDS - began))"
          echo "$1: good, $(parts "$2" | awk '{ all += $3 } END { print all + 0 }') files, unpacked in $((SECONDS - began)) s"
        else
          marked "$2" "bad $(head -n 1 "$claim/wrong")"
          echo "$1: NOT GOOD"
          sed 's/^/  /' "$claim/wrong"
          bad="$bad $1"
        fi
        rm -rf -- "$directory/.check-$1"
        place=\${away:+$away/$1}
        if [ -n "$place" ] && [ "$place" != "$2" ] && [ -d "$place" ]; then
          if whole "$place"; then echo "  its copy off-site is whole"
          else echo "  its copy off-site is NOT: $(head -n 1 "$claim/wrong")"; bad="$bad $1"; fi
        fi
      }
      while read -r id place; do check "$id" "$place"; done <"$claim/those"
      [ -z "$bad" ] || fail "do not count on:$bad. Take another one: backup now"`,
  },
});
