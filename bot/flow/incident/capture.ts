import { type Actor, UNRESOLVED_TEAM } from '../../domain/actor.ts';
import { entriesOfIncident, messageSource, type TimelineStep, unreadEntry } from '../../domain/incident/entries.ts';
import type { Captured, IncidentEvent, Marked, OpenedOn, Unmarked } from '../../domain/incident/event.ts';
import { entryText } from '../../domain/incident/follow.ts';
import { asDeleted, goneBy, type Holders, lastEdit, withEdit, withMark } from '../../domain/incident/holders.ts';
import { vendorOfTeam } from '../../domain/vendor/vendor.ts';
import type { MessageLoss, SaidMessage } from '../../ports/rooms.ts';
import type { TendDeps } from '../deps.ts';
import { escalationStateOf, escalationStream } from '../escalation/append-escalation.ts';
import { readVendors } from '../vendor/read-vendors.ts';
import { appendIncident, incidentStream, isDone, readIncident } from './append-incident.ts';

type Deps = Pick<TendDeps, 'ledger' | 'receipts' | 'timeline' | 'rooms' | 'chat' | 'now' | 'log'>;
/** `read`: a message was read, and its words stand on record as the stream's next event. */
export type Followed = { steps: TimelineStep[]; read?: true };

/**
 * What an event writes on the timeline, with what only Slack can tell: of which organisation somebody is, and what a message
 * says. Marks count of full members of the organisation of the incident alone, whoever wrote the message.
 */
export async function stepsWithSlack(deps: Deps, id: string, event: IncidentEvent): Promise<Followed> {
  switch (event.type) {
    case 'declared': {
      const { from, place } = event.data;
      const steps = entriesOfIncident(id, event);
      if (!from || !('message' in from)) return { steps };
      // It is the first entry: a mark that is put on it and taken off again takes nothing away.
      const { by, seq, at } = event;
      await hold(deps, id, { by, seq, data: { ...from.message, how: 'shortcut', at }, on: true });
      const said = await capture(deps, id, { message: from.message, by: event.by, seq: event.seq });
      if (!('why' in said)) return { steps, read: true };
      deps.log('warn', 'message-not-read', { incident: id, why: said.why, channel: place.channel });
      const about = { by: event.by, data: from.message };
      return { steps: [...steps, unreadEntry(about, `opened the incident on a message that ${WHY[said.why]}`)] };
    }
    case 'marked':
      return marked(deps, id, event);
    case 'unmarked':
      return { steps: (await isUnmarked(deps, id, event)) ? entriesOfIncident(id, event) : [] };
    case 'edited':
      return { steps: (await isNewest(deps, id, event)) ? entriesOfIncident(id, event) : [] };
    case 'deleted':
      await note(deps, id, { ...event, change: asDeleted });
      return { steps: entriesOfIncident(id, event) };
    case 'captured':
      return { steps: await captured(deps, id, event) };
    case 'joined':
    case 'left': {
      const person = await resolved(deps, event.data.person);
      return { steps: entriesOfIncident(id, { ...event, data: { person } }) };
    }
    case 'archived':
    case 'unarchived': {
      const { channel, person } = event.data;
      const data = { channel, ...(person && { person: await resolved(deps, person) }) };
      return { steps: entriesOfIncident(id, { ...event, data }) };
    }
    default:
      return { steps: entriesOfIncident(id, event) };
  }
}

type MarkedEvent = IncidentEvent & { type: 'marked' };

const WHY: Record<MessageLoss['reason'], string> = {
  'no-message': 'was deleted before it could be read',
  'left-out': 'Remit cannot read: it is not in that channel',
  absent: 'Remit cannot read: it does not see that channel',
  archived: 'Remit cannot read: that channel is archived',
  forbidden: 'Remit may not read',
};

async function marked(deps: Deps, id: string, event: MarkedEvent): Promise<Followed> {
  const { data: message, seq } = event;
  if (message.request !== undefined) return talked(deps, id, event);
  const by = await markerOf(deps, id, event.by);
  if (!by) return { steps: [] };
  await hold(deps, id, { ...event, on: true });
  const there = await deps.timeline.entry(id, messageSource(message));
  if (there?.quoted && !there.gone) return { steps: [] };
  const said = await capture(deps, id, { message, by, seq });
  return 'why' in said
    ? { steps: [unreadEntry({ ...event, by }, `marked a message that ${WHY[said.why]}`)] }
    : { steps: [], read: true };
}

/** What one of both sides wrote below a vendor's card: of nobody else, whoever reads along there. */
async function talked(deps: Deps, id: string, event: MarkedEvent): Promise<Followed> {
  const { data: message, by, seq } = event;
  const { team } = await resolved(deps, by);
  const ours = (await readIncident(deps.ledger, id))?.state.place.team;
  const [request, vendors] = await Promise.all([
    deps.ledger.head(escalationStream(message.request ?? '')),
    readVendors(deps.ledger),
  ]);
  const vendor = request && escalationStateOf(request).vendor;
  const isTheirs = vendor !== undefined && vendorOfTeam(vendors, team)?.name === vendor;
  if (team !== ours && !isTheirs) return { steps: [] };
  // It stands there without a mark: one that is put on it and taken off again takes nothing away.
  await hold(deps, id, { ...event, on: true });
  await capture(deps, id, { message, by, seq });
  return { steps: [], read: true };
}

