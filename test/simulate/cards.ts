import { isDeepStrictEqual } from 'node:util';
import type { Standing } from '../../bot/domain/freeze/standing.ts';
import { PARKED } from '../../bot/flow/claim.ts';
import { FREEZES } from '../../bot/flow/freeze/read-standing.ts';
import type { World } from '../bot/flow/world.ts';
import type { FakeCard } from '../fakes/chat.ts';
import { first } from './first.ts';
import type { Seen } from './seen.ts';

/** I7: a card shows a state that is on record, and in the end the last one. */
export function cardsAreTrue(): (seen: Seen) => string | undefined {
  const known = new Map<string, number>();
  return ({ world, final }) =>
    first(world.chat.cards.filter(isOfItsStream(world)), (card) => {
      if (final) return inTheEnd(world, card);
      if (known.get(card.ref.ts) === card.edits) return undefined;
      known.set(card.ref.ts, card.edits);
      return asRecorded(world, card);
    });
}

/** Of an incident's cards, and of the one that a vendor sees, there are invariants of their own. */
function isOfItsStream({ ledger }: World) {
  return ({ run }: FakeCard) => !run.startsWith('vendor ') && !ledger.streams.has(`incident#${run}`);
}

function inTheEnd(world: World, card: FakeCard): string | undefined {
  const stream = streamOf(world, card.run);
  if (stream === undefined) return stopIsTrue(world, card);
  return isNewest(world, stream, card);
}

/** An emergency stop is a step of a stream of many things, and has no state of its own there. */
function asRecorded(world: World, { run, shows, seq }: FakeCard): string | undefined {
  const stream = streamOf(world, run);
  const stored = stream === undefined ? undefined : world.ledger.streams.get(stream)?.[seq];
  const same = stored && isDeepStrictEqual(JSON.parse(JSON.stringify(shows)), JSON.parse(stored.state));
  return same || stream === undefined ? undefined : `the card of ${run} shows ${shows.is} for event ${seq}`;
}

function stopIsTrue({ ledger }: World, { run, shows }: FakeCard): string | undefined {
  const head = ledger.streams.get(FREEZES)?.at(-1);
  const stands = head && (JSON.parse(head.state) as Standing).stop?.id === run;
  return shows.is === (stands ? 'stopped' : 'lifted') ? undefined : `the card of the stop ${run} shows ${shows.is}`;
}

/** Ids of all kinds are names of one sort. */
function streamOf({ ledger }: World, id: string): string | undefined {
  if (ledger.streams.has(id)) return id; // a report's is its stream
  return ['run', 'change', 'escalation'].map((kind) => `${kind}#${id}`).find((one) => ledger.streams.has(one));
}

/** The same of the cards in direct messages, in the end. */
export function directCardsAreTrue({ world, final }: Seen): string | undefined {
  if (!final) return undefined;
  return first(world.chat.direct, ({ run, to, seq }) => {
    const events = world.ledger.streams.get(streamOf(world, run) ?? '') ?? [];
    const last = events.at(-1)?.seq;
    const isParked = events.some(({ due }) => due === PARKED);
    return seq === last || isParked ? undefined : `the card of ${run} for ${to} shows event ${seq} of ${last}`;
  });
}

function isNewest(world: World, stream: string, { ref, seq }: FakeCard): string | undefined {
  const receipt = world.receipts.all.get(`${stream} card`);
  const events = world.ledger.streams.get(stream) ?? [];
  const isParked = events.some(({ due }) => due === PARKED);
  if (receipt?.value['gone'] !== undefined || isParked || receipt?.value['ts'] !== ref.ts) return undefined;
  const last = events.at(-1)?.seq;
  return seq === last ? undefined : `the card of ${stream} shows event ${seq} of ${last}`;
}
