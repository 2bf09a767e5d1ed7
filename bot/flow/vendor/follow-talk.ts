import { UNRESOLVED_TEAM } from '../../domain/actor.ts';
import { entryText } from '../../domain/incident/follow.ts';
import type { Happening } from '../../domain/incident/happening.ts';
import { readVendorTalk } from '../../domain/language/read-vendor-act.ts';
import type { Receipts } from '../../ports/receipts.ts';
import { escalationStateOf, escalationStream } from '../escalation/append-escalation.ts';
import { appendIncident, isDone, readIncident } from '../incident/append-incident.ts';
import { type FollowDeps, follow } from '../incident/follow.ts';
import { readVendors } from './read-vendors.ts';
import { requestAt } from './thread-of.ts';

type TalkDeps = FollowDeps & { receipts: Pick<Receipts, 'get'> };

/** A message that may stand below a vendor's card: written, edited, deleted. */
export type Talk = Extract<Happening, { is: 'wrote' | 'edited' | 'deleted' }>;

/** A lost append means that something else was recorded in the same moment. */
const ROUNDS = 12;

/**
 * Puts on record, for the incident that the request is part of, what people of both sides say below the vendor's card, and what becomes of it. False:
 * no card stands there, or its request is part of no incident.
 */
export async function followTalk(deps: TalkDeps, talk: Talk, thread: string): Promise<boolean> {
  const request = await requestAt(deps.receipts, { channel: talk.channel, ts: thread });
  const incident = request === undefined ? undefined : await incidentOf(deps, escalationStream(request));
  if (request === undefined || incident === undefined) return false;
  if (talk.is === 'wrote' && (await isOfNeither(deps, talk, escalationStream(request)))) return true;
  if (talk.is === 'wrote') await said(deps, talk, { incident, request });
  else await follow(deps, incident, talk);
  return true;
}

/**
 * Whether the payload says that they are neither ours nor the vendor's: then nothing is put on record. Of a vendor that is an Enterprise organisation, and of
 * whom no organisation is named, only the account says it, which the worker asks for.
 */
async function isOfNeither({ ledger }: TalkDeps, { by, installedTeam }: Wrote, stream: string): Promise<boolean> {
  if (!('team' in by) || by.team === installedTeam) return false;
  const [head, vendors] = await Promise.all([ledger.head(stream), readVendors(ledger)]);
  const vendor = head && vendors.find(({ name }) => name === escalationStateOf(head).vendor);
  const teams = by.team.split('/');
  return !vendor?.organisations.some((one) => one.startsWith('E') || teams.includes(one));
}

/** The one that the request belongs to; before anything of it was told, the one that its channel works on. */
async function incidentOf({ receipts, ledger, timeline }: TalkDeps, stream: string): Promise<string | undefined> {
  const receipt = await receipts.get(stream, 'incident');
  if (receipt) return receipt.value.incident;
  const head = await ledger.head(stream);
  return head && timeline.incidentOf(escalationStateOf(head).place);
}

type Wrote = Extract<Talk, { is: 'wrote' }>;
type About = { incident: string; request: string };

async function said(deps: TalkDeps, talk: Wrote, { incident, request }: About): Promise<void> {
  if (isAct(talk)) return; // what they do to the request has an entry of its own
  const { channel, at, source, message, by } = talk;
  const author = 'team' in by ? by : { team: UNRESOLVED_TEAM, user: by.user };
  const { ts, thread, text } = message;
  const data = {
    ...{ channel, ts, how: 'talk' as const, at, request },
    ...(thread !== undefined && { thread }),
    said: { text: entryText(text), author },
  };
  for (let round = 0; round < ROUNDS; round += 1) {
    const read = await readIncident(deps.ledger, incident);
    if (!read || isDone(read.state, source)) return;
    if (await appendIncident(deps.ledger, read, { step: { type: 'marked', data }, by: author, at, source })) return;
  }
  throw new Error(`incident ${incident} moved ${ROUNDS} times while somebody wrote below a vendor's card`);
}

/** What our own people write is no act, whatever it says. */
function isAct({ by, installedTeam, message }: Wrote): boolean {
  if ('team' in by && by.team === installedTeam) return false;
  const sentence = readVendorTalk(message.text);
  return sentence !== undefined && !('wrong' in sentence);
}
