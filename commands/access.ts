import { pathUnder } from './fields.ts';

/** Where access settings may be looked at and changed: what services serve, write and read, and people's homes. */
const DIRECTORIES = ['/srv', '/var/www', '/var/log', '/opt', '/home', '/etc/nginx'];

export const accessPath = () => pathUnder(DIRECTORIES, { label: 'File or folder', example: '/var/www/html' });

/**
 * Opens the path as file descriptor 4 and holds on to it, so that what is checked is what is changed: nobody can put a
 * link in its place in between. A path that goes through a link anywhere is refused, wherever it leads; a file
 * with several names, too, since one of them may be outside.
 */
export const OPENING = `LC_ALL=C
path="$SSM_Path"
case "$path" in ${DIRECTORIES.map((directory) => `${directory}/*`).join(' | ')}) ;; *) fail "nothing was changed: $path is below none of ${DIRECTORIES.join(', ')}" ;; esac
[ -e "$path" ] || [ -L "$path" ] || fail "nothing was changed: no $path on this host"
real=$(realpath -e -- "$path" 2>/dev/null) || fail "nothing was changed: $path is a link that leads nowhere"
[ "$real" = "$path" ] || fail "nothing was changed: $path is, or goes through, a link; what it leads to is $real"
if [ ! -f "$path" ] && [ ! -d "$path" ]; then fail "nothing was changed: $path is neither a file nor a folder"; fi
exec 4<"$path"
[ "$(readlink /proc/self/fd/4)" = "$path" ] || fail "nothing was changed: $path was replaced while it was looked at"
look() { stat -L -c '%a %U:%G' /proc/self/fd/4; }
`;
