import { type Actor, actorOf, type Person, rolesOf } from '../../domain/actor.ts';
import type { Answer, Form, Gap } from '../../domain/answer.ts';
import { SENT_FOR } from '../../domain/escalation/act.ts';
import { type Ask, askOf, environmentsOf, partOf } from '../../domain/escalation/ask.ts';
import type { Prepared } from '../../domain/escalation/event.ts';
import { namesLeft, namesOurs, withoutNames } from '../../domain/escalation/names-ours.ts';
import { priorityOf } from '../../domain/escalation/priority.ts';
import {
  CIRCLE_OWNER,
  type Escalating,
  ownerNamed,
  writeEscalationSentence,
} from '../../domain/language/escalation-sentence.ts';
import { nearest } from '../../domain/language/suggest.ts';
import type { Policy } from '../../domain/policy/policy.ts';
import type { Request } from '../../domain/request.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { Target } from '../../domain/target.ts';
import type { Vendor } from '../../domain/vendor/vendor.ts';
import type { Inventory } from '../../ports/inventory.ts';
import type { Ledger } from '../../ports/ledger.ts';
import type { ReadTimeline } from '../../ports/timeline.ts';
import { everybodyNow } from '../everybody.ts';
import { underFreeName } from '../free-name.ts';
import { incidentHere } from '../incident/find-incident.ts';
import { findTargets } from '../questions/targets.ts';
import type { ReadRecords } from '../records.ts';
import { readVendors } from '../vendor/read-vendors.ts';
import { beginEscalation } from './append-escalation.ts';
import { openEscalations } from './find.ts';
import { wantedByOf } from './sending.ts';

type Deps = {
  ledger: Pick<Ledger, 'head' | 'append' | 'recent'>;
  inventory: Pick<Inventory, 'list'>;
  records: ReadRecords;
  timeline: Pick<ReadTimeline, 'incidentOf'>;
};

/** Whom it is for, and how they are called. Without `vendor`: our own circle owners; `owner`: the one who is meant. */
type Receiver = { label: string; vendor?: string; owner?: Actor };

/**
 * `escalate "…" to virtuozzo`: puts on record what is asked; the worker sends it. The same words of the same person, while they are open, lead to the
 * request that is there.
 */
export async function escalate(deps: Deps, request: Request, sentence: Escalating): Promise<Answer> {
  const { actor, at, source, place } = request;
  const written = writeEscalationSentence(sentence);
  const { person, policy } = await deps.records(actor);
  if (!person || !mayEscalate(person, at)) {
    return { is: 'refused', refusal: { reason: 'no-role', needed: 'operator' }, sentence: written };
  }
  const receiver = await receiverOf(deps, sentence, { team: actor.team, now: at });
  if (!receiver.ok) return receiver.error;
  const targets = await targetsOf(deps, sentence);
  if (!targets.ok) return targets.error;
  const wanted = wantedByOf({ by: sentence, typed: written, rewrite: rewriting(sentence) }, { now: at, policy });
  if (!wanted.ok) return wanted.error;
  const named = await namesIn(deps, sentence, { receiver: receiver.value, targets: targets.value });
  const left = namesLeft(named, { spots: [], before: [], naming: sentence.naming });
  if (left.length > 0) return onPurpose(sentence, receiver.value.label, { named, left });
  const open = await openEscalations(deps.ledger, at);
  const twin = open.find(({ state }) => state.sentence === written && state.requester === person.id);
  if (twin) return { is: 'escalated', id: twin.id, receiver: twin.state.receiver, earlier: true };
  const incident = await incidentHere(deps, place);
  const { vendor, label, owner } = receiver.value;
  const data: Prepared = {
    source: `escalation of ${source}`,
    requester: person.id,
    place,
    sentence: written,
    ask: {
      ...askFor(sentence, { receiver: receiver.value, targets: targets.value, policy }),
      ...partOf(incident?.state, policy),
    },
    atOnce: atOnceOf(sentence, { vendor, named }),
    ...(owner && { owner }),
    ...(incident && { incident: incident.state.id }),
    expiresAt: at + SENT_FOR,
  };
  const step = { type: 'prepared', data } as const;
  const id = await underFreeName(data.source, (name) =>
    beginEscalation(deps.ledger, { id: name, step, by: actor, at }),
  );
  return { is: 'escalated', id, receiver: label };
}

function atOnceOf(
  { day, moment }: Escalating,
  { vendor, named }: { vendor: string | undefined; named: string[] },
): NonNullable<Prepared['atOnce']> {
  return {
    ...(vendor !== undefined && { vendor }),
    ...(day !== undefined && { day }),
    ...(moment && { moment }),
    ...(named.length > 0 && { named }),
  };
}

/** Names of ours in words for a vendor; our own circle owners may read any. */
async function namesIn(
  { inventory }: Deps,
  { text, because = '' }: Escalating,
  { receiver, targets }: { receiver: Receiver; targets: readonly Target[] },
): Promise<string[]> {
  if (receiver.vendor === undefined) return [];
  const ours = await inventory.list();
  return namesLeft(namesOurs([text, because], ours.targets), { spots: targets, before: [] });
}

