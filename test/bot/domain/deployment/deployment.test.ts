import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Person, REMIT, type Role } from '../../../../bot/domain/actor.ts';
import { type DeploymentAct, decideAct } from '../../../../bot/domain/deployment/act.ts';
import {
  type DeploymentStory,
  nextDeployment,
  type StageTold,
  tellDeployment,
} from '../../../../bot/domain/deployment/apply.ts';
import type { DeploymentEvent, DeploymentStep } from '../../../../bot/domain/deployment/event.ts';
import { earlierOf, leftOf, progressBy, progressOf } from '../../../../bot/domain/deployment/progress.ts';
import { remindAt, untilQuiet } from '../../../../bot/domain/deployment/quiet.ts';
import { span, writeReport } from '../../../../bot/domain/deployment/report.ts';
import { isOver, type StageIs, type StageState } from '../../../../bot/domain/deployment/state.ts';
import { HOUR, MINUTE } from '../../../../bot/domain/instant.ts';
import { STATE_LIMIT } from '../../../../bot/domain/ledger/draft.ts';
import { shippedStages } from '../../../../data/shipped-stages.ts';

const SATURDAY = Date.UTC(2026, 10, 21, 12);
const DAY = 24 * HOUR;
const WHO = { team: 'T0ACME', user: 'U0OPERATOR' };
const VENDOR = 'Virtuozzo Team';

function somebody(...roles: Role[]): Person {
  return { ...WHO, id: 'p1', grants: roles.map((role) => ({ role })) };
}

const operator = somebody('operator');

function begun(name = 'acme-eu'): DeploymentStory {
  const place = { team: 'T0ACME', channel: 'C0OPS' };
  const data = { source: 'say 1', name, place, list: shippedStages() };
  return tellDeployment('4KQ7M', [{ type: 'started', data, seq: 0, at: SATURDAY, by: WHO }]);
}

/** The story after steps, an hour apart. */
function following(story: DeploymentStory, ...steps: DeploymentStep[]): DeploymentStory {
  return steps.reduce((told, step) => {
    const event = { ...step, seq: told.seq + 1, at: SATURDAY + (told.seq + 1) * HOUR, by: WHO } as DeploymentEvent;
    return nextDeployment(told, event);
  }, story);
}

const decide = (story: DeploymentStory, act: DeploymentAct, by: Person = operator) =>
  decideAct(story, by, { act, now: SATURDAY + 100 * HOUR });

const done = (stage: number): DeploymentStep => ({ type: 'done', data: { stage, because: 'Vera, by phone' } });
const asked = (stage: number): DeploymentStep => ({ type: 'asked', data: { stage } });
const taken: DeploymentStep = { type: 'taken', data: { stage: 13 } };
const requested = (stage: number, request: string, ask: number): DeploymentStep => ({
  type: 'requested',
  data: { stage, request, ask },
});
const stageOf = (story: DeploymentStory, wanted: number) => {
  const stage = story.stages.find(({ order }) => order === wanted);
  if (!stage) throw new Error(`no stage ${wanted}`);
  return stage;
};
const all = Array.from({ length: 31 }, (_, at) => done(at + 1));

