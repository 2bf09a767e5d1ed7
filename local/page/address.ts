import { recall } from './remember.ts';

/** Who and where are in the address, so that two windows can be two people and a link leads back to a message. */
export type Address = { as: string; channel: string; thread?: string | undefined; message?: string | undefined };

export const HOME = 'home';

type Located = { pathname: string; search: string };

/** Slack's own address of a message. */
const ARCHIVES = /^\/archives\/([A-Z0-9]+)\/p(\d+)(\d{6})$/;

/** Whether a link leads to a message of this workspace, by whichever name the machine goes. */
export function isMessageHere({ hostname, port, pathname }: URL | HTMLAnchorElement): boolean {
  return /^(localhost|127\.0\.0\.1)$/.test(hostname) && port === location.port && ARCHIVES.test(pathname);
}

/** The page's own address, or one of a message as Slack gives it, which says nothing of who reads. */
export function readAddress({ pathname, search }: Located): Address {
  const query = new URLSearchParams(search);
  const [, channel, seconds, rest] = ARCHIVES.exec(pathname) ?? [];
  return {
    as: query.get('as') || (channel && recall('as')) || 'operator',
    channel: channel ?? (query.get('channel') || 'ops'),
    thread: query.get('thread') ?? query.get('thread_ts') ?? undefined,
    message: seconds === undefined ? (query.get('message') ?? undefined) : `${seconds}.${rest}`,
  };
}

export function writeAddress({ as, channel, thread, message }: Address): string {
  const query = new URLSearchParams({ as, channel });
  if (thread) query.set('thread', thread);
  if (message) query.set('message', message);
  return `/?${query}`;
}