function onPurpose(
  sentence: Escalating,
  receiver: string,
  { named, left }: { named: string[]; left: string[] },
): Answer {
  const { text, because } = sentence;
  const words = {
    text: withoutNames(text, left),
    ...(because !== undefined && { because: withoutNames(because, left) }),
  };
  return {
    ...{ is: 'names-ours', receiver, names: left },
    naming: writeEscalationSentence({ ...sentence, naming: named }),
    without: writeEscalationSentence({ ...sentence, ...words }),
  };
}

function mayEscalate(person: Person, now: number): boolean {
  return rolesOf(person, now).some((role) => role === 'operator' || role === 'admin');
}

const OWNERS: Receiver = { label: 'the circle owner' };

async function receiverOf(
  deps: Deps,
  sentence: Escalating,
  { team, now }: { team: string; now: number },
): Promise<Result<Receiver, Answer>> {
  const { to } = sentence;
  const user = ownerNamed(to);
  if (to === CIRCLE_OWNER || user !== undefined) {
    const owners = (await everybodyNow(deps.ledger, now)).filter((one) => rolesOf(one, now).includes('circle-owner'));
    const owner = owners.find((one) => one.team === team && one.user === user);
    if (owner) return ok({ ...OWNERS, owner: actorOf(owner) });
    if (owners.length > 0) return user === undefined ? ok(OWNERS) : err(noOwner(sentence));
    return err({ is: 'escalation-act-refused', act: 'escalate', id: '', refusal: { reason: 'no-owner' } });
  }
  const vendors = await readVendors(deps.ledger);
  const vendor = vendors.find(({ name, label }) => name === to || label.toLowerCase() === to);
  return vendor ? ok({ label: vendor.label, vendor: vendor.name }) : err(notKnown(sentence, vendors));
}

/** Somebody of ours who is named, and is none of those who are asked. */
function noOwner(sentence: Escalating): Answer {
  return {
    is: 'not-understood',
    typed: writeEscalationSentence(sentence),
    why: 'whoever is named there is no circle owner',
    allowed: `somebody who has that role (\`people\` lists them), or \`${CIRCLE_OWNER}\`: all of them`,
    example: writeEscalationSentence({ ...sentence, to: CIRCLE_OWNER }),
  };
}

/** One name that is near is suggested, several are a choice. */
function notKnown(sentence: Escalating, vendors: readonly Vendor[]): Answer {
  const names = [...vendors.map(({ name }) => name), CIRCLE_OWNER];
  const typed = writeEscalationSentence(sentence);
  const sentences = nearest(sentence.to, names).map((to) => writeEscalationSentence({ ...sentence, to }));
  const [only, more] = sentences;
  if (only !== undefined && more === undefined) return { is: 'suggestion', typed, sentence: only };
  if (only !== undefined) return { is: 'choice', typed, question: 'To whom?', sentences };
  const [example = CIRCLE_OWNER] = names;
  return {
    is: 'not-understood',
    typed,
    why: `no vendor is registered as \`${sentence.to.slice(0, 60)}\``,
    allowed: names.map((name) => `\`${name}\``).join(', '),
    example: writeEscalationSentence({ ...sentence, to: example }),
  };
}

async function targetsOf({ inventory }: Deps, sentence: Escalating): Promise<Result<Target[], Answer>> {
  const { targets } = sentence;
  if (!targets) return ok([]);
  const found = await findTargets(inventory, targets, (other) =>
    writeEscalationSentence({ ...sentence, targets: other }),
  );
  return found.ok ? found : err({ is: 'refused', refusal: found.error, sentence: writeEscalationSentence(sentence) });
}

function rewriting(sentence: Escalating) {
  const { day: _day, moment: _moment, ...rest } = sentence;
  return (by: Pick<Escalating, 'day' | 'moment'>) => writeEscalationSentence({ ...rest, ...by });
}

/** Of no activity of the matrix: what is asked is in words. */
function askFor(
  { text, because, priority }: Escalating,
  { receiver, targets, policy }: { receiver: Receiver; targets: Target[]; policy: Policy | undefined },
): Ask {
  const kind = receiver.vendor === undefined ? ('inner' as const) : ('other' as const);
  const usual = priorityOf(policy ?? {}, { risk: 'change', environments: environmentsOf({ targets }) });
  return askOf({
    kind,
    receiver: receiver.label,
    activity: 'escalation',
    label: 'Escalation',
    cells: [],
    task: text,
    ...(because !== undefined && { because }),
    targets,
    priority: priority ?? usual,
    custom: [],
  });
}

/** `escalate` without all its words: the form that asks for them, with whom it can be sent to. */
export async function escalateForm(deps: Deps, request: Request, gap: Gap): Promise<Answer | Form> {
  const [{ person }, vendors, { targets }] = await Promise.all([
    deps.records(request.actor),
    readVendors(deps.ledger),
    deps.inventory.list(),
  ]);
  if (!person || !mayEscalate(person, request.at)) {
    return { is: 'refused', refusal: { reason: 'no-role', needed: 'operator' }, sentence: 'form escalate' };
  }
  const receivers = [
    ...vendors.map(({ name, label }) => ({ name, label })),
    { name: CIRCLE_OWNER, label: 'Our circle owners' },
  ];
  return { is: 'form', commands: [], targets, gap, receivers };
}
