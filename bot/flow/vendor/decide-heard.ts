import type { Actor } from '../../domain/actor.ts';
import { decideVendorAct, isTheirs, type VendorAct, type VendorStep } from '../../domain/escalation/vendor-act.ts';
import type { VendorMisread } from '../../domain/language/read-vendor-act.ts';
import { REQUEST_ALLOWED } from '../../domain/language/run-id.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { HeardStory, Settled } from '../../domain/vendor/heard.ts';
import { mayActForVendor, type Vendor, vendorOfTeam } from '../../domain/vendor/vendor.ts';
import { actOf } from '../../domain/vendor/vendor-said.ts';
import { type WhyTurnedAway, whoSpeaks, wrongRoom } from '../../domain/vendor/who-speaks.ts';
import type { TendDeps } from '../deps.ts';
import {
  appendEscalation,
  escalationEventOf,
  escalationStream,
  type ReadEscalation,
  readEscalation,
} from '../escalation/append-escalation.ts';
import { HEARD } from './append-heard.ts';
import { readVendors } from './read-vendors.ts';
import { runForVendor } from './run-for-vendor.ts';
import { requestAt } from './thread-of.ts';
import { readOurs } from './vendor-parties.ts';

export type DecideDeps = Pick<TendDeps, 'ledger' | 'receipts' | 'rooms' | 'chat' | 'commands' | 'records'>;

/** What came of it, and who it was: as their account says, once it has said so. */
export type Decided = { settled: Settled; by: Actor };

/** A lost append means that somebody else acted on the request in the same moment; each round decides anew on what they left. */
const ROUNDS = 8;

/**
 * Decides what somebody of another organisation said of a request, and does it: appends to the request, once, whatever died on the way. Everything is asked
 * anew here: who they are, what the channel is, whose the request is. Throws `ChatBusy` where Slack cannot say.
 */
export async function decideHeard(deps: DecideDeps, told: HeardStory): Promise<Decided> {
  const { heard, by } = told;
  const id = await requestMeant(deps, told);
  const read = id === undefined ? undefined : await readEscalation(deps.ledger, escalationStream(id));
  const before = read && doneAs(read, told.id);
  if (before) return before;
  const vendors = await readVendors(deps.ledger);
  const account = await deps.chat.profile(by);
  const ours = await readOurs(deps.records, heard.installedTeam);
  const who = whoSpeaks(by, account, { ours, vendors });
  if (!who.ok) return turnedAway(by, who.error);
  const vendor = await vendorHere(deps, told, { by: who.value, vendors, ours });
  if (!vendor.ok) return turnedAway(who.value, vendor.error);
  if (id === undefined)
    return { settled: { is: 'misread', misread: 'wrong' in heard.said ? heard.said : WHICH }, by: who.value };
  if (!read) return turnedAway(who.value, 'no-such-request');
  const may = mayActForVendor(vendors, who.value, { ...heard.place, request: requestOf(read) });
  if (!may.ok) return turnedAway(who.value, may.why);
  return {
    settled: await act(deps, told, { by: who.value, zone: vendor.value.zone ?? account?.zone, read }),
    by: who.value,
  };
}

function turnedAway(by: Actor, why: WhyTurnedAway): Decided {
  return { settled: { is: 'turned-away', why }, by };
}

const WHICH: VendorMisread = {
  wrong: 'it does not say which request',
  allowed: `${REQUEST_ALLOWED}, or nothing in the request's own thread`,
  example: 'accept E-4KQ7M',
};

function requestOf({ story: { state } }: ReadEscalation): { vendor?: string } {
  return state.vendor === undefined ? {} : { vendor: state.vendor };
}

/** The request that is named, or in whose thread it was said. */
async function requestMeant({ receipts }: DecideDeps, { heard }: HeardStory): Promise<string | undefined> {
  const { said, place } = heard;
  if (said.request !== undefined || place.thread === undefined) return said.request;
  return requestAt(receipts, { channel: place.channel, ts: place.thread });
}

/** What an earlier attempt did of it, that died before it could say so. */
function doneAs({ story, events }: ReadEscalation, name: string): Decided | undefined {
  const step = events.map(escalationEventOf).find((event) => isTheirs(event) && event.data.heardAs === name);
  if (!step || !isTheirs(step)) return undefined;
  return { settled: { is: 'acted', request: story.id, step: step.type, seq: step.seq }, by: step.by };
}

/** The vendor whose people they are, if nobody but they and we are in the channel. */
async function vendorHere(
  { rooms }: DecideDeps,
  { heard }: HeardStory,
  { by, vendors, ours }: { by: Actor; vendors: readonly Vendor[]; ours: readonly string[] },
): Promise<Result<Vendor, WhyTurnedAway>> {
  const vendor = vendorOfTeam(vendors, by.team);
  if (!vendor) return err('unknown-team');
  const may = mayActForVendor(vendors, by, heard.place);
  if (!may.ok) return err(may.why);
  const room = await rooms.look(heard.place.channel);
  // An installation that is not the one of our own token shows nothing.
  const seen = room.ok && room.value.own.includes(heard.installedTeam) ? room.value : undefined;
  const wrong = wrongRoom(seen, { ours, vendor });
  return wrong === undefined ? ok(vendor) : err(wrong);
}

/** `zone`: of the times that they say, the vendor's or, where it has none, their own. */
type Acting = { by: Actor; zone: string | undefined; read: ReadEscalation };

async function act(deps: DecideDeps, told: HeardStory, acting: Acting): Promise<Settled> {
  const { said } = told.heard;
  const { by, read, zone } = acting;
  const request = read.story.id;
  if ('wrong' in said) return { is: 'misread', request, misread: said };
  if (said.says === 'run') {
    const run = await runForVendor(deps, read, { by, source: `run of ${HEARD}${told.id}`, at: told.at });
    return run.ok ? { is: 'ran', request, run: run.value } : { is: 'refused', request, refusal: run.error };
  }
  const meant = actOf(said, { now: told.at, zone });
  return meant.ok
    ? appendAct(deps, told, { by, first: read, act: meant.value })
    : { is: 'misread', request, misread: meant.error };
}

async function appendAct(
  deps: DecideDeps,
  { id, at }: HeardStory,
  { by, first, act }: { by: Actor; first: ReadEscalation; act: VendorAct },
): Promise<Settled> {
  const request = first.story.id;
  for (let round = 0, read: ReadEscalation | undefined = first; round < ROUNDS && read; round += 1) {
    const before = doneAs(read, id);
    if (before) return before.settled;
    const step = decideVendorAct(read.story.state, by, { act, now: at });
    if (!step.ok) return { is: 'refused', request, refusal: step.error };
    const after = await appendEscalation(deps.ledger, read, { step: heardAs(step.value, id), by, at });
    if (after) return { is: 'acted', request, step: step.value.type, seq: after.head.seq };
    read = await readEscalation(deps.ledger, first.head.stream);
  }
  throw new Error(`request ${request} moved ${ROUNDS} times while it was decided what was heard as ${id}`);
}

function heardAs<Step extends VendorStep>(step: Step, name: string): Step {
  return { ...step, data: { ...step.data, heardAs: name } };
}
