import type { Person } from '../../domain/actor.ts';
import type { Answer } from '../../domain/answer.ts';
import { SENT_FOR, send } from '../../domain/escalation/act.ts';
import type { EscalationStory } from '../../domain/escalation/apply.ts';
import {
  type Ask,
  asSent,
  type CustomMoved,
  type Diagnosis,
  outwardNote,
  type SaidAtSend,
  seenAs,
} from '../../domain/escalation/ask.ts';
import { diagnosisOf } from '../../domain/escalation/diagnosis.ts';
import type { EscalationStep } from '../../domain/escalation/event.ts';
import { namesLeft, namesOurs, ownNames, textsOf } from '../../domain/escalation/names-ours.ts';
import { outward } from '../../domain/escalation/outward.ts';
import type { EscalationRefusal } from '../../domain/escalation/refusal.ts';
import type { Instant } from '../../domain/instant.ts';
import { type Sending, writeEscalationSentence } from '../../domain/language/escalation-sentence.ts';
import { readDay } from '../../domain/language/term.ts';
import { zoneOf } from '../../domain/policy/hours.ts';
import type { Policy } from '../../domain/policy/policy.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import { type Vendor, vendorFor } from '../../domain/vendor/vendor.ts';
import type { Inventory } from '../../ports/inventory.ts';
import type { Ledger } from '../../ports/ledger.ts';
import { readRun } from '../append-run.ts';
import { customBefore } from '../custom/read-custom.ts';
import { endOf } from '../freeze/end-of.ts';
import { readVendors } from '../vendor/read-vendors.ts';

export type SendDeps = { ledger: Pick<Ledger, 'read' | 'head'>; inventory: Pick<Inventory, 'find' | 'list'> };

/**
 * A request as it would be sent now: `ask` is what they would see, `seen` its name and whose eyes it is for. `names`: of ours in it, though it is not about
 * them.
 */
export type Sendable = {
  step: Extract<EscalationStep, { type: 'sent' }>;
  ask: Ask;
  seen: string;
  names: string[];
  moved?: CustomMoved;
  vendor?: Vendor;
};

/** What is not sent: why, or what is asked back. */
export type Unsendable = { is: 'refused'; refusal: EscalationRefusal } | { is: 'asked'; answer: Answer };

type By = { person: Person; policy: Policy | undefined; now: Instant };

/** Decides on a send, and says word for word what they would see. Reads what it rests on anew: the list of custom configuration, and the targets. */
export async function sendable(
  deps: SendDeps,
  story: EscalationStory,
  { sending, person, policy, now }: By & { sending: Sending },
): Promise<Result<Sendable, Unsendable>> {
  const { ask, state, prepared } = story;
  const { day: _day, moment: _moment, ...rest } = sending;
  const rewrite = (by: Wanted) => writeEscalationSentence({ ...rest, ...by });
  const asked = { by: sending, typed: writeEscalationSentence(sending), rewrite };
  const wantedBy = wantedByOf(asked, { now, policy, zone: prepared.zone });
  if (!wantedBy.ok) return err({ is: 'asked', answer: wantedBy.error });
  const [vendors, ours, gone, custom, diagnosis] = await Promise.all([
    readVendors(deps.ledger),
    deps.inventory.list(),
    movedTargets(deps, ask),
    customNow(deps, ask, policy),
    diagnosisFor(deps, ask, { run: sending.diagnosis, now }),
  ]);
  if (!diagnosis.ok) return err({ is: 'refused', refusal: diagnosis.error });
  const vendor = vendorFor(vendors, ask);
  const said = { ...saidBy(sending), ...wantedBy.value, ...custom.said };
  const shown = asSent(ask, { ...said, ...shownOf(diagnosis.value) });
  const before = ownNames(ask, ours.targets);
  const names = namesLeft(namesOurs(textsOf(shown), ours.targets), { spots: ask.targets, before });
  const step = send(state, person, {
    now,
    ...said,
    ...diagnosis.value,
    ...(vendor && { vendor: vendor.name }),
    ...(names.length > 0 && { named: names }),
  });
  if (!step.ok) return err({ is: 'refused', refusal: step.error });
  if (gone.length > 0) return err({ is: 'refused', refusal: { reason: 'targets-moved', targets: gone } });
  const more = { ...(custom.moved && { moved: custom.moved }), ...(vendor && { vendor }) };
  return ok({ step: step.value, ask: shown, seen: seenAs(lookedAt(shown, sending), vendor, names), names, ...more });
}

