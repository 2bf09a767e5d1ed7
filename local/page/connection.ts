/**
 * Keeps the page in step with the server: one event stream, and a fetch of everything shown whenever it opens.
 *
 * The stream opens first and the lists are fetched after it, so that nothing falls between the two.
 */
import type { PageEvent } from '../slack/wire.ts';
import { fetchMessages, fetchState, openHome } from './api.ts';
import { receive, withFetched, withRead } from './state.ts';
import { changePage, readPage } from './store.ts';

const RETRY_MS = 1000;

let stream: EventSource | undefined;
/** Raised when another account is entered, so that answers for the one before are dropped. */
let generation = 0;
const underway = new Set<PageEvent[]>();

/** Follows the events of `as`, from now on and across broken connections. */
export function follow(as: string): void {
  generation += 1;
  stream?.close();
  open(as, generation);
}

function open(as: string, mine: number): void {
  if (mine !== generation) return;
  const source = new EventSource(`/local/events?${new URLSearchParams({ as })}`);
  stream = source;
  source.onopen = () => {
    refresh(as, mine).catch(() => lose(source, as, mine));
  };
  source.onmessage = ({ data }: MessageEvent<string>) => {
    if (mine === generation) take(JSON.parse(data) as PageEvent);
  };
  source.onerror = () => lose(source, as, mine);
}

/** A browser retries a broken stream by itself, and then asks for what it missed; a refused one it gives up. */
function lose(source: EventSource, as: string, mine: number): void {
  if (mine !== generation) return;
  changePage((page) => ({ ...page, connection: 'lost' }));
  if (source.readyState === EventSource.CONNECTING) return;
  source.close();
  setTimeout(() => open(as, mine), RETRY_MS);
}

function take(event: PageEvent): void {
  for (const since of underway) since.push(event);
  changePage((page) => receive(page, event));
  if (event.type === 'channel' && !readPage().messages[event.channel.id]) void load(event.channel.id);
}

async function refresh(as: string, mine: number): Promise<void> {
  const directory = await fetchState(as);
  if (mine !== generation) return;
  changePage((page) => ({ ...page, directory, connection: 'open' }));
  const { place } = readPage();
  // The App Home comes on the stream: it is asked for when there is one.
  if (place.kind === 'home') await openHome(as);
  const first = place.kind === 'channel' ? place.id : undefined;
  const others = directory.channels.map((channel) => channel.id).filter((id) => id !== first);
  for (const channel of first ? [first, ...others] : others) await load(channel);
}

/** Fetches a whole channel. What arrives on the stream meanwhile is applied again on top of it. */
export async function load(channel: string): Promise<void> {
  const as = readPage().directory?.me.name;
  if (as === undefined) return;
  const mine = generation;
  const since: PageEvent[] = [];
  underway.add(since);
  try {
    const { messages } = await fetchMessages(as, channel);
    if (mine !== generation) return;
    changePage((page) => {
      const fetched = withFetched(page, channel, messages, since);
      // A channel never seen in this browser is not news from its very beginning.
      return page.read[channel] === undefined ? withRead(fetched, channel) : fetched;
    });
  } finally {
    underway.delete(since);
  }
}