describe('an act on a deployment', () => {
  it.each<[string, DeploymentStep[], DeploymentAct, DeploymentStep]>([
    ['begins a stage of ours', [], { is: 'begin', stage: 4 }, { type: 'begun', data: { stage: 4 } }],
    ['marks a stage of ours without a reason', [], { is: 'done', stage: 4 }, { type: 'done', data: { stage: 4 } }],
    [
      'marks a stage of the vendor’s with who said so, asked or not',
      [asked(10)],
      { is: 'done', stage: 10, because: 'Vera' },
      { type: 'done', data: { stage: 10, because: 'Vera' } },
    ],
    [
      'leaves out what is only to be done if applicable',
      [],
      { is: 'skip', stage: 30, because: 'no billing' },
      { type: 'skipped', data: { stage: 30, because: 'no billing' } },
    ],
    ['asks the vendor for a stage of its own', [], { is: 'ask', stage: 10 }, { type: 'asked', data: { stage: 10 } }],
    ['takes the shared stage', [], { is: 'ask', stage: 13, side: 'owner' }, { type: 'taken', data: { stage: 13 } }],
    ['asks the vendor for the shared stage', [], { is: 'ask', stage: 13, side: 'vendor' }, asked(13)],
    ['gives a taken stage to the vendor', [taken], { is: 'ask', stage: 13, side: 'vendor' }, asked(13)],
    [
      'marks the shared stage once it is ours',
      [taken],
      { is: 'done', stage: 13 },
      { type: 'done', data: { stage: 13 } },
    ],
    ['takes a mark back', [done(7)], { is: 'reopen', stage: 7 }, { type: 'reopened', data: { stage: 7 } }],
    ['reopens what was finished', all, { is: 'reopen', stage: 31 }, { type: 'reopened', data: { stage: 31 } }],
    ['gives it up', all, { is: 'close', because: 'no' }, { type: 'closed', data: { because: 'no' } }],
  ])('%s', (_title, before, act, step) => {
    expect(decide(following(begun(), ...before), act)).toEqual({ ok: true, value: step });
  });

  it.each<[string, DeploymentStep[], DeploymentAct, object]>([
    ['a stage below the first', [], { is: 'begin', stage: 0 }, { reason: 'no-such-stage', stage: 0, most: 31 }],
    ['a stage past the last', [], { is: 'done', stage: 32 }, { reason: 'no-such-stage', stage: 32, most: 31 }],
    ['to begin one of the vendor’s', [], { is: 'begin', stage: 10 }, { reason: 'not-ours', vendor: VENDOR }],
    ['to mark one of the vendor’s without who said so', [], { is: 'done', stage: 10 }, { reason: 'whose-word' }],
    ['to begin a shared one before it is decided', [], { is: 'begin', stage: 13 }, { reason: 'which-party' }],
    ['to mark a shared one before it is decided', [], { is: 'done', stage: 13 }, { reason: 'which-party' }],
    ['to ask for a shared one without saying of whom', [], { is: 'ask', stage: 13 }, { reason: 'which-party' }],
    ['to ask the vendor for one of ours', [], { is: 'ask', stage: 4 }, { reason: 'not-vendors', vendor: VENDOR }],
    ['to take one of the vendor’s', [], { is: 'ask', stage: 10, side: 'owner' }, { reason: 'not-ours' }],
    [
      'to take what the vendor is asked for',
      [asked(13)],
      { is: 'ask', stage: 13, side: 'owner' },
      { reason: 'still-asked' },
    ],
    ['to take what is taken', [taken], { is: 'ask', stage: 13, side: 'owner' }, { reason: 'already' }],
    ['to ask twice', [asked(10)], { is: 'ask', stage: 10 }, { reason: 'already' }],
    ['to mark twice', [done(4)], { is: 'done', stage: 4 }, { reason: 'already' }],
    ['to begin what is done', [done(4)], { is: 'begin', stage: 4 }, { reason: 'already' }],
    ['to leave out what has to be done', [], { is: 'skip', stage: 9, because: 'x' }, { reason: 'not-optional' }],
    ['to leave out what is optional in part', [], { is: 'skip', stage: 13, because: 'x' }, { reason: 'not-optional' }],
    ['to leave out what is done', [done(8)], { is: 'skip', stage: 8, because: 'x' }, { reason: 'already' }],
    ['to reopen what is open', [], { is: 'reopen', stage: 4 }, { reason: 'already' }],
    ['to reopen what the vendor is asked for', [asked(10)], { is: 'reopen', stage: 10 }, { reason: 'still-asked' }],
    ['to put off what is finished', all, { is: 'snooze', days: 5 }, { reason: 'over-already', state: 'finished' }],
    [
      'anything of what is given up',
      [{ type: 'closed', data: { because: 'x' } }],
      { is: 'begin', stage: 4 },
      { reason: 'over-already', state: 'closed' },
    ],
  ])('refuses %s', (_title, before, act, error) => {
    expect(decide(following(begun(), ...before), act)).toMatchObject({ ok: false, error });
  });

  it.each<[Role[], boolean]>([
    [['operator'], true],
    [['admin'], true],
    [['approver'], false],
    [['budget-holder', 'on-call'], false],
    [[], false],
  ])('is for people with %j: %s', (roles, may) => {
    const act: DeploymentAct = { is: 'begin', stage: 4 };
    expect(decide(begun(), act, somebody(...roles)).ok).toBe(may);
  });

  it('counts a role that has lapsed as none', () => {
    const lapsed: Person = { ...operator, grants: [{ role: 'operator', until: SATURDAY }] };
    expect(decide(begun(), { is: 'begin', stage: 4 }, lapsed)).toEqual({
      ok: false,
      error: { reason: 'no-role', needed: 'operator' },
    });
  });
});