async function isUnmarked(deps: Deps, id: string, event: IncidentEvent & { type: 'unmarked' }): Promise<boolean> {
  if (!(await markerOf(deps, id, event.by))) return false;
  return goneBy(await hold(deps, id, { ...event, on: false })) !== undefined;
}

/** Of edits that come in another order than they were made, the latest by Slack's clock holds. */
async function isNewest(deps: Deps, id: string, event: IncidentEvent & { type: 'edited' }): Promise<boolean> {
  const { at } = event.data;
  if (at === undefined) return true;
  return lastEdit(await note(deps, id, { ...event, change: (before) => withEdit(before, at) })) === at;
}

/** What was unmarked or deleted while it was read comes as what it is by now. */
async function captured(deps: Deps, id: string, event: IncidentEvent & { type: 'captured' }): Promise<TimelineStep[]> {
  const { editedAt } = event.data;
  const held =
    editedAt === undefined
      ? (await deps.receipts.get(incidentStream(id), marksOn(event.data)))?.value
      : await note(deps, id, { ...event, change: (before) => withEdit(before, editedAt) });
  const gone = held && goneBy(held);
  const steps = entriesOfIncident(id, event);
  if (!gone) return steps;
  return steps.map((step) => (step.is === 'new' ? { ...step, entry: { ...step.entry, gone } } : step));
}

type Mark = { by: Actor; seq: number; data: Unmarked & { how?: Marked['how'] }; on: boolean };

/** Whose marks are on a message is kept beside the stream, so that the last one that is taken off takes the message with it. */
function hold(deps: Deps, id: string, { by, seq, data, on }: Mark): Promise<Holders> {
  return note(deps, id, { seq, data, change: (before) => withMark(before, { ...data, user: by.user, on }) });
}

type Noted = { seq: number; data: { channel: string; ts: string }; change(before: Holders): Holders };

async function note({ receipts }: Deps, id: string, { seq, data, change }: Noted): Promise<Holders> {
  const stream = incidentStream(id);
  const value = change((await receipts.get(stream, marksOn(data)))?.value ?? {});
  await receipts.put(stream, marksOn(data), { value, seq });
  return value;
}

function marksOn(message: { channel: string; ts: string }): string {
  return `marks/${messageSource(message)}`;
}

/** One of ours, a full member whose account stands; nobody else marks anything. */
async function markerOf({ chat, ledger }: Deps, id: string, by: Actor): Promise<Actor | undefined> {
  const ours = (await readIncident(ledger, id))?.state.place.team;
  if (by.team !== UNRESOLVED_TEAM && by.team !== ours) return undefined;
  const profile = await chat.profile(by); // a shortcut names the organisation of a guest, too
  return profile && profile.team === ours && profile.flags.length === 0 ? { ...by, team: profile.team } : undefined;
}

async function resolved({ chat }: Deps, person: Actor): Promise<Actor> {
  if (person.team !== UNRESOLVED_TEAM) return person;
  const profile = await chat.profile(person);
  return profile ? { ...person, team: profile.team } : person;
}

type Wanted = { message: OpenedOn & Pick<Marked, 'request'>; by: Actor; seq: number };

const ROUNDS = 12;

/**
 * Reads a message and puts on record what it says. The message is read after the stream's head and appended to that very one: what
 * was edited in between is read again, what is edited later is recorded after it.
 */
async function capture(
  deps: Deps,
  id: string,
  { message, by, seq }: Wanted,
): Promise<{ is: 'read' } | { why: MessageLoss['reason'] }> {
  const source = `read ${messageSource(message)} for e#${seq}`;
  let data: Captured | undefined;
  for (let round = 0; round < ROUNDS; round += 1) {
    const read = await readIncident(deps.ledger, id);
    if (!read || isDone(read.state, source)) return { is: 'read' };
    const { channel, ts } = message;
    const said = await deps.rooms.read({ channel, ts });
    if (said.ok) data = await capturedOf(deps, said.value);
    else {
      data ??= await toldOf(deps, message);
      if (!data) return { why: said.error.reason };
    }
    const about = message.request === undefined ? {} : { request: message.request };
    const step = { type: 'captured', data: { ...data, ...about } } as const;
    if (await appendIncident(deps.ledger, read, { step, by, at: deps.now(), source })) return { is: 'read' };
  }
  throw new Error(`incident ${id} moved ${ROUNDS} times while a message was read`);
}

async function capturedOf(
  deps: Deps,
  { ref, thread, user, team, text, files, editedAt }: SaidMessage,
): Promise<Captured> {
  const link = await deps.rooms.linkTo(ref);
  const permalink = link.ok ? link.value : '';
  return {
    ...ref,
    ...(thread !== undefined && { thread }),
    ...(user !== undefined && { author: await resolved(deps, { team: team ?? UNRESOLVED_TEAM, user }) }),
    text: entryText(text),
    files: files.map(({ name, permalink: own }) => ({ name: entryText(name), permalink: own ?? permalink })),
    permalink,
    ...(editedAt !== undefined && { editedAt }),
  };
}

/** What the shortcut told of a message, where Remit cannot read it. */
async function toldOf(deps: Deps, message: Wanted['message']): Promise<Captured | undefined> {
  const { channel, ts, thread, said } = message;
  if (!said) return undefined;
  const { author, text } = said;
  const link = await deps.rooms.linkTo({ channel, ts });
  return {
    ...{ channel, ts, text },
    ...(thread !== undefined && { thread }),
    ...(author && { author: await resolved(deps, author) }),
    files: [],
    permalink: link.ok ? link.value : '',
  };
}
