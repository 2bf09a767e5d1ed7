import { PARKED } from '../../bot/flow/claim.ts';
import type { World } from '../bot/flow/world.ts';
import { first } from './first.ts';
import type { Seen } from './seen.ts';

/** V7: when all is over nothing is left to be done: no claim is held, and what waits does so for a time that is to come. */
export function nothingLeft({ world, final }: Seen): string | undefined {
  return final ? leftOver(world) : undefined;
}

/** The first thing that is still to be done at this very moment. */
export function leftOver(world: World): string | undefined {
  return first(world.ledger.streams, ([stream, events]) => {
    if (events.some(({ due }) => due === PARKED)) return undefined;
    const overdue = events.find(({ due }) => due !== undefined && due <= world.now());
    if (overdue) return `${stream}/${overdue.seq} ${overdue.type} was due ${world.now() - (overdue.due ?? 0)} ms ago`;
    const claimed = events.find(({ due, tries = 0 }) => due !== undefined && tries > 0);
    return claimed && `${stream}/${claimed.seq} ${claimed.type} is claimed`;
  });
}

/** Whether anything is to be done so soon: then what is looked at meanwhile is not at rest. */
export function isDueWithin({ ledger, now }: World, ms: number): boolean {
  return [...ledger.streams.values()]
    .flat()
    .some(({ due }) => due !== undefined && due !== PARKED && due <= now() + ms);
}
