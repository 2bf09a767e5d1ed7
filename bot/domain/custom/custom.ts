import type { Actor } from '../actor.ts';
import type { Instant } from '../instant.ts';

/**
 * A custom configuration that no guide describes: what was changed, on which targets, why, agreed with whom. The next platform
 * upgrade may overwrite it (rule 2 of the notes around the tables).
 */
export type CustomNote = { id: string; what: string; on: string[]; because: string; agreed: string };

export type CustomRecorded = CustomNote & { source: string };
export type CustomStep =
  | { type: 'recorded'; data: CustomRecorded }
  | { type: 'removed'; data: { id: string; because?: string } };
export type CustomEvent = CustomStep & { seq: number; at: Instant; by: Actor };

/** A note as it stands: who recorded it, and when. */
export type CustomEntry = CustomNote & { by: Actor; at: Instant };

/** What an event or a card carries of many notes: the first of them, and how many there are. */
export type CustomNoted = { first: CustomNote[]; count: number };

/** An event is read whole with its stream: of more notes than these only the number is on it. */
const CARRIED = 20;

/** Undefined of none: where nothing is hidden, nothing has to be said about it. */
export function noted(notes: readonly CustomEntry[]): CustomNoted | undefined {
  if (notes.length === 0) return undefined;
  const first = notes.slice(0, CARRIED).map(({ id, what, on, because, agreed }) => ({ id, what, on, because, agreed }));
  return { first, count: notes.length };
}

/** The notes that stand after these events, oldest first. */
export function standing(events: readonly CustomEvent[]): CustomEntry[] {
  const notes = new Map<string, CustomEntry>();
  for (const { type, data, by, at } of events) {
    if (type === 'removed') notes.delete(data.id);
    else
      notes.set(data.id, {
        id: data.id,
        what: data.what,
        on: data.on,
        because: data.because,
        agreed: data.agreed,
        by,
        at,
      });
  }
  return [...notes.values()];
}

/** Those on any of these targets. */
export function customOn<T extends CustomNote>(notes: readonly T[], names: readonly string[]): T[] {
  return notes.filter(({ on }) => on.some((name) => names.includes(name)));
}
