import { beforeEach, describe, expect, it } from 'vitest';
import type { EscalationStep } from '../../../bot/domain/escalation/event.ts';
import { HOUR, MINUTE, SECOND } from '../../../bot/domain/instant.ts';
import { verify } from '../../../bot/domain/ledger/verify.ts';
import type { Policy } from '../../../bot/domain/policy/policy.ts';
import type { Vendor } from '../../../bot/domain/vendor/vendor.ts';
import { appendBudget, readBudget } from '../../../bot/flow/budget/append-budget.ts';
import { wantedOn } from '../../../bot/flow/budget/wanted-on-cost.ts';
import { appendEscalation, escalationStream, readEscalation } from '../../../bot/flow/escalation/append-escalation.ts';
import { findOf } from '../../../bot/flow/escalation/find.ts';
import { VENDORS as VENDORS_STREAM } from '../../../bot/flow/vendor/read-vendors.ts';
import { commands } from '../../../commands/index.ts';
import { readPolicy } from '../../../data/read-policy.ts';
import { crashAt } from '../../fakes/crash.ts';
import { OURS, PEOPLE, type Who } from './people.ts';
import { VIRTUOZZO } from './vendor/vendors.ts';
import { aTarget, createWorld, type Settings, TARGETS, type World } from './world.ts';

const LIMIT = 500_000;
const VENDOR: Vendor = { ...VIRTUOZZO, costLimit: { amount: LIMIT, currency: 'EUR' } };

/** A world in which `restart` on infra-gate is the vendor's paid work. */
async function worldOf(settings: Partial<Settings> = {}): Promise<World> {
  const world = await createWorld({
    commands: commands.map((one) => (one.name === 'restart' ? { ...one, activity: 'ip-and-routing' } : one)),
    targets: [...TARGETS, ...GATES.map((name) => aTarget(name, { kind: 'infrastructure-container' }))],
    ...settings,
  });
  await world.rewrite(VENDORS_STREAM, () => ({ vendors: [VENDOR] }));
  return world;
}

const GATES = ['gate-1', 'gate-2', 'gate-3', 'gate-4', 'gate-5', 'gate-6'];

/** Asked for by the operator, and sent by whoever is named. */
async function sent(world: World, { gate = 'gate-1', by = 'operator' as Who } = {}): Promise<string> {
  const run = await world.ask('operator', `restart nginx on ${gate} because "load"`);
  await world.advance(5 * SECOND);
  const request = await findOf(world.ledger, run);
  if (request === undefined) throw new Error(`no request of ${run}`);
  await world.say(by, `send E-${request}`);
  await world.advance(5 * SECOND);
  return request;
}

/** What the vendor's people say, as the worker appends it. */
async function they(world: World, request: string, step: EscalationStep): Promise<void> {
  const read = await readEscalation(world.ledger, escalationStream(request));
  if (!read) throw new Error(`no request ${request}`);
  await appendEscalation(world.ledger, read, { step, by: PEOPLE.vendor, at: world.now() });
  await world.advance(5 * SECOND);
}

const estimate = (world: World, request: string, euros: number, currency = 'EUR') =>
  they(world, request, { type: 'estimated', data: { amount: euros * 100, currency } });

async function estimated(world: World, euros: number, more: { gate?: string; by?: Who } = {}): Promise<string> {
  const request = await sent(world, more);
  await estimate(world, request, euros);
  return request;
}

const stateOf = async (world: World, request: string) =>
  (await readEscalation(world.ledger, escalationStream(request)))?.story.state;
const budgetOf = async (world: World, month = '2026-11') =>
  (await readBudget(world.ledger, { vendor: 'virtuozzo', month })).story;
const sums = async (world: World, month?: string) => (await budgetOf(world, month)).state.sums.EUR;
const approve = (world: World, request: string, euros: number, who: Who = 'budget') =>
  world.say(who, `approve cost E-${request} at ${euros} EUR`);

let world: World;
beforeEach(async () => {
  world = await worldOf();
});

