import { type Instant, MINUTE } from '../instant.ts';
import { normalise } from '../language/normalise.ts';
import { nameOf } from '../ledger/name.ts';
import { err, ok, type Result } from '../result.ts';
import type { IncidentAct } from './act.ts';
import type { Entry } from './entry.ts';
import type { IncidentStep } from './event.ts';
import { refuseOccurred } from './occurred.ts';
import type { IncidentRefusal } from './refusal.ts';
import type { IncidentState } from './state.ts';

type Correction = Extract<IncidentAct, { is: 'correct' }>;
type Corrected = Extract<IncidentStep, { type: 'corrected' }>;

/** The name of an entry, for people: five letters that stay the same however often it is corrected. */
export function entryName({ source }: Pick<Entry, 'source'>): string {
  return nameOf(source, 0);
}

/**
 * Decides a correction. What is said to the minute does not move an entry within it, and what says the same as before is none. An
 * entry may be moved to before it was noticed, as a note may, and to no time that is to come.
 */
export function decideCorrection(
  { milestones }: Pick<IncidentState, 'milestones'>,
  { act, entry, now }: { act: Correction; entry: Entry | undefined; now: Instant },
): Result<Corrected, IncidentRefusal> {
  if (!entry) return err({ reason: 'unknown-entry', entry: act.entry });
  if (act.put) return put(entry, act.put);
  const { source } = entry;
  const moved =
    act.occurredAt !== undefined && !sameMinute(act.occurredAt, entry.occurredAt) ? act.occurredAt : undefined;
  const refusal = moved === undefined ? undefined : refuseOccurred(moved, { detected: milestones.detected, now });
  if (refusal) return err(refusal);
  const text = act.text !== undefined && inSentence(act.text) === inSentence(entry.text) ? undefined : act.text;
  if (text === undefined && moved === undefined) return err({ reason: 'same-entry', entry: act.entry });
  const change = { ...(text !== undefined && { text }), ...(moved !== undefined && { occurredAt: moved }) };
  return ok({ type: 'corrected', data: { entry: source, ...change } });
}

function put({ source, gone, ...entry }: Entry, where: 'away' | 'back'): Result<Corrected, IncidentRefusal> {
  const name = entryName({ source, ...entry });
  if ((where === 'away') === (gone !== undefined)) return err({ reason: 'same-entry', entry: name });
  return ok({
    type: 'corrected',
    data: { entry: source, ...(where === 'away' ? { removed: true } : { restored: true }) },
  });
}

/** A text as a sentence, and so a form, gives it back: what only that changes is no correction. */
function inSentence(text: string): string {
  return normalise(text).replace(/[\u2018\u2019]/g, "'");
}

function sameMinute(one: Instant, other: Instant): boolean {
  return Math.floor(one / MINUTE) === Math.floor(other / MINUTE);
}
