import { expect } from 'vitest';
import { MINUTE, SECOND } from '../../../bot/domain/instant.ts';
import { verify } from '../../../bot/domain/ledger/verify.ts';
import type { Request } from '../../../bot/domain/request.ts';
import { ship } from '../../../commands/document.ts';
import { commands } from '../../../commands/index.ts';
import { restart } from '../../../commands/restart.ts';
import { crashAt } from '../../fakes/crash.ts';
import type { Ending } from '../../fakes/hosts.ts';
import { aTarget, createWorld, type World } from './world.ts';

export type Way = {
  host: 'host-4' | 'host-7';
  /** The staging hosts of a run in waves, one of each wave, and how it goes over them. */
  waves?: { hosts: string[]; rollout: string };
  ending: Ending;
  verdict: 'succeeded' | 'failed';
  points: number;
  guard?: number;
  locksOut?: true;
};

/** A command that is guarded, under the words of one that is not: what differs is what is told of. */
export function guardedFor(seconds: number) {
  const undo = { words: 'All as before.', script: ':' };
  const guarded = ship({ ...restart, undo, run: { ...restart.run, guard: { seconds }, script: 'arm' } });
  return [guarded, ...commands.filter(({ name }) => name !== restart.name)];
}

type Deaths = { deaths: number[]; stream: 'comes again' | 'is lost'; repeatable?: boolean };

/** Sends a request as people and Slack do who get no answer: the same one again. */
async function insist(world: World, request: Request): Promise<string> {
  for (let delivery = 0; delivery < 4; delivery += 1) {
    const replies: string[] = [];
    await world.call(async ({ receive }) => {
      const reply = await receive(request);
      replies.push('run' in reply ? `${reply.is} ${reply.run}` : reply.is);
    });
    if (replies[0]) return replies[0];
  }
  throw new Error('never acknowledged');
}

/** One run from the request to its end, whatever dies on the way; `stream` says what becomes of a dead one's records. */
export async function live(
  { host, ending, guard, locksOut, waves }: Way,
  { deaths, stream, repeatable = true }: Deaths,
) {
  const all = guard === undefined ? commands : guardedFor(guard);
  const targets = waves ? { targets: waves.hosts.map((name) => aTarget(name, { environment: 'staging' })) } : {};
  const world = await createWorld({ ...targets, commands: all.map((command) => ({ ...command, repeatable })) });
  world.hosts.guard.seconds = guard ?? world.hosts.guard.seconds;
  world.cut.retries = stream === 'is lost';
  for (const name of waves?.hosts ?? [host]) world.hosts.endings.set(`i-${name}`, ending);
  if (locksOut) world.hosts.lockedOut.add(`i-${host}`);
  const [first = crashAt(), ...next] = deaths.map((at) => crashAt(at));
  world.replaceProcess(first, ...next);
  const accepted = await insist(
    world,
    world.request('operator', `restart nginx on ${waves ? `${waves.hosts.join(', ')} ${waves.rollout}` : host}`),
  );
  const id = accepted.replace('accepted ', '');
  await world.advance(10 * SECOND);
  const asked = async () => (await world.story(id)).state.is === 'asked';
  for (let wait = 0; host === 'host-7' && wait < 6 && (await asked()); wait += 1) await world.advance(MINUTE);
  if (host === 'host-7') await insist(world, world.request('approver', `approve R-${id}`));
  await world.advance((waves ? 16 : 8) * MINUTE);
  const over = (await world.story(id)).state;
  await world.advance(40 * MINUTE); // past the end of the approval's window: every timer is dropped by then
  return { world, id, over: 'verdict' in over ? over.verdict : over.is, points: first.points };
}

export function leftOf({ world, id, over }: Awaited<ReturnType<typeof live>>) {
  const events = world.ledger.streams.get(`run#${id}`) ?? [];
  const marks = [...world.hosts.commands.values()].map(({ mark }) => mark);
  return {
    over,
    runs: [...world.ledger.streams.keys()].filter((stream) => stream.startsWith('run#')),
    effects: world.hosts.effects,
    verdicts: [...world.hosts.verdicts].map(([execution, verdict]) => `${execution}: ${verdict}`),
    sentTwice: marks.filter((mark, at) => marks.indexOf(mark) !== at),
    cards: world.chat.cards.map(({ run, shows, seq }) => ({
      run,
      shows: 'verdict' in shows ? shows.verdict : shows.is,
      newest: seq === events.at(-1)?.seq,
    })),
    locks: [...world.locks.held.keys()],
    chain: verify(`run#${id}`, events).ok,
    due: events.filter(({ due }) => due !== undefined).map(({ type }) => type),
    mentions: [...new Set(world.chat.announced)],
  };
}

/** Ended within minutes, once: one run, one send an attempt, one effect on the host, one card with the newest state, nothing left behind. */
export function endedOnce(id: string, { host, verdict, guard, waves }: Way) {
  return {
    over: verdict,
    runs: [`run#${id}`],
    effects: (waves?.hosts ?? [host]).map((name) => `R-${id} on i-${name}`),
    verdicts: guard === undefined ? [] : [`R-${id} on i-${host}: ${verdict === 'succeeded' ? 'kept' : 'rolled back'}`],
    sentTwice: [],
    cards: [{ run: id, shows: verdict, newest: true }],
    locks: [],
    chain: true,
    due: [],
    // A staging run that ends at once is seen to end; one that took long is told of, as every approved one.
    mentions: host === 'host-7' ? [id] : expect.toSatisfy((runs: string[]) => runs.every((run) => run === id)),
  };
}

type Wrong = { deaths: string[]; left: ReturnType<typeof leftOf>; outcomes: string[] };

/** The deaths after which a run is not as it should be, with what is left of it. */
export async function wrongAfter(way: Way, all: number[][], stream: Deaths['stream']): Promise<Wrong[]> {
  const wrong: Wrong[] = [];
  for (const deaths of all) {
    const lived = await live(way, { deaths, stream });
    const left = leftOf(lived);
    const good = endedOnce(lived.id, way);
    const differs = Object.keys(left).some((part) => !same(left, good, part as keyof typeof left));
    if (!differs) continue;
    const { outcomes } = await lived.world.story(lived.id);
    wrong.push({
      deaths: deaths.map((at) => `${at} ${lived.points[at] ?? ''}`),
      left,
      outcomes: [...outcomes.values()].map(({ status }) => status),
    });
  }
  return wrong;
}

/**
 * Nobody sent it, and it says so: who claimed the send twice died twice before it, and by then it was too late to send. Nothing else
 * is left of it.
 */
export function saysItDidNotRun({ left, outcomes }: Wrong): boolean {
  const { over, effects, sentTwice, locks, due, chain, cards } = left;
  const nothing = [...effects, ...sentTwice, ...locks, ...due].length === 0;
  const shown = cards.length === 1 && cards.every(({ shows, newest }) => shows === 'failed' && newest);
  const said = outcomes.length > 0 && outcomes.every((status) => status === 'did-not-run');
  return over === 'failed' && chain && nothing && shown && said;
}

function same(left: ReturnType<typeof leftOf>, good: ReturnType<typeof endedOnce>, part: keyof typeof left): boolean {
  try {
    expect(left[part]).toEqual(good[part]);
    return true;
  } catch {
    return false;
  }
}