describe('The cost of paid work', () => {
  it('is shown before it is approved: the sum, what is spent, the limit', async () => {
    const earlier = await estimated(world, 2_000, { gate: 'gate-2' });
    await approve(world, earlier, 2_000);
    await world.advance(MINUTE);
    const request = await estimated(world, 1_250);
    expect(await world.say('budget', `approve cost E-${request}`)).toMatchObject({
      is: 'cost-asked',
      story: { state: { estimate: { amount: 125_000, currency: 'EUR' } } },
      budget: { month: '2026-11', label: 'Virtuozzo', sum: { spent: 200_000, reserved: 0 }, limit: { amount: LIMIT } },
      more: 0,
    });
    expect(await stateOf(world, request)).toMatchObject({ is: 'estimated' });
    expect(await sums(world)).toEqual({ reserved: 0, spent: 200_000 });
  });

  it('is approved by a budget holder, offered to the vendor, and spent in the month', async () => {
    const request = await estimated(world, 1_250);
    expect(await approve(world, request, 1_250)).toMatchObject({ is: 'escalation-acted', act: 'cost-approved' });
    expect(await stateOf(world, request)).toMatchObject({ is: 'offered' });
    expect(await sums(world)).toEqual({ reserved: 125_000, spent: 0 });
    await world.advance(MINUTE);
    expect(await sums(world)).toEqual({ reserved: 0, spent: 125_000 });
    const budget = world.ledger.streams.get('budget#virtuozzo-2026-11') ?? [];
    expect(budget.map(({ type }) => type)).toEqual(['reserved', 'spent']);
    expect(verify('budget#virtuozzo-2026-11', budget).ok).toBe(true);
    expect(budget.flatMap(({ due }) => due ?? [])).toEqual([]);
    const read = await readEscalation(world.ledger, escalationStream(request));
    expect(read?.story.said?.at(-1)).toMatchObject({
      by: PEOPLE.budget,
      data: { spent: 0, limit: LIMIT, month: '2026-11', estimate: 2 },
    });
  });

  it('the same press twice is one approval', async () => {
    const request = await estimated(world, 1_250);
    const press = world.request('budget', `approve cost E-${request} at 1,250.00 EUR`);
    const replies: string[] = [];
    for (let delivery = 0; delivery < 3; delivery += 1) {
      await world.call(async ({ receive }) => replies.push((await receive(press)).is));
      await world.advance(SECOND);
    }
    expect(replies).toEqual(['escalation-acted', 'escalation-acted', 'escalation-acted']);
    expect(await sums(world)).toEqual({ reserved: 0, spent: 125_000 });
  });

  it('that moved since it was seen is asked anew', async () => {
    const request = await estimated(world, 1_250);
    await estimate(world, request, 1_500);
    expect(await approve(world, request, 1_250)).toMatchObject({
      refusal: { reason: 'other-estimate', amount: 150_000, currency: 'EUR', seen: { amount: 125_000 } },
    });
    expect(await sums(world)).toBeUndefined();
  });

  it.each([
    ['an operator', 'operator', 'own-request'],
    ['another operator', 'approver', 'no-role'],
    ['an admin', 'admin', 'no-role'],
    ['nobody of ours', 'guest', 'no-role'],
  ] as const)('is not approved by %s', async (_what, who, reason) => {
    const request = await estimated(world, 1_250);
    expect(await approve(world, request, 1_250, who)).toMatchObject({ refusal: { reason } });
    expect(await stateOf(world, request)).toMatchObject({ is: 'estimated' });
  });

  it('is not approved by who asked for it, by who sent it, nor by another account of theirs', async () => {
    await world.give('operator', ['operator', 'budget-holder']);
    await world.give('approver', ['operator', 'budget-holder']);
    const request = await estimated(world, 1_250, { by: 'approver' });
    expect(await approve(world, request, 1_250, 'operator')).toMatchObject({ refusal: { reason: 'own-request' } });
    expect(await approve(world, request, 1_250, 'approver')).toMatchObject({ refusal: { reason: 'own-request' } });
    const { team, user } = PEOPLE.budget;
    await world.rewrite(`person#${team}#${user}`, (person) => ({ ...person, id: `${OURS}/${PEOPLE.approver.user}` }));
    expect(await approve(world, request, 1_250)).toMatchObject({ refusal: { reason: 'own-request' } });
  });

  it('is refused above what is left, without a limit, and in another currency', async () => {
    const first = await estimated(world, 4_000);
    await approve(world, first, 4_000);
    const second = await estimated(world, 1_001, { gate: 'gate-2' });
    expect(await approve(world, second, 1_001)).toMatchObject({
      refusal: { reason: 'over-limit', limit: LIMIT, spent: 400_000, amount: 100_100, vendor: 'virtuozzo' },
    });
    expect(await world.say('budget', `approve cost E-${second}`)).toMatchObject({ refusal: { reason: 'over-limit' } });
    await estimate(world, second, 1_000, 'USD');
    expect(await world.say('budget', `approve cost E-${second} at 1000 USD`)).toMatchObject({
      refusal: { reason: 'other-currency', currency: 'USD', wanted: 'EUR' },
    });
    await estimate(world, second, 1_000);
    expect(await approve(world, second, 1_000)).toMatchObject({ is: 'escalation-acted' });
    const third = await estimated(world, 1, { gate: 'gate-3' });
    const { costLimit: _none, ...unlimited } = VENDOR;
    await world.rewrite(VENDORS_STREAM, () => ({ vendors: [unlimited] }));
    expect(await approve(world, third, 1)).toMatchObject({ refusal: { reason: 'no-limit' } });
  });

  it('is denied with a reason: the request is over, and nothing is spent', async () => {
    const request = await estimated(world, 1_250);
    expect(await world.say('approver', `deny cost E-${request}`)).toMatchObject({ refusal: { reason: 'no-role' } });
    expect(await world.say('budget', `deny cost E-${request} because "too much"`)).toMatchObject({
      is: 'escalation-acted',
      act: 'cost-denied',
    });
    await world.advance(MINUTE);
    expect(await stateOf(world, request)).toMatchObject({ is: 'too-dear' });
    expect(await approve(world, request, 1_250)).toMatchObject({ refusal: { reason: 'not-now' } });
    expect(await sums(world)).toBeUndefined();
  });
});