describe('the story of a deployment', () => {
  it('is finished with the last stage, runs again with a stage reopened, and keeps its first end', () => {
    const finished = following(begun(), ...all);
    expect(finished).toMatchObject({ state: { is: 'finished' }, over: { at: SATURDAY + 31 * HOUR } });
    const again = following(finished, { type: 'reopened', data: { stage: 31 } });
    expect(again.state.is).toBe('running');
    expect(again.over).toBeUndefined();
    expect(stageOf(again, 31)).not.toHaveProperty('ended');
  });

  it('keeps the first end when Remit notes the end of a request afterwards', () => {
    const asking = following(begun(), asked(10), requested(10, 'AAAAA', 1), ...all);
    const noted = following(asking, { type: 'unasked', data: { stage: 10, request: 'AAAAA', how: 'done' } });
    expect(noted.over).toEqual(asking.over);
    expect(stageOf(noted, 10)).toMatchObject({ is: 'done' });
    expect(stageOf(noted, 10)).not.toHaveProperty('request');
  });

  it('opens a stage whose request was taken back, and leaves a shared one undecided', () => {
    const told = following(begun(), asked(13), requested(13, 'AAAAA', 1), {
      type: 'unasked',
      data: { stage: 13, request: 'AAAAA', how: 'withdrawn' },
    });
    expect(stageOf(told, 13)).toEqual({ ...shippedStages().stages[12], is: 'open' });
  });

  it('keeps asking when the request of an earlier time ends', () => {
    const told = following(
      begun(),
      asked(10),
      requested(10, 'AAAAA', 1),
      done(10),
      { type: 'reopened', data: { stage: 10 } },
      asked(10),
      { type: 'unasked', data: { stage: 10, request: 'AAAAA', how: 'withdrawn' } },
    );
    expect(stageOf(told, 10)).toMatchObject({ is: 'asked', asked: { seq: 5 } });
    expect(told.unrequested).toEqual([{ stage: 10, seq: 5 }]);
  });

  it('says what is before a stage, what is left of whom, and how far each party is', () => {
    const told = following(begun(), done(1), done(3), asked(9));
    expect(earlierOf(told, 6)).toEqual([2, 4, 5]);
    expect(leftOf(told).owner.map(({ order }) => order)).toEqual([2, 4, 5, 6, 7, 8]);
    expect(leftOf(told).undecided.map(({ order }) => order)).toEqual([13]);
    expect(progressBy(told, 'owner')).toEqual({ over: 1, all: 7 });
    expect(progressBy(told, 'vendor')).toEqual({ over: 1, all: 23 });
    expect(progressOf(told)).toEqual({ over: 2, all: 31 });
  });

  it('takes whatever a person may do, in any order, and stays what it has to be', () => {
    const act = fc.oneof(
      fc.record({ is: fc.constant('begin' as const), stage: fc.integer({ min: 0, max: 33 }) }),
      fc.record({
        is: fc.constant('done' as const),
        stage: fc.integer({ min: 0, max: 33 }),
        because: fc.constant('said'),
      }),
      fc.record({
        is: fc.constant('skip' as const),
        stage: fc.integer({ min: 1, max: 31 }),
        because: fc.constant('n/a'),
      }),
      fc.record({ is: fc.constant('reopen' as const), stage: fc.integer({ min: 1, max: 31 }) }),
      fc.record({
        is: fc.constant('ask' as const),
        stage: fc.integer({ min: 1, max: 31 }),
        side: fc.constantFrom('owner' as const, 'vendor' as const),
      }),
      fc.constantFrom<DeploymentAct>({ is: 'snooze', days: 3 }),
      fc.constantFrom('worker' as const),
    );
    fc.assert(
      fc.property(fc.array(act, { maxLength: 120 }), (acts) => {
        let story = begun();
        for (const one of acts) {
          const step = one === 'worker' ? workerStep(story) : stepOf(story, one);
          if (step) story = following(story, step);
          holds(story);
        }
      }),
      { numRuns: 60 },
    );
  });

  function stepOf(story: DeploymentStory, act: DeploymentAct): DeploymentStep | undefined {
    const decided = decide(story, act);
    return decided.ok ? decided.value : undefined;
  }

  /** What Remit notes: a request that was prepared, or the end of one that nobody needs. */
  function workerStep(story: DeploymentStory): DeploymentStep | undefined {
    const over = story.stages.find(({ request, is }) => request !== undefined && is !== 'asked');
    if (over?.request) return { type: 'unasked', data: { stage: over.order, request: over.request, how: 'withdrawn' } };
    const [ask] = story.unrequested;
    return ask && requested(ask.stage, `Q${ask.seq}`, ask.seq);
  }

  const MAY: Record<StageIs, (stage: StageTold) => boolean> = {
    open: () => true,
    begun: ({ parties }) => parties.includes('owner'),
    asked: ({ parties }) => parties.includes('vendor'),
    done: () => true,
    'not-applicable': ({ ifApplicable }) => ifApplicable === 'whole',
  };

  function stageHolds(stage: StageTold, head: StageState | undefined): void {
    const { is, side, request, order } = stage;
    expect(MAY[is](stage)).toBe(true);
    expect(side === undefined || order === 13).toBe(true);
    expect(isOver(stage)).toBe(stage.ended !== undefined);
    expect(head).toEqual({ is, ...(side && { side }), ...(request && { request }) });
  }

  function holds(story: DeploymentStory): void {
    for (const [at, stage] of story.stages.entries()) stageHolds(stage, story.state.stages[at]);
    const left = leftOf(story);
    const { over, all: count } = progressOf(story);
    expect(left.owner.length + left.vendor.length + left.undecided.length).toBe(count - over);
    expect(story.state.is).toBe(over === count ? 'finished' : 'running');
    expect(story.over !== undefined).toBe(story.state.is === 'finished');
  }

  it('has a head of less than 8 KB with every stage asked for and a name as long as names are', () => {
    const full = shippedStages().stages.flatMap(({ order, parties }, at) =>
      parties.includes('vendor') ? [asked(order), requested(order, `E${at}`.padEnd(5, '0'), at)] : [],
    );
    const story = following(begun('a'.repeat(63)), ...full);
    expect(JSON.stringify(story.state).length).toBeLessThan(STATE_LIMIT / 2);
  });
});

