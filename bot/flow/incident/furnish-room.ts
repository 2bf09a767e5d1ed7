import { onCallOf } from '../../domain/actor.ts';
import type { IncidentState, Room } from '../../domain/incident/state.ts';
import { writeIncidentId } from '../../domain/language/run-id.ts';
import type { Result } from '../../domain/result.ts';
import type { TendDeps } from '../deps.ts';
import { everybodyNow } from '../everybody.ts';
import { once } from '../once.ts';
import { cardOf } from '../show-card.ts';
import type { ReadIncident } from './append-incident.ts';
import { shortCardOf } from './show-incident.ts';

/** People that are called together: more would be a crowd, of whom nobody feels meant. */
const INVITED = 50;
/** The receipt of whoever was asked in for a role. */
const HOLDERS = 'holders';

/**
 * What a channel needs: in one that was made for the incident whoever declared it and the people on call, a topic, and a way back to
 * where it was declared; in any the card pinned. What Slack refuses for good (the channel is archived, the bot was removed) is left out.
 */
export async function furnishRoom(deps: TendDeps, read: ReadIncident): Promise<void> {
  const { room } = read.state;
  if (!room || room.archived) return;
  if (room.made) {
    await once(deps, read, 'invited', () => invite(deps, read, room));
    await inviteHolders(deps, read, room);
    await setTopic(deps, read, room);
    await once(deps, read, 'bookmark', () => bookmark(deps, read, room));
  }
  await once(deps, read, 'pin', async () => {
    const card = await cardOf(deps, read.head.stream);
    if (card?.channel === room.channel) tellLoss(deps, read, await deps.rooms.pin(card));
  });
}

async function invite(deps: TendDeps, read: ReadIncident, { channel, team }: Room): Promise<void> {
  const { by } = read.state;
  const people = await everybodyNow(deps.ledger, deps.now());
  const onCall = onCallOf(people, { team, now: deps.now() });
  const users = [...new Set([by, ...onCall].filter((one) => one.team === team).map(({ user }) => user))];
  if (users.length > 0) tellLoss(deps, read, await deps.rooms.invite(channel, users.slice(0, INVITED)));
}

/** Whoever takes a role from elsewhere works in the channel from then on; who left it again is asked in once only. */
async function inviteHolders(deps: TendDeps, read: ReadIncident, room: Room): Promise<void> {
  const { stream, seq } = read.head;
  const holders = Object.values(read.state.roles).flatMap(({ team, user }) => (team === room.team ? [user] : []));
  if (holders.length === 0) return;
  const asked = (await deps.receipts.get(stream, HOLDERS))?.value.users?.split(' ') ?? [];
  const users = [...new Set(holders)].filter((user) => !asked.includes(user));
  if (users.length === 0) return;
  tellLoss(deps, read, await deps.rooms.invite(room.channel, users));
  await deps.receipts.put(stream, HOLDERS, { value: { users: [...asked, ...users].join(' ') }, seq });
}

/** Set anew only where it says something else: Slack writes a line in the channel for each. */
async function setTopic(deps: TendDeps, read: ReadIncident, { channel }: Room): Promise<void> {
  const topic = topicOf(read.id, read.state);
  const receipt = await deps.receipts.get(read.head.stream, 'topic');
  if (receipt?.value.topic === topic) return;
  tellLoss(deps, read, await deps.rooms.setTopic(channel, topic));
  await deps.receipts.put(read.head.stream, 'topic', { value: { topic }, seq: read.head.seq });
}

function topicOf(id: string, { drill, severity, title, is }: IncidentState): string {
  const parts = [...(drill ? ['DRILL'] : []), writeIncidentId(id), severity, ...(is === 'open' ? [] : [is]), title];
  return parts.join(' · ');
}

async function bookmark(deps: TendDeps, read: ReadIncident, { channel }: Room): Promise<void> {
  const short = await shortCardOf(deps, read.head.stream);
  const link = short && (await deps.rooms.linkTo(short));
  if (link?.ok) {
    tellLoss(deps, read, await deps.rooms.bookmark(channel, { title: 'Where it was declared', link: link.value }));
  }
}

function tellLoss({ log }: TendDeps, { head }: ReadIncident, did: Result<unknown, { reason: string }>): void {
  if (!did.ok) log('warn', 'room-lost', { stream: head.stream, why: did.error.reason });
}
