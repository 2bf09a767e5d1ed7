import type { Party } from '../matrix/matrix.ts';
import type { Vendor } from './vendor.ts';

/**
 * What Slack says of a vendor's channel. `organisations`: all others than ours that are in it. `pending`: those of them that were invited and have
 * not come; `awaited`: an invitation is open, of whomever. `limited`: those that may only post.
 */
export type RoomSeen =
  | { is: 'lost'; why: 'archived' | 'left-out' | 'absent' | 'forbidden' }
  | {
      is: 'seen';
      name: string;
      archived: boolean;
      member: boolean;
      organisations: string[];
      pending: string[];
      awaited: boolean;
      limited: string[];
    };

/** `missing`: without it nobody of theirs can be asked, or can act. `advice`: it works, and somebody should know. */
export type StepIs = 'done' | 'missing' | 'advice';

/** A step on the way to a vendor that can be asked, in this order; what it needs in words is said where it is shown. */
export type SetupStep = { is: StepIs } & (
  | { step: 'organisations' | 'parties' | 'contacts' | 'hours' | 'zone' | 'limit' }
  | { step: 'parties-elsewhere'; parties: string[] }
  | { step: 'channel' | 'bot' | 'connected' }
  | { step: 'slack'; why: 'absent' | 'archived' | 'forbidden' }
  | { step: 'pending'; organisations: string[] }
  | { step: 'strangers'; organisations: string[] }
  | { step: 'limited'; organisations: string[] }
  | { step: 'runs' }
);

/**
 * What is there and what is missing, step by step. `room` is what Slack says of the channel: without it only the records are looked at. `parties`: those
 * of the matrix in force.
 */
export function setupOf(
  vendor: Vendor,
  { room, parties }: { room?: RoomSeen; parties: readonly Pick<Party, 'label' | 'kind'>[] },
): SetupStep[] {
  return [
    { step: 'organisations', is: vendor.organisations.length > 0 ? 'done' : 'missing' },
    ...channelSteps(vendor, room),
    ...partySteps(vendor, parties),
    { step: 'contacts', is: vendor.contacts.some(({ side }) => side === 'vendor') ? 'done' : 'missing' },
    ...hourSteps(vendor),
    { step: 'limit', is: vendor.costLimit || !isPaid(vendor, parties) ? 'done' : 'missing' },
    { step: 'runs', is: vendor.runs ? 'advice' : 'done' },
  ];
}

/** What keeps a vendor from being asked, or from acting. */
export function missingIn(steps: readonly SetupStep[]): SetupStep[] {
  return steps.filter(({ is }) => is === 'missing');
}

function channelSteps(vendor: Vendor, room: RoomSeen | undefined): SetupStep[] {
  if (!vendor.channel) return [{ step: 'channel', is: 'missing' }];
  const there: SetupStep = { step: 'channel', is: 'done' };
  if (!room) return [there];
  if (room.is === 'lost') {
    return [there, room.why === 'left-out' ? bot('missing') : { step: 'slack', is: 'missing', why: room.why }];
  }
  if (room.archived) return [there, { step: 'slack', is: 'missing', why: 'archived' }];
  return [there, bot(room.member ? 'done' : 'missing'), ...connection(vendor, room)];
}

function bot(is: StepIs): SetupStep {
  return { step: 'bot', is };
}

function connection({ organisations }: Vendor, room: RoomSeen & { is: 'seen' }): SetupStep[] {
  const isTheirs = (one: string) => organisations.includes(one);
  const connected = room.organisations.filter((one) => isTheirs(one) && !room.pending.includes(one));
  const pending = room.pending.filter(isTheirs);
  const strangers = room.organisations.filter((one) => !isTheirs(one));
  const limited = room.limited.filter(isTheirs);
  return [
    comeSoFar(connected, pending, room.awaited),
    ...(strangers.length > 0 ? [{ step: 'strangers' as const, is: 'missing' as const, organisations: strangers }] : []),
    ...(limited.length > 0 ? [{ step: 'limited' as const, is: 'advice' as const, organisations: limited }] : []),
  ];
}

/** One of their organisations in it is enough. */
function comeSoFar(connected: readonly string[], pending: string[], awaited: boolean): SetupStep {
  if (connected.length > 0) return { step: 'connected', is: 'done' };
  return pending.length > 0 || awaited
    ? { step: 'pending', is: 'missing', organisations: pending }
    : { step: 'connected', is: 'missing' };
}

function partySteps(vendor: Vendor, parties: readonly Pick<Party, 'label'>[]): SetupStep[] {
  const elsewhere = vendor.parties.filter((label) => !parties.some((one) => one.label === label));
  if (vendor.parties.length === elsewhere.length) return [{ step: 'parties', is: 'missing' }];
  const also: SetupStep[] = elsewhere.length > 0 ? [{ step: 'parties-elsewhere', is: 'done', parties: elsewhere }] : [];
  return [{ step: 'parties', is: 'done' }, ...also];
}

/** Their clocks run around the clock where no hours are said, and by UTC where no zone is. */
function hourSteps({ hours, zone }: Vendor): SetupStep[] {
  if (!hours) return [{ step: 'hours', is: 'advice' }];
  return [
    { step: 'hours', is: 'done' },
    ...(zone === undefined ? [{ step: 'zone' as const, is: 'advice' as const }] : []),
  ];
}

function isPaid(vendor: Vendor, parties: readonly Pick<Party, 'label' | 'kind'>[]): boolean {
  return parties.some(({ label, kind }) => kind === 'vendor-paid' && vendor.parties.includes(label));
}
