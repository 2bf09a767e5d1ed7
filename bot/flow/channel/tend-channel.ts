import { type Actor, REMIT, rolesOf, sameActor } from '../../domain/actor.ts';
import type { ChannelCame, ChannelNews, ChannelStory } from '../../domain/channel/news.ts';
import { MOST_ASKED } from '../../domain/run/whom-to-ask.ts';
import { othersIn } from '../../domain/vendor/who-speaks.ts';
import { dataOf, partsOf } from '../decode.ts';
import type { TendDeps } from '../deps.ts';
import { escalationStream, readEscalation } from '../escalation/append-escalation.ts';
import { everybodyNow } from '../everybody.ts';
import { once } from '../once.ts';
import { amendVendor } from '../vendor/amend-vendor.ts';
import { requestsOf } from '../vendor/open-requests.ts';
import { readVendors, VENDORS } from '../vendor/read-vendors.ts';
import { readOurs } from '../vendor/vendor-parties.ts';
import { CHANNEL, type ReadNews, settleNews } from './append-news.ts';
import { followIncidents, followVendor, isAt } from './follow-channel.ts';
import { wake } from './wake.ts';

/** Decides what comes of what Slack says of a channel, puts that on record, and then tells those of ours who have to know it, each once. */
export async function tendChannel(deps: TendDeps, read: ReadNews): Promise<undefined> {
  const { story } = read;
  const { came } = story;
  if (!came) {
    await settleNews(deps.ledger, read, { came: await decide(deps, story), at: deps.now() });
    return;
  }
  for (const who of await whomToTell(deps, story, came)) {
    const { news } = story;
    await once(deps, read, `told:${who.team}/${who.user}`, () =>
      deps.chat.tell(who, { team: who.team, channel: who.user }, { is: 'channel-news', news, came }),
    );
  }
}

function decide(deps: TendDeps, { id, news }: ChannelStory): Promise<ChannelCame> {
  switch (news.is) {
    case 'moved':
      return moved(deps, news, `${CHANNEL}${id}`);
    case 'unshared':
      return unshared(deps, news);
    case 'invitation':
      return invitation(deps, news, `${CHANNEL}${id}`);
    default:
      return news satisfies never;
  }
}

type News<Is extends ChannelNews['is']> = ChannelNews & { is: Is };

async function moved(deps: TendDeps, news: News<'moved'>, heard: string): Promise<ChannelCame> {
  const room = await deps.rooms.look(news.to);
  const vendor = await followVendor(deps, news, { heard, room });
  const incidents = room.ok && room.value.own.includes(news.installedTeam) ? await followIncidents(deps, news) : [];
  const { policy } = await deps.records(REMIT);
  const named = policy?.alarms?.some(({ channel }) => channel === news.channel) ?? false;
  if (!vendor && incidents.length === 0 && !named) return { is: 'nothing' };
  return { is: 'moved', incidents, ...(vendor && { vendor }), ...(named && { policy: true }) };
}

/** Requests of that vendor are looked at now: their cards say at once that the vendor is not there, or that nobody else is there any more. */
async function unshared(deps: TendDeps, news: News<'unshared'>): Promise<ChannelCame> {
  const vendor = (await readVendors(deps.ledger)).find((one) => isAt(one, news));
  if (!vendor) return { is: 'nothing' };
  const requests = await wakeRequests(deps, vendor.name);
  const room = await deps.rooms.look(news.channel);
  const others = room.ok ? othersIn(room.value, await readOurs(deps.records, news.installedTeam)) : [];
  const still = others.filter((one) => vendor.organisations.includes(one) && one !== news.organisation);
  const isTheirs = vendor.organisations.includes(news.organisation);
  return isTheirs || still.length === 0 ? { is: 'unshared', vendor: vendor.name, requests, still } : { is: 'nothing' };
}

/** Looks at what is open with a vendor. Returns their ids. */
async function wakeRequests(deps: TendDeps, vendor: string): Promise<string[]> {
  const requests = await requestsOf(deps.ledger, vendor, deps.now());
  for (const id of requests) await wake(deps, escalationStream(id));
  return requests;
}

/** It goes on the vendor's record as the step of the invitation that stands there, unless it is another one's. */
async function invitation(deps: TendDeps, news: News<'invitation'>, heard: string): Promise<ChannelCame> {
  const { step: is, at, address, organisation } = news;
  const came = await amendVendor<ChannelCame>(
    deps.ledger,
    { type: 'vendor-invitation', heard, at: deps.now() },
    (vendors) => {
      const vendor = vendors.find((one) => isAt(one, news));
      if (!vendor) return { came: { is: 'nothing' } };
      const came = { is: 'invitation', vendor: vendor.name } as const;
      const { invited } = vendor;
      const isOther = address !== undefined && invited?.address.toLowerCase() !== address.toLowerCase();
      if (!invited || isOther || (invited.step?.at ?? 0) >= at) return { came };
      const step = {
        is,
        at,
        ...(organisation !== undefined && { organisation }),
        ...(news.waits && { waits: true as const }),
      };
      return { came, after: { ...vendor, invited: { ...invited, step } } };
    },
  );
  // What could not be said to them before is, as soon as they are there.
  if (came.is === 'invitation' && is !== 'declined') await wakeRequests(deps, came.vendor);
  return came;
}

/** Whoever can do something about it: admins; of a vendor that is gone, also those who wait for it; of an invitation, whoever invited. */
async function whomToTell(deps: TendDeps, { news }: ChannelStory, came: ChannelCame): Promise<Actor[]> {
  switch (came.is) {
    case 'nothing':
      return [];
    case 'moved':
      return came.vendor || came.policy ? admins(deps) : [];
    case 'unshared':
      return unique([...(await admins(deps)), ...(await askers(deps, came.requests))]);
    case 'invitation':
      return inviters(deps, came.vendor, news);
    default:
      return came satisfies never;
  }
}

async function admins({ ledger, now }: TendDeps): Promise<Actor[]> {
  const at = now();
  const people = (await everybodyNow(ledger, at)).filter((one) => rolesOf(one, at).includes('admin'));
  return people.slice(0, MOST_ASKED).map(({ team, user }) => ({ team, user }));
}

async function askers({ ledger }: TendDeps, requests: readonly string[]): Promise<Actor[]> {
  const read = await Promise.all(requests.map((id) => readEscalation(ledger, escalationStream(id))));
  return read.flatMap((one) => (one ? [one.story.by] : []));
}

/** Whoever invited them by their own hand, if Slack says that they are ours; else who had the bot invite them; else admins. */
async function inviters(deps: TendDeps, vendor: string, news: ChannelNews): Promise<Actor[]> {
  const { installedTeam: team } = news;
  const user = news.is === 'invitation' ? news.inviter : undefined;
  if (user !== undefined && (await deps.chat.profile({ team, user }))?.team === team) return [{ team, user }];
  const events = await deps.ledger.read(VENDORS);
  const last = events.findLast(
    (one) => one.type === 'vendor-invited' && dataOf<{ vendor?: string }>(one).vendor === vendor,
  );
  return last ? [partsOf(last).by] : admins(deps);
}

function unique(people: readonly Actor[]): Actor[] {
  return people.filter((one, at) => people.findIndex((other) => sameActor(one, other)) === at);
}
