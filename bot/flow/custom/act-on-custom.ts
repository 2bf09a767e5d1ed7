import { rolesOf } from '../../domain/actor.ts';
import type { Answer } from '../../domain/answer.ts';
import { type CustomStep, customOn, standing } from '../../domain/custom/custom.ts';
import { type CustomSentence, writeCustomSentence } from '../../domain/language/custom-sentence.ts';
import { writeCustomId } from '../../domain/language/run-id.ts';
import { writeSelector } from '../../domain/language/write.ts';
import { nameOf } from '../../domain/ledger/name.ts';
import type { Request } from '../../domain/request.ts';
import { ok } from '../../domain/result.ts';
import type { Refusal } from '../../domain/run/refusal.ts';
import type { Selector } from '../../domain/target.ts';
import type { Inventory } from '../../ports/inventory.ts';
import type { Ledger, StoredEvent } from '../../ports/ledger.ts';
import { refuseReader } from '../look.ts';
import { findTargets } from '../questions/targets.ts';
import type { ReadRecords } from '../records.ts';
import { CUSTOM, customEventOf, readCustom } from './read-custom.ts';

type Deps = {
  ledger: Pick<Ledger, 'read' | 'append'>;
  inventory: Pick<Inventory, 'list'>;
  records: ReadRecords;
};

/** A lost append means that somebody else wrote in the same moment; each round looks anew at what is there. */
const ROUNDS = 8;

/** `custom …`, `custom list`, `custom remove K-…`. */
export async function actOnCustom(deps: Deps, request: Request, sentence: CustomSentence): Promise<Answer> {
  const refusal = await refuse(deps, request, sentence);
  if (refusal) return { is: 'refused', refusal, sentence: writeCustomSentence(sentence) };
  switch (sentence.is) {
    case 'custom':
      return record(deps, request, sentence);
    case 'custom-list':
      return list(deps, sentence);
    case 'custom-remove':
      return remove(deps, request, sentence);
    default:
      return sentence satisfies never;
  }
}

/** Whoever may look at requests may read the list; it is written by those who work on hosts, and by admins. */
async function refuse(deps: Deps, request: Request, { is }: CustomSentence): Promise<Refusal | undefined> {
  if (is === 'custom-list') return refuseReader(deps, request, 'custom list');
  const { person } = await deps.records(request.actor);
  const may = rolesOf(person, request.at).some((role) => role === 'operator' || role === 'admin');
  return may ? undefined : { reason: 'no-role', needed: 'operator' };
}

type Note = Extract<CustomSentence, { is: 'custom' }>;

async function record(deps: Deps, request: Request, sentence: Note): Promise<Answer> {
  const names = await namesOn(deps, sentence.targets, (targets) => writeCustomSentence({ ...sentence, targets }));
  if (!names.ok) return { is: 'refused', refusal: names.error, sentence: writeCustomSentence(sentence) };
  const { what, because, agreed } = sentence;
  const { source } = request;
  for (let round = 0; round < ROUNDS; round += 1) {
    const events = await deps.ledger.read(CUSTOM);
    const told = events.map(customEventOf);
    const had = told.find(({ type, data }) => type === 'recorded' && data.source === source);
    if (had?.type === 'recorded') return recorded(had.data, events);
    const taken = new Set(told.map(({ data }) => data.id));
    const data = { id: freeName(source, taken), source, what, on: names.value, because, agreed };
    if (await append(deps, request, { events, step: { type: 'recorded', data } })) return recorded(data, events);
  }
  throw new Error(`${CUSTOM} changed ${ROUNDS} times while it was written`);
}

function recorded(
  { id, what, on, because, agreed }: Extract<CustomStep, { type: 'recorded' }>['data'],
  before: StoredEvent[],
): Answer {
  const others = customOn(standing(before.map(customEventOf)), on).filter((one) => one.id !== id).length;
  return { is: 'custom-recorded', note: { id, what, on, because, agreed }, others };
}

function freeName(source: string, taken: ReadonlySet<string>): string {
  let probe = 0;
  while (taken.has(nameOf(source, probe))) probe += 1;
  return nameOf(source, probe);
}

async function list(deps: Deps, { targets }: Extract<CustomSentence, { is: 'custom-list' }>): Promise<Answer> {
  const rewrite = (selector: Selector) => writeCustomSentence({ is: 'custom-list', targets: selector });
  const names = targets ? await namesOn(deps, targets, rewrite) : ok(undefined);
  if (!names.ok) return { is: 'refused', refusal: names.error, sentence: rewrite(targets ?? NOWHERE) };
  const all = await readCustom(deps.ledger);
  const notes = names.value ? customOn(all, names.value) : all;
  const on = targets && writeSelector(targets);
  if (notes.length > 0) return { is: 'custom-list', notes, ...(on !== undefined && { on }) };
  const what = `No custom configuration is recorded${on === undefined ? '' : ` on ${on}`}.`;
  return { is: 'nothing', what, next: on === undefined ? 'help custom' : 'custom list' };
}

const NOWHERE: Selector = { names: [], groups: [] };

async function namesOn({ inventory }: Deps, selector: Selector, rewrite: (selector: Selector) => string) {
  const found = await findTargets(inventory, selector, rewrite);
  return found.ok ? ok(found.value.map(({ name }) => name)) : found;
}

async function remove(
  deps: Deps,
  request: Request,
  { custom: id, because }: Extract<CustomSentence, { is: 'custom-remove' }>,
): Promise<Answer> {
  const data = { id, ...(because !== undefined && { because }) };
  for (let round = 0; round < ROUNDS; round += 1) {
    const events = await deps.ledger.read(CUSTOM);
    const note = standing(events.map(customEventOf)).find((one) => one.id === id);
    if (!note)
      return { is: 'nothing', what: `No custom configuration ${writeCustomId(id)} stands.`, next: 'custom list' };
    if (await append(deps, request, { events, step: { type: 'removed', data } })) return { is: 'custom-removed', note };
  }
  throw new Error(`${CUSTOM} changed ${ROUNDS} times while it was written`);
}

/** The state holds a number alone: the list itself is told from the events. */
async function append(
  { ledger }: Deps,
  { actor, at: now }: Request,
  { events, step }: { events: StoredEvent[]; step: CustomStep },
): Promise<boolean> {
  const head = events.at(-1);
  const at = Math.max(now, head?.at ?? 0);
  const { type, data } = step;
  const told = events.map(customEventOf);
  const stands = standing([...told, { ...step, seq: events.length, at, by: actor }]).length;
  const draft = { stream: CUSTOM, head, type, at, by: actor, data, state: { stands } };
  return (await ledger.append(draft)).is === 'appended';
}
