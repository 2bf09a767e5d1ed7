import type { Policy } from './policy.ts';

/** Below these a file may be edited at all. */
export const EDITABLE = ['/etc', '/opt', '/srv', '/usr/local/etc'] as const;

/**
 * Files that are read and edited by nobody, whatever a policy lists: they hold secrets, decide who gets in, or can lock a
 * host out and have commands of their own. A `*` stands for any characters, folders too.
 */
export const NEVER_EDITED = [
  '/etc/shadow*',
  '/etc/gshadow*',
  '/etc/passwd*',
  '/etc/group*',
  '/etc/sudoers*',
  '/etc/security/*',
  '/etc/pam.d/*',
  '/etc/ssh/*',
  '/etc/ssl/private/*',
  '/etc/letsencrypt/*',
  '/etc/openvpn/*',
  '/etc/wireguard/*',
  '*.key',
  '*.pem',
  '*.p12',
  '*.pfx',
  '*.jks',
  '*.keytab',
  '*.secrets',
] as const;

export const NEVER_WHY =
  'it holds secrets, decides who gets in or can lock the host out. Accounts, keys, SSH and the VPN have commands of their own';

/**
 * Whether the policy lists a file: by its path (`/etc/hosts`), or by its folder and its name with one `*` for any
 * characters (`/etc/nginx/conf.d/*.conf`). That `*` stands for no folder. No list, no file.
 */
export function mayEdit({ mayEdit: listed = [] }: Pick<Policy, 'mayEdit'>, path: string): boolean {
  return !neverEdited(path) && listed.some((entry) => covers(entry, path));
}

export function neverEdited(path: string): boolean {
  return NEVER_EDITED.some((name) => between(name, path) !== undefined);
}

function covers(entry: string, path: string): boolean {
  const held = between(entry, path);
  return held !== undefined && !held.includes('/') && (!entry.includes('*') || held !== '');
}

/** What stands in the place of the `*`; nothing where there is none and they are equal. Undefined: they do not fit. */
function between(name: string, path: string): string | undefined {
  const [begin = '', end] = name.split('*');
  if (end === undefined) return path === name ? '' : undefined;
  const fits = path.length >= begin.length + end.length && path.startsWith(begin) && path.endsWith(end);
  return fits ? path.slice(begin.length, path.length - end.length) : undefined;
}
