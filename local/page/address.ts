/** Who and where are in the address, so that two windows can be two people and a link leads back to a message. */
export type Address = { as: string; channel: string; thread?: string | undefined; message?: string | undefined };

export const HOME = 'home';

export function readAddress(search: string): Address {
  const query = new URLSearchParams(search);
  return {
    as: query.get('as') || 'operator',
    channel: query.get('channel') || 'ops',
    thread: query.get('thread') ?? undefined,
    message: query.get('message') ?? undefined,
  };
}

export function writeAddress({ as, channel, thread, message }: Address): string {
  const query = new URLSearchParams({ as, channel });
  if (thread) query.set('thread', thread);
  if (message) query.set('message', message);
  return `?${query}`;
}
