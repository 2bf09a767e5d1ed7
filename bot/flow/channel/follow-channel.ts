import { REMIT } from '../../domain/actor.ts';
import type { ChannelNews, NotFollowed, VendorMoved } from '../../domain/channel/news.ts';
import { VENDOR_CARD } from '../../domain/escalation/to-vendor.ts';
import type { IncidentState } from '../../domain/incident/state.ts';
import { HOUR } from '../../domain/instant.ts';
import type { Result } from '../../domain/result.ts';
import type { Vendor } from '../../domain/vendor/vendor.ts';
import { othersIn } from '../../domain/vendor/who-speaks.ts';
import type { Room, RoomLoss } from '../../ports/rooms.ts';
import type { TendDeps } from '../deps.ts';
import { escalationStream } from '../escalation/append-escalation.ts';
import { escalationsOf } from '../escalation/find.ts';
import { appendIncident, incidentStream, type ReadIncident, readIncident } from '../incident/append-incident.ts';
import { amendVendor } from '../vendor/amend-vendor.ts';
import { threadStream } from '../vendor/thread-of.ts';
import { readOurs } from '../vendor/vendor-parties.ts';
import { wake } from './wake.ts';

type Moved = ChannelNews & { is: 'moved' };
type Seen = Result<Room, RoomLoss>;

/**
 * Follows a vendor's channel to its new id: the record, and the cards of its requests with their threads, which stand there under the times that they had.
 * Undefined where it is no vendor's. Doing it again changes nothing.
 */
export async function followVendor(
  deps: TendDeps,
  news: Moved,
  { heard, room }: { heard: string; room: Seen },
): Promise<VendorMoved | undefined> {
  const ours = await readOurs(deps.records, news.installedTeam);
  const ask = { type: 'vendor-moved', heard, at: deps.now() } as const;
  const found = await amendVendor(deps.ledger, ask, (vendors) => {
    const vendor =
      vendors.find((one) => isAt(one, news)) ?? vendors.find((one) => isAt(one, { ...news, channel: news.to }));
    if (!vendor?.channel) return { came: undefined };
    const not = refuse(vendor, vendors, { news, room, ours });
    if (not !== undefined || !isAt(vendor, news)) return { came: { name: vendor.name, ...(not && { not }) } };
    return { came: { name: vendor.name }, after: { ...vendor, channel: { ...vendor.channel, channel: news.to } } };
  });
  if (!found) return undefined;
  const all = await escalationsOf(deps.ledger, found.name, deps.now());
  if (!('not' in found)) for (const { id } of all) await moveCard(deps, escalationStream(id), news);
  const requests = all.filter(({ open }) => open).map(({ id }) => id);
  for (const id of requests) await wake(deps, escalationStream(id));
  return { ...found, requests };
}

export function isAt({ channel }: Vendor, at: Pick<ChannelNews, 'installedTeam' | 'channel'>): boolean {
  return channel?.team === at.installedTeam && channel.channel === at.channel;
}

/** Nobody is asked in a channel that Slack does not show as ours and theirs alone. */
function refuse(
  vendor: Vendor,
  vendors: readonly Vendor[],
  { news, room, ours }: { news: Moved; room: Seen; ours: readonly string[] },
): NotFollowed | undefined {
  const there = { ...news, channel: news.to };
  if (vendors.some((other) => other.name !== vendor.name && isAt(other, there))) return 'taken';
  if (!room.ok) return room.error.reason;
  if (!room.value.own.includes(news.installedTeam)) return 'absent';
  const isTheirs = (one: string) => vendor.organisations.includes(one);
  return othersIn(room.value, ours).every(isTheirs) ? undefined : 'strangers';
}

/** A message keeps its time when its channel gets another id. */
async function moveCard({ receipts }: TendDeps, stream: string, { channel, to }: Moved): Promise<void> {
  const receipt = await receipts.get(stream, VENDOR_CARD);
  const { ts } = receipt?.value ?? {};
  if (!receipt || ts === undefined || (receipt.value.channel !== channel && receipt.value.channel !== to)) return;
  await receipts.leave(threadStream({ channel: to, ts }), 'request', { value: { stream }, seq: receipt.seq });
  if (receipt.value.channel === to) return;
  await receipts.put(stream, VENDOR_CARD, { ...receipt, value: { ...receipt.value, channel: to } });
}

/** Incidents that are looked at, and since when: those that are not over are seldom older. */
const LOOKED = { limit: 100, since: 30 * 24 * HOUR };
/** A lost append means that something else was recorded in the same moment. */
const ROUNDS = 12;

/** Incidents that are worked on there, or whose updates are told there, go on under its new id. Returns which. */
export async function followIncidents(deps: TendDeps, news: Moved): Promise<string[]> {
  const { installedTeam: team, channel, to, source } = news;
  const { limit, since } = LOOKED;
  const recent = await deps.ledger.recent('incident', { limit, after: deps.now() - since });
  const followed: string[] = [];
  for (const { stream } of recent) {
    const id = stream.slice(incidentStream('').length);
    const is = await followIncident(deps, id, { channel, to, source });
    if (!is) continue;
    if (is === 'room') await deps.timeline.attach({ team, channel: to }, id);
    followed.push(id);
  }
  return followed;
}

type From = { channel: string; to: string; source: string };

async function followIncident(deps: TendDeps, id: string, from: From): Promise<'room' | 'told' | undefined> {
  for (let round = 0; round < ROUNDS; round += 1) {
    const read = await readIncident(deps.ledger, id);
    if (!read) return undefined;
    const is = namedBy(read.state, from.channel) ?? namedBy(read.state, from.to);
    if (is === undefined || !namedBy(read.state, from.channel)) return is;
    if (await move(deps, read, from)) return is;
  }
  throw new Error(`incident ${id} moved ${ROUNDS} times while its channel got another id`);
}

function namedBy({ room, place, followers }: IncidentState, channel: string): 'room' | 'told' | undefined {
  if (room?.channel === channel) return 'room';
  return place.channel === channel || followers.includes(channel) ? 'told' : undefined;
}

async function move(deps: TendDeps, read: ReadIncident, { channel, to, source }: From): Promise<boolean> {
  const { stream } = read.head;
  for (const effect of ['card', 'card-short']) {
    const receipt = await deps.receipts.get(stream, effect);
    if (receipt?.value.channel !== channel) continue;
    await deps.receipts.put(stream, effect, { ...receipt, value: { ...receipt.value, channel: to } });
  }
  const step = { type: 'channel-moved', data: { channel, to } } as const;
  return (await appendIncident(deps.ledger, read, { step, by: REMIT, at: deps.now(), source })) !== undefined;
}