/** A word that goes out as it was typed was seen by whoever typed it; one of which something is hidden is looked at first. */
function lookedAt({ note, ...ask }: Ask, { because }: Sending): Ask {
  return note === undefined || note === because ? ask : { ...ask, note };
}

function saidBy({ priority, because }: Sending): Pick<SaidAtSend, 'priority' | 'note'> {
  return { ...(priority !== undefined && { priority }), ...(because !== undefined && { note: outward(because) }) };
}

/** The furthest ahead that something may be wanted. */
const FURTHEST = 12 * SENT_FOR;

type Wanted = Pick<Sending, 'day' | 'moment'>;
type WantedAsked = { by: Wanted; typed: string; rewrite: (by: Wanted) => string };

/** By when it is wanted: by the clocks of `zone`, else of the policy. What no clock says, or says twice, is asked after. */
export function wantedByOf(
  { by: { day, moment }, typed, rewrite }: WantedAsked,
  { now, policy, zone = zoneOf(policy ?? {}) }: { now: Instant; policy: Policy | undefined; zone?: string | undefined },
): Result<{ wantedBy?: Instant }, Answer> {
  if (day !== undefined) {
    const end = readDay(day);
    return ok(end === undefined ? {} : { wantedBy: end });
  }
  if (!moment) return ok({});
  const again = (end: Parameters<typeof endOf>[0]) =>
    rewrite('until' in end ? { moment: end.until } : { day: dayOf(now + end.for) });
  const read = endOf({ until: moment }, { now, zone, longest: FURTHEST, typed, rewrite: again });
  return read.ok ? ok({ wantedBy: read.value }) : read;
}

function dayOf(at: Instant): string {
  return new Date(at).toISOString().slice(0, 10);
}

type Chosen = { diagnosis?: Diagnosis & { run: string } };

async function diagnosisFor(
  { ledger }: SendDeps,
  ask: Ask,
  { run, now }: { run: string | undefined; now: Instant },
): Promise<Result<Chosen, EscalationRefusal>> {
  if (run === undefined) return ok({});
  const read = await readRun(ledger, run);
  const diagnosis = read ? diagnosisOf(read.story, { ask, now }) : err({ why: 'unknown' } as const);
  return diagnosis.ok ? ok({ diagnosis: diagnosis.value }) : err({ reason: 'no-diagnosis', run, ...diagnosis.error });
}

function shownOf({ diagnosis }: Chosen): Pick<Ask, 'diagnosis'> {
  if (!diagnosis) return {};
  const { run: _run, ...shown } = diagnosis;
  return { diagnosis: shown };
}

/** A cell is decided for the kind and the environment of a target: with another one it may be somebody else's task. */
async function movedTargets({ inventory }: SendDeps, { targets }: Ask): Promise<string[]> {
  if (targets.length === 0) return [];
  const now = await inventory.find(targets.map(({ name }) => name));
  const same = targets.filter((spot) =>
    now.some(
      ({ name, kind, environment }) => name === spot.name && kind === spot.kind && environment === spot.environment,
    ),
  );
  return targets.filter((spot) => !same.includes(spot)).map(({ name }) => name);
}

/** The custom configuration on its targets as they would read it now, where that is not what was prepared. */
export async function customNow(
  { ledger }: { ledger: Pick<Ledger, 'read'> },
  ask: Ask,
  policy: Policy | undefined,
): Promise<{ said: Pick<SaidAtSend, 'custom'>; moved?: CustomMoved }> {
  if (ask.targets.length === 0) return { said: {} };
  const names = ask.targets.map(({ name }) => name);
  const notes = await customBefore(ledger, { activity: ask.activity, policy, names });
  const standing = notes.map((note) => outwardNote(note, ask.targets));
  const added = standing.filter(({ id }) => !ask.custom.some((note) => note.id === id)).map(({ id }) => id);
  const removed = ask.custom.filter(({ id }) => !standing.some((note) => note.id === id)).map(({ id }) => id);
  if (added.length + removed.length === 0) return { said: {} };
  return { said: { custom: standing }, moved: { added, removed } };
}