describe('Budget holders', () => {
  it('are asked directly when a cost is estimated, once, and shown how it went on', async () => {
    await world.give('freezer', ['budget-holder']);
    await world.give('operator', ['operator', 'budget-holder']);
    const request = await sent(world);
    expect(world.chat.direct).toEqual([]);
    await estimate(world, request, 1_250);
    const asked = () => world.chat.direct.filter(({ run }) => run === request).map(({ to, shows }) => [to, shows.is]);
    const of = (is: string) => [PEOPLE.budget, PEOPLE.freezer].map(({ user }) => [user, is]);
    expect(asked().sort()).toEqual(of('estimated'));
    await estimate(world, request, 1_300);
    expect(asked().sort()).toEqual(of('estimated'));
    await approve(world, request, 1_300);
    await world.advance(MINUTE);
    expect(asked().sort()).toEqual(of('offered'));
    await they(world, request, { type: 'declined', data: { because: 'no' } });
    await world.advance(MINUTE);
    expect(asked().sort()).toEqual(of('declined'));
  });

  it('are not, where the policy asks nobody directly', async () => {
    world = await worldOf({ policy: { askDirectly: 'nobody' } });
    await estimated(world, 1_250);
    expect(world.chat.direct).toEqual([]);
  });
});

describe('Money that was approved', () => {
  const accepted: EscalationStep = { type: 'accepted', data: {} };
  const declined: EscalationStep = { type: 'declined', data: { because: 'no' } };
  const anew: EscalationStep = { type: 'estimated', data: { amount: 150_000, currency: 'EUR' } };
  const done: EscalationStep = { type: 'done', data: { heard: 'given' } };
  const reopened: EscalationStep = { type: 'reopened', data: { because: 'still down' } };
  const withdrawn: EscalationStep = { type: 'withdrawn', data: {} };
  const expired: EscalationStep = { type: 'expired', data: {} };

  it.each<[string, EscalationStep[], number]>([
    ['comes back when it is estimated anew', [anew], 0],
    ['comes back when they decline', [declined], 0],
    ['comes back when they decline what they had accepted', [accepted, declined], 0],
    ['comes back when it is withdrawn before they accept', [withdrawn], 0],
    ['comes back when it expires before they accept', [expired], 0],
    ['stays spent when it is withdrawn after they accepted', [accepted, withdrawn], 125_000],
    ['stays spent when it expires after they accepted', [accepted, expired], 125_000],
    ['stays spent when it is done', [accepted, done], 125_000],
    ['stays spent when what was done is reopened and declined', [accepted, done, reopened, declined], 125_000],
  ])('%s', async (_what, steps, spent) => {
    const request = await estimated(world, 1_250);
    await approve(world, request, 1_250);
    await world.advance(MINUTE);
    for (const step of steps) await they(world, request, step);
    await world.advance(MINUTE);
    expect(await sums(world)).toEqual({ reserved: 0, spent });
  });

  it('is approved anew after another estimate, once', async () => {
    const request = await estimated(world, 1_250);
    await approve(world, request, 1_250);
    await they(world, request, anew);
    expect(await approve(world, request, 1_500)).toMatchObject({ act: 'cost-approved' });
    await world.advance(MINUTE);
    expect(await sums(world)).toEqual({ reserved: 0, spent: 150_000 });
    expect((await budgetOf(world)).costs.map(({ is }) => is)).toEqual(['returned', 'spent']);
  });

  it('is of the month in which it was approved, by the clocks of the policy', async () => {
    world = await worldOf({ policy: { zone: 'Asia/Tokyo' } });
    world.clock.at = Date.UTC(2026, 10, 30, 14, 50);
    const [first, second] = [await estimated(world, 4_000), await estimated(world, 4_000, { gate: 'gate-2' })];
    await approve(world, first, 4_000);
    expect(await approve(world, second, 4_000)).toMatchObject({ refusal: { reason: 'over-limit' } });
    world.clock.at = Date.UTC(2026, 10, 30, 15);
    expect(await approve(world, second, 4_000)).toMatchObject({ act: 'cost-approved' });
    await world.advance(MINUTE);
    expect(await sums(world, '2026-11')).toEqual({ reserved: 0, spent: 400_000 });
    expect(await sums(world, '2026-12')).toEqual({ reserved: 0, spent: 400_000 });
  });

  it('is shown by month, and by vendor', async () => {
    const request = await estimated(world, 1_250);
    await approve(world, request, 1_250);
    const seen = { is: 'budget', month: '2026-11', budgets: [{ vendor: 'virtuozzo', costs: [{ request }] }] };
    for (const who of ['budget', 'admin', 'operator'] as const) {
      expect(await world.say(who, 'budget')).toMatchObject(seen);
      expect(await world.say(who, 'budget virtuozzo 2026-11')).toMatchObject(seen);
    }
    expect(await world.say('budget', 'budget 2026-10')).toMatchObject({ budgets: [{ costs: [] }] });
    expect(await world.say('budget', 'budget zeta')).toMatchObject({ is: 'no-such-vendor', vendors: ['virtuozzo'] });
    expect(await world.say('guest', 'budget')).toMatchObject({ is: 'refused', refusal: { reason: 'no-role' } });
  });
});

