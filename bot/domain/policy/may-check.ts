import type { Policy } from './policy.ts';

/** The port that an address means when it says none. */
const PORTS: Record<string, string> = { http: '80', https: '443' };

/**
 * Whether the policy lists the host of a web address: by its name (`shop.acme.example`), by what it is below
 * (`*.acme.example`), with a port where it is not the usual one (`shop.acme.example:8443`). No list, no address.
 */
export function mayCheck({ mayCheck: listed = [] }: Pick<Policy, 'mayCheck'>, url: string): boolean {
  const asked = placeOf(url);
  return asked !== undefined && listed.some((entry) => covers(entry, asked));
}

type Place = { host: string; port: string | undefined };

/** `port` only where it is not the usual one of the scheme. */
function placeOf(url: string): Place | undefined {
  const [, scheme = '', host = '', port] =
    /^(https?):\/\/([a-z0-9][a-z0-9.-]*)(?::([0-9]{1,5}))?(?:\/.*)?$/.exec(url.toLowerCase()) ?? [];
  if (host === '') return undefined;
  return { host, port: port === PORTS[scheme] ? undefined : port };
}

function covers(entry: string, { host, port }: Place): boolean {
  const [name = '', at] = entry.split(':');
  if (at !== port) return false;
  return name.startsWith('*.') ? host.endsWith(name.slice(1)) && host.length > name.length - 1 : host === name;
}
