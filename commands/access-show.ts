import { accessPath, OPENING } from './access.ts';
import { defineCommand } from './define-command.ts';

export const accessShow = defineCommand({
  name: 'access show',
  activity: 'file-access-settings',
  summary: 'Show who may read and write a file or folder, and the folders above it',
  pattern: 'access show <path> on <targets>',
  examples: ['access show /var/www/html on host-7', 'access show /etc/nginx/nginx.conf on all user hosts'],
  fields: { path: accessPath() },
  risk: 'read',
  role: 'operator',
  approval: { production: 'none', staging: 'none' },
  repeatable: true,
  effect: ({ path }) => `reads the access settings of ${path}; changes nothing`,
  title: ({ path }) => ({
    ask: `Show the access to ${path}`,
    doing: `Looking at the access to ${path}`,
    done: `Looked at the access to ${path}`,
  }),
  shows: 'output',
  undo: 'Nothing to undo: it only reads.',
  run: {
    document: 'Remit-AccessShow',
    parameters: ({ path }) => ({ Path: [path] }),
    timeoutSeconds: 30,
    // Of a folder, what is in it, too: at most 40 lines.
    script: `${OPENING}
      line() { stat -c '%A %a %U:%G %n' -- "$1"; }
      above=$path
      parents=
      while above=\${above%/*}; [ -n "$above" ]; do parents="$above\${parents:+ }$parents"; done
      for one in $parents; do line "$one"; done
      line "$path"
      if [ -d "$path" ]; then
        find "$path" -mindepth 1 -maxdepth 1 -printf '  %M %m %u:%g %f\\n' | sort -k 4 | head -n 40
        count=$(find "$path" -mindepth 1 -maxdepth 1 | wc -l)
        [ "$count" -le 40 ] || echo "  and $((count - 40)) more"
      fi
      if command -v getfacl >/dev/null; then getfacl -p -c -s -- "$path" 2>/dev/null | sed '/^$/d; s/^/acl: /'; fi`,
  },
});