describe('A policy that wants more people for paid work', () => {
  const two: Partial<Settings> = { policy: { approvals: [{ paid: true, wants: { of: 2, from: 'budget-holder' } }] } };

  it('offers nothing before as many have agreed, each human once', async () => {
    world = await worldOf(two);
    await world.give('freezer', ['budget-holder']);
    const request = await estimated(world, 1_250);
    expect(await world.say('budget', `approve cost E-${request}`)).toMatchObject({ is: 'cost-asked', more: 1 });
    expect(await approve(world, request, 1_250)).toMatchObject({ act: 'cost-agreed' });
    expect(await approve(world, request, 1_250)).toMatchObject({ refusal: { reason: 'agreed-already' } });
    expect(await stateOf(world, request)).toMatchObject({ is: 'estimated' });
    expect(await sums(world)).toBeUndefined();
    expect(await approve(world, request, 1_250, 'freezer')).toMatchObject({ act: 'cost-approved' });
    expect(await stateOf(world, request)).toMatchObject({ is: 'offered' });
  });

  it('counts nobody who lost the role, and nobody of an earlier estimate', async () => {
    world = await worldOf(two);
    await world.give('freezer', ['budget-holder']);
    const request = await estimated(world, 1_250);
    await approve(world, request, 1_250);
    await world.give('budget', []);
    expect(await approve(world, request, 1_250, 'freezer')).toMatchObject({ act: 'cost-agreed' });
    await world.give('budget', ['budget-holder']);
    await estimate(world, request, 1_400);
    expect(await approve(world, request, 1_400)).toMatchObject({ act: 'cost-agreed' });
    expect(await stateOf(world, request)).toMatchObject({ agreed: [{ by: PEOPLE.budget }] });
  });

  it.each([
    ['restart nginx on gate-1', 'restart nginx on gate-1'],
    ['undo R-8C2MX', 'take back: restart nginx on gate-1'],
  ])('for one command wants them where “%s” is asked', async (sentence, task) => {
    const policy: Policy = {
      ...readPolicy(),
      version: 0,
      approvals: [{ paid: true, command: 'restart', wants: { of: 2, from: 'budget-holder' } }],
    };
    const records = async () => ({ person: undefined, matrix: undefined, policy });
    const { ask } = (await readEscalation(world.ledger, escalationStream(await sent(world))))?.story ?? {};
    if (!ask) throw new Error('no request');
    const wanted = await wantedOn(
      { records, commands },
      { by: PEOPLE.operator, state: { sentence }, ask: { ...ask, task } },
      { matrix: undefined, policy, at: world.now() },
    );
    expect(wanted.needs).toContainEqual({ of: 2, from: 'budget-holder' });
  });
});