describe('a reminder', () => {
  it.each([
    ['Saturday noon', SATURDAY, 2, Date.UTC(2026, 10, 24, 12)],
    ['Friday evening', Date.UTC(2026, 10, 20, 20), 1, Date.UTC(2026, 10, 23, 20)],
    ['Monday', Date.UTC(2026, 10, 23, 9), 5, Date.UTC(2026, 10, 30, 9)],
  ])('counts working days from %s', (_when, from, days, at) => {
    expect(untilQuiet(from, days)).toBe(at);
  });

  it('comes after two working days without a move, as often as nothing moves, and not before what it was put off to', () => {
    const story = begun();
    expect(remindAt(story)).toBe(Date.UTC(2026, 10, 24, 12));
    expect(remindAt(story, { deploymentQuietDays: 1 })).toBe(Date.UTC(2026, 10, 23, 12));
    const reminded = nextDeployment(story, { type: 'reminded', data: {}, seq: 1, at: remindAt(story), by: REMIT });
    expect(remindAt(reminded)).toBe(Date.UTC(2026, 10, 26, 12));
    const snoozed = following(reminded, { type: 'snoozed', data: { until: SATURDAY + 30 * DAY } });
    expect(remindAt(snoozed)).toBe(SATURDAY + 30 * DAY);
    expect(remindAt(following(snoozed, done(4)))).toBeLessThan(SATURDAY + 30 * DAY);
  });
});

describe('the report', () => {
  const report = (story: DeploymentStory) =>
    writeReport(story, { now: SATURDAY + 100 * HOUR, nameOf: () => 'Olga' }).split('\n');

  it('has a line for each stage: party, state, who, when, how long, and what was said', () => {
    const told = following(begun(), { type: 'begun', data: { stage: 2 } }, done(2), asked(10), taken);
    const lines = report(told);
    expect(lines).toContain(
      "| 2 | Domains' delegation configuration | Platform Owner | done | Olga | 2026-11-21 14:00 | 1 h | Vera, by phone |",
    );
    expect(lines).toContain(
      '| 10 | Virtuozzo OS installation (all servers) | Virtuozzo Team | asked of the vendor | Olga | 2026-11-21 15:00 | 4 d 1 h so far |  |',
    );
    expect(lines.filter((line) => /^\| [0-9]+ \|/.test(line))).toHaveLength(31);
    expect(lines).toContain('- Platform Owner: 1 of 8 stages, worked on for 1 h in all');
    expect(lines).toContain('- written 2026-11-25 16:00, 4 d 4 h after the start');
  });

  it('says of the shared stage that either does it until somebody has said which', () => {
    expect(report(begun()).find((line) => line.startsWith('| 13 |'))).toContain('Virtuozzo Team or Platform Owner');
  });

  it('takes nothing of what people write for markup', () => {
    const nasty = 'x | y\n| 99 | [a](http://b) <!here> `c`';
    const lines = report(following(begun(), { type: 'done', data: { stage: 4, because: nasty } }));
    expect(lines.filter((line) => /^\| [0-9]+ \|/.test(line))).toHaveLength(31);
    expect(lines.find((line) => line.startsWith('| 4 |'))).toContain(
      'x \\| y \\| 99 \\| \\[a\\](http://b) \\<!here\\> \\`c\\`',
    );
  });

  it.each([
    [0, '0 min'],
    [59 * MINUTE, '59 min'],
    [HOUR, '1 h'],
    [DAY + 90 * MINUTE, '1 d 1 h'],
    [2 * DAY, '2 d'],
  ])('says %d ms as %s', (ms, words) => {
    expect(span(ms)).toBe(words);
  });
});
