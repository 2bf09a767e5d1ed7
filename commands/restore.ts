import { backedUpPath, backupName } from './backup.ts';
import { PARTS } from './backup-parts.ts';
import { PLACES } from './backup-places.ts';
import { SINCE } from './backup-since.ts';
import { defineCommand } from './define-command.ts';
import { RESTORING } from './restore-script.ts';
import { STAGING } from './restore-stage.ts';
import { SWITCHING } from './restore-switch.ts';
import { RESTORE_UNDO } from './restore-undo.ts';

function what({ backup, only }: { backup: string; only: string }): string {
  return `${only === 'everything' ? '' : `${only} of `}${backup.includes('-') ? backup : `the newest backup of ${backup}`}`;
}

export const restore = defineCommand({
  name: 'restore',
  activity: 'restoring-from-backup',
  summary: 'Bring one backup back, or one path of it: unpacked beside what is there, verified, then switched',
  pattern: 'restore <backup> [only <only>] on <target>',
  examples: [
    'restore etc-20261121-184500 on host-7',
    'restore etc only /etc/nginx on host-7 because "the sites are gone"',
  ],
  fields: { backup: backupName(), only: backedUpPath() },
  risk: 'disruptive',
  role: 'operator',
  approval: { production: { of: 1, from: 'approver' }, staging: 'none' },
  repeatable: true,
  effect: (fields) =>
    `puts ${what(fields)} in the place of what is there, which stays beside it for 30 days; services that hold the set are down for the switch. What was written after the backup is lost from where it was`,
  title: (fields) => ({
    ask: `Restore ${what(fields)}`,
    doing: `Restoring ${what(fields)}`,
    done: `Restored ${what(fields)}`,
  }),
  undo: {
    words: 'It puts back what was there before; what was written since is kept aside.',
    script: RESTORE_UNDO,
  },
  run: {
    document: 'Remit-Restore',
    parameters: ({ backup, only }) => ({ Backup: [backup], Only: [only] }),
    timeoutSeconds: 7200, // the goal for a recovery is two hours
    script: `
      [[ "$SSM_Backup" =~ ^[a-z][a-z0-9]{0,15}(-[0-9]{8}-[0-9]{6})?$ ]] || fail "nothing was done: no name of a backup"
      [[ "$SSM_Only" =~ ^(everything|(/[A-Za-z0-9_][A-Za-z0-9._@+-]*)+)$ ]] || fail "nothing was done: no path"
      ${PLACES}${PARTS}${SINCE}${STAGING}${SWITCHING}${RESTORING}
      only="$SSM_Only"
      [ "$only" != everything ] || only=
      find_backup "$SSM_Backup"
      owner=$(one "$backup/manifest" host)
      [ "$owner" = "$host" ] || fail "nothing was changed: $id is a backup of \${owner:-no host}, not of $host"
      alone
      while read -r -u 9 copy; do
        if stage "$copy" "$only"; then
          echo "$copy" >"$claim/chosen"
          break
        fi
        echo "$copy is NOT GOOD"
        sed 's/^/  /' "$claim/wrong"
      done 9< <(copies "$id" "$backup")
      [ -e "$claim/chosen" ] || fail "nothing was changed: $id cannot be counted on; take another: backup list"
      echo "$id, $(age "$id") old"
      [ -n "$only" ] || since "$(cat "$claim/chosen")"
      chosen
      halt "$saved/services" "$saved/stopped" || give_up "a service does not stop"
      switch_all
      [ -n "$only" ] || load_all strictly || give_up "the dump could not be loaded"
      [ ! -e "$saved/stopped" ] || begin "$saved/stopped" || give_up "a service does not run on what was restored"
      told`,
  },
});