describe('Approvals at once', () => {
  const HOLDERS = 50;

  /** A request that is estimated, without the way to it. */
  async function bare(at: number, amount: number): Promise<string> {
    const id = `A${String(at).padStart(4, '0')}`;
    const seed = await estimatedSeed();
    const events = world.ledger.streams.get(escalationStream(seed)) ?? [];
    for (const { type, data, state, by } of events) {
      const head = await world.ledger.head(escalationStream(id));
      const parsed = { ...JSON.parse(state), id };
      if (parsed.estimate) parsed.estimate.amount = amount;
      const told = type === 'estimated' ? { ...JSON.parse(data), amount } : JSON.parse(data);
      const draft = { type, at: world.now(), by: JSON.parse(by), data: told, state: parsed };
      await world.ledger.append({ stream: escalationStream(id), head, ...draft });
    }
    return id;
  }
  let known: string | undefined;
  async function estimatedSeed(): Promise<string> {
    known ??= await estimated(world, 1);
    return known;
  }

  it(`${HOLDERS} on different requests never exceed the limit, and use it up`, async () => {
    known = undefined;
    const ids: string[] = [];
    for (let at = 0; at < HOLDERS; at += 1) ids.push(await bare(at, 15_000));
    const replies = await Promise.all(ids.map((id) => approve(world, id, 150)));
    await world.advance(2 * MINUTE);
    const yes = replies.filter(({ is }) => is === 'escalation-acted');
    expect(yes).toHaveLength(33); // 33 × 150 of 5,000
    expect(await sums(world)).toEqual({ reserved: 0, spent: 33 * 15_000 });
    const offered = await Promise.all(ids.map(async (id) => (await stateOf(world, id))?.is));
    expect(offered.filter((is) => is === 'offered')).toHaveLength(33);
    const head = await world.ledger.head('budget#virtuozzo-2026-11');
    expect(head?.state.length).toBeLessThan(300);
  });

  it('two on one request spend once', async () => {
    await world.give('freezer', ['budget-holder']);
    const request = await estimated(world, 1_250);
    const replies = await Promise.all([approve(world, request, 1_250), approve(world, request, 1_250, 'freezer')]);
    await world.advance(MINUTE);
    expect(replies.map(({ is }) => is).sort()).toEqual(['escalation-act-refused', 'escalation-acted']);
    expect(await sums(world)).toEqual({ reserved: 0, spent: 125_000 });
  });

  it('an approval and a denial at once end as one of them, and the money says the same', async () => {
    const request = await estimated(world, 1_250);
    await Promise.all([approve(world, request, 1_250), world.say('budget', `deny cost E-${request}`)]);
    await world.advance(MINUTE);
    const is = (await stateOf(world, request))?.is;
    expect(await sums(world)).toEqual({ reserved: 0, spent: is === 'offered' ? 125_000 : 0 });
  });
});

describe('A process that dies while a cost is approved', () => {
  const accepted: EscalationStep = { type: 'accepted', data: {} };
  const declined: EscalationStep = { type: 'declined', data: { because: 'no' } };
  const ENDS: [string, EscalationStep, number][] = [
    ['they accept', accepted, 125_000],
    ['they decline', declined, 0],
  ];

  /** Slack sends a press that nobody answered once more. */
  async function lived(step: EscalationStep, deaths: number[], stream: 'comes' | 'is lost') {
    world = await worldOf();
    const request = await estimated(world, 1_250);
    world.cut.retries = stream === 'is lost';
    const [first = crashAt(), ...next] = deaths.map((at) => crashAt(at));
    world.replaceProcess(first, ...next);
    const press = world.request('budget', `approve cost E-${request} at 1250 EUR`);
    let answered = false;
    for (let delivery = 0; delivery < 4 && !answered; delivery += 1) {
      answered = await world.call(async ({ receive }) => void (await receive(press)));
      await world.advance(SECOND);
    }
    await world.advance(4 * MINUTE);
    expect(await stateOf(world, request)).toMatchObject({ is: 'offered' });
    await they(world, request, step);
    await world.advance(8 * MINUTE);
    const budget = world.ledger.streams.get('budget#virtuozzo-2026-11') ?? [];
    const due = budget.flatMap((event) => event.due ?? []);
    return { points: first.points, sum: await sums(world), count: (await budgetOf(world)).costs.length, due };
  }

  it.each(ENDS)('loses no money and spends none twice, when %s', async (_what, step, spent) => {
    const { points } = await lived(step, [], 'comes');
    expect(points.length).toBeGreaterThan(60);
    const all = { sum: { reserved: 0, spent }, count: 1, due: [] };
    for (const [at, point] of points.entries()) {
      const { points: _after, ...left } = await lived(step, [at], at % 2 === 0 ? 'comes' : 'is lost');
      expect(left, `dead ${point} (${at})`).toEqual(all);
    }
    for (let pair = 0; pair < 20; pair += 1) {
      const deaths = [(pair * 7) % points.length, (pair * 13) % points.length];
      const { points: _after, ...left } = await lived(step, deaths, 'is lost');
      expect(left, `dead at ${deaths}`).toEqual(all);
    }
  });
});

describe('A reservation whose approver died', () => {
  it('is carried on by the worker, or released where the request went on without it', async () => {
    const request = await estimated(world, 1_250);
    await world.advance(HOUR);
    const reserve = async (of: string, estimateAt: number) => {
      const stream = 'budget#virtuozzo-2026-11';
      const head = await world.ledger.head(stream);
      const data = {
        ...{ request: of, estimate: estimateAt, amount: 125_000, currency: 'EUR' },
        ...{ person: 'p', limit: LIMIT, task: 'restart' },
      };
      const state = { vendor: 'virtuozzo', month: '2026-11', open: 1, sums: {} };
      await world.ledger.append({ stream, head, type: 'reserved', at: world.now(), by: PEOPLE.budget, data, state });
    };
    await reserve(request, 2);
    await world.advance(MINUTE);
    expect(await stateOf(world, request)).toMatchObject({ is: 'offered' });
    const gone = await estimated(world, 1_250, { gate: 'gate-2' });
    await estimate(world, gone, 1_300);
    await reserve(gone, 2);
    await world.advance(MINUTE);
    expect(await stateOf(world, gone)).toMatchObject({ is: 'estimated' });
    expect((await budgetOf(world)).costs.map(({ is }) => is)).toEqual(['spent', 'released']);
    expect(await sums(world)).toEqual({ reserved: 0, spent: 125_000 });
  });
});

describe('what waits beside runs', () => {
  const waits = async (who: Who) => {
    const answer = await world.say(who, 'waiting');
    if (answer.is !== 'waiting') return answer.is;
    const { changes = [], costs = [], questions = [] } = answer.also ?? {};
    return [changes, costs, questions].map((of: { id: string }[]) => of.map(({ id }) => id));
  };

  it('is a cost for who may approve it, until somebody did; not for who asked', async () => {
    const request = await estimated(world, 1_250);
    expect(await waits('budget')).toEqual([[], [request], []]);
    for (const who of ['operator', 'approver', 'admin'] as const) expect(await waits(who)).toEqual([[], [], []]);
    await approve(world, request, 1_250);
    expect(await waits('budget')).toEqual([[], [], []]);
  });

  it('is a question of the vendor, for who asked them, until it is answered', async () => {
    const request = await sent(world);
    await they(world, request, { type: 'asked-back', data: { text: 'which disk?' } });
    expect([await waits('operator'), await waits('budget')]).toEqual([
      [[], [], [request]],
      [[], [], []],
    ]);
    await world.say('operator', `reply E-${request} "the first"`);
    expect(await waits('operator')).toEqual([[], [], []]);
  });

  it('is a change for every admin but who proposed it, or gains by it, until it is confirmed', async () => {
    const answer = await world.say('admin', `grant approver to <@${PEOPLE.operator.user}> because "covers the night"`);
    if (answer.is !== 'proposed') throw new Error(JSON.stringify(answer));
    await world.advance(5 * SECOND);
    expect(await waits('admin-2')).toEqual([[answer.id], [], []]);
    for (const who of ['admin', 'operator', 'approver'] as const) expect(await waits(who)).toEqual([[], [], []]);
    await world.say('admin-2', `confirm C-${answer.id}`);
    expect(await waits('admin-2')).toEqual([[], [], []]);
  });
});

describe('money that is held for a request', () => {
  it('is not taken once more by whoever slept between looking at the request and at the budget', async () => {
    const world = await worldOf();
    const request = await estimated(world, 1_000);
    const { read } = world.ledger;
    let slept = false;
    world.ledger.read = async (stream) => {
      if (!slept && stream.startsWith('budget#')) {
        slept = true;
        await approve(world, request, 1_000);
        await world.advance(5 * SECOND);
        expect(await sums(world)).toEqual({ reserved: 0, spent: 100_000 });
      }
      return read(stream);
    };
    world.replaceProcess();
    expect(await approve(world, request, 1_000)).toMatchObject({ is: 'escalation-acted', act: 'cost-approved' });
    await world.advance(5 * SECOND);
    expect(slept).toBe(true);
    expect((await budgetOf(world)).costs.map(({ is }) => is)).toEqual(['spent']);
    expect(await sums(world)).toEqual({ reserved: 0, spent: 100_000 });
  });

  it('is let go also where somebody who slept reserves it once more after that', async () => {
    const world = await worldOf();
    const request = await estimated(world, 1_000);
    const reserve = async () => {
      const of = { vendor: 'virtuozzo', month: '2026-11' };
      const data = {
        request,
        estimate: 2,
        amount: 100_000,
        currency: 'EUR',
        person: 'p',
        limit: LIMIT,
        task: 'restart',
      };
      const ask = { step: { type: 'reserved', data }, by: PEOPLE.budget, at: world.now() } as const;
      await appendBudget(world.ledger, await readBudget(world.ledger, of), ask);
      await world.advance(5 * SECOND);
    };
    await they(world, request, { type: 'declined', data: { because: 'no people' } });
    await reserve();
    await reserve();
    expect((await budgetOf(world)).costs.map(({ is }) => is)).toEqual(['released', 'released']);
    expect(await sums(world)).toEqual({ reserved: 0, spent: 0 });
  });

  it('comes back for an estimate that was made anew, though the work was done and reopened before anybody came by', async () => {
    const world = await worldOf();
    const request = await estimated(world, 1_000);
    await approve(world, request, 1_000);
    await world.advance(5 * SECOND);
    expect(await sums(world)).toEqual({ reserved: 0, spent: 100_000 });
    const steps: EscalationStep[] = [
      { type: 'estimated', data: { amount: 90_000, currency: 'EUR' } },
      { type: 'accepted', data: {} },
      { type: 'done', data: { heard: 'given' } },
      { type: 'reopened', data: { because: 'not yet' } },
    ];
    for (const step of steps) {
      const read = await readEscalation(world.ledger, escalationStream(request));
      if (read) await appendEscalation(world.ledger, read, { step, by: PEOPLE.vendor, at: world.now() });
    }
    await world.advance(5 * SECOND);
    expect(await sums(world)).toEqual({ reserved: 0, spent: 0 });
  });
});
