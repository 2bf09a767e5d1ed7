import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE, SECOND } from '../../../bot/domain/instant.ts';
import { appendEscalation, escalationStream, readEscalation } from '../../../bot/flow/escalation/append-escalation.ts';
import { findOf } from '../../../bot/flow/escalation/find.ts';
import { commitReport, FILE_MOST } from '../../../bot/flow/tracked/log-issue.ts';
import { commands } from '../../../commands/index.ts';
import { crashAt } from '../../fakes/crash.ts';
import { PEOPLE } from './people.ts';
import { aTarget, createWorld, type Settings, TARGETS, type World } from './world.ts';

const issues = { repository: 'acme/operations', circleOwners: ['octo-owner'] };
const logging = (more: Settings['policy'] = {}) => createWorld({ policy: { issues, ...more } });

async function approved(world: World, sentence = 'restart nginx on host-7 because "worker leak"'): Promise<string> {
  const id = await world.ask('operator', sentence);
  await world.settle();
  await world.say('approver', `approve R-${id}`);
  await world.advance(MINUTE);
  return id;
}

const trackedOf = ({ ledger }: World, of: string) =>
  (ledger.streams.get(`tracked#${of}`) ?? []).map(({ type }) => type);
const dueOf = ({ ledger }: World) =>
  [...ledger.streams].filter(([stream, events]) => stream.startsWith('tracked#') && events.some(({ due }) => due));

async function healthOf(world: World) {
  const answer = await world.say('operator', 'health');
  const line = answer.is === 'health' ? answer.lines.find(({ part }) => part === 'issues') : undefined;
  return line && { well: line.well, detail: line.detail };
}

describe('a run that does more than read', () => {
  it('is an issue as soon as it is planned, and closed with what became of it', async () => {
    const world = await logging();
    const id = await world.ask('operator', 'restart nginx on host-7 because "worker leak"');
    await world.advance(MINUTE);
    expect(world.tracker.issues).toMatchObject([
      { repository: 'acme/operations', labels: ['Major'], assignees: [], comments: [] },
    ]);
    const [issue] = world.tracker.issues;
    expect(issue?.title).toBe(`R-${id} restart nginx on host-7 because "worker leak"`);
    expect(issue?.text).toContain('- Asked by `operator`\n- Because: `worker leak`');
    expect(issue?.text).toContain('- Targets: `host-7` (production)');
    expect(issue?.closed).toBeUndefined();
    await world.say('approver', `approve R-${id}`);
    await world.advance(MINUTE);
    expect(issue).toMatchObject({ closed: 'completed', comments: [expect.stringContaining('**Done on every host**')] });
    expect(issue?.comments[0]).toMatch(/- Approved by `approver`\n.*- `host-7`: succeeded · [0-9.]+ s$/s);
    expect(trackedOf(world, `run#${id}`)).toEqual(['issue-wanted', 'opened', 'end-wanted', 'closed']);
    expect(dueOf(world)).toEqual([]);
  });

  it('is linked from its card, in every state that the card shows from then on', async () => {
    const world = await logging();
    const links: (string | undefined)[] = [];
    const { updateCard } = world.chat;
    world.chat.updateCard = async (ref, story, beside) => {
      if (ref.channel === 'C0OPS') links.push(beside?.issue?.url);
      return updateCard(ref, story, beside);
    };
    world.replaceProcess();
    const id = await approved(world);
    expect(links[0]).toBe('https://github.example/acme/operations/issues/1');
    expect(new Set(links).size).toBe(1);
    expect((await world.story(id)).state).toMatchObject({ is: 'finished' });
  });

  it.each([
    ['denied', 'deny R-', 'Denied: nothing was run'],
    ['cancelled', 'cancel R-', 'Cancelled before it ran'],
  ])('is closed as not planned when it is %s', async (_how, act, words) => {
    const world = await logging();
    const id = await world.ask('operator', 'restart nginx on host-7');
    await world.settle();
    await world.say(act.startsWith('deny') ? 'approver' : 'operator', `${act}${id} because "not now"`);
    await world.advance(MINUTE);
    expect(world.tracker.issues).toMatchObject([{ closed: 'not-planned', comments: [expect.stringContaining(words)] }]);
  });

  it('shows nothing of what hosts print, and no secret of what people type', async () => {
    const world = await logging();
    const output = 'password=hunter2hunter2\nboom\n';
    world.hosts.endings.set('i-host-7', { details: 'Failed', exitCode: 3, output });
    await approved(world, 'restart nginx on host-7 because "token=abcdefghijklmnop1234"');
    const [issue] = world.tracker.issues;
    expect(issue?.comments[0]).toMatch(/\*\*Failed\*\*.*- `host-7`: failed · `Failed` · exit 3/s);
    expect(JSON.stringify(issue)).not.toMatch(/hunter2|boom|abcdefghijklmnop/);
  });

  it('stays open as long as nobody knows what became of a host, and is closed once it is settled', async () => {
    const world = await logging();
    world.hosts.endings.set('i-host-7', 'silent');
    const id = await approved(world);
    await world.advance(10 * MINUTE);
    const [issue] = world.tracker.issues;
    expect(issue?.comments).toEqual([expect.stringContaining(`/ops settle R-${id} <host> as done`)]);
    expect(issue?.closed).toBeUndefined();
    await world.say('approver', `settle R-${id} host-7 as done because "looked"`);
    await world.advance(MINUTE);
    expect(issue).toMatchObject({ closed: 'completed', comments: [expect.anything(), expect.anything()] });
  });

  it('goes to the circle owner when it is critical', async () => {
    const priorities = [{ environment: 'production', risk: 'disruptive', priority: 'critical' }] as const;
    const world = await logging({ priorities: [...priorities] });
    await approved(world);
    expect(world.tracker.issues).toMatchObject([{ labels: ['Critical'], assignees: ['octo-owner'] }]);
  });
});

describe('what is not logged', () => {
  it('is what only reads, what is refused before there is a plan, and everything where the policy names no repository', async () => {
    const world = await logging();
    await world.ask('operator', 'processes on host-7');
    await world.ask('operator', 'restart nginx on infra-db').catch(() => undefined);
    await world.advance(MINUTE);
    const off = await createWorld();
    await approved(off);
    expect(await healthOf(off)).toEqual({ well: true, detail: 'not logged: the policy names no repository' });
    expect([...world.tracker.calls, ...off.tracker.calls]).toEqual([]);
    expect([...off.ledger.streams.keys()].filter((stream) => stream.startsWith('tracked#'))).toEqual([]);
  });
});

describe('a change of records', () => {
  it('is an issue while a second admin is wanted, and closed by what became of it', async () => {
    const world = await logging();
    const said = await world.say('admin', 'grant approver to <@U0DEVELOPER> because "on call"');
    expect(said.is).toBe('proposed');
    await world.advance(MINUTE);
    const [issue] = world.tracker.issues;
    expect(issue).toMatchObject({ labels: ['Major'], comments: [] });
    expect(issue?.title).toMatch(/ grant approver to developer because "on call"$/);
    expect(issue?.text).toContain('`grant approver to developer because "on call"`\n\n- Proposed by `admin`');
    const name = /^C-[0-9A-Z]{5}/.exec(issue?.title ?? '')?.[0];
    await world.say('admin-2', `confirm ${name}`);
    await world.advance(MINUTE);
    expect(issue).toMatchObject({ closed: 'completed' });
    expect(issue?.comments[0]).toContain('- Confirmed by `admin-2`');
  });
});

describe('a task of the vendor', () => {
  const EDIT = 'restart nginx on infra-gate because "load"';
  const prepared = async () => {
    const world = await createWorld({
      policy: { issues },
      commands: commands.map((one) => (one.name === 'restart' ? { ...one, activity: 'editing-system-files' } : one)),
      targets: [...TARGETS, aTarget('infra-gate', { kind: 'infrastructure-container' })],
    });
    const run = await world.ask('operator', EDIT);
    await world.advance(5 * SECOND);
    return { world, request: (await findOf(world.ledger, run)) ?? '' };
  };

  it('is an issue once it is sent, under the priority that it was sent with, and of the circle owner when that is critical', async () => {
    const { world, request } = await prepared();
    await world.advance(MINUTE);
    expect(world.tracker.issues).toEqual([]);
    await world.say('approver', `send E-${request} as critical`);
    await world.advance(MINUTE);
    const [issue] = world.tracker.issues;
    expect(issue).toMatchObject({ labels: ['Critical'], assignees: ['octo-owner'], comments: [] });
    expect(issue?.title).toBe(`E-${request} ${EDIT}`);
    expect(issue?.text).toContain('- Asked of: `Virtuozzo Team`\n- Asked by `operator`\n- Sent by `approver`');
    const read = await readEscalation(world.ledger, escalationStream(request));
    const step = { type: 'done', data: { because: 'they said so' } } as const;
    if (read) await appendEscalation(world.ledger, read, { step, by: PEOPLE.operator, at: world.now() });
    await world.advance(MINUTE);
    expect(issue).toMatchObject({ closed: 'completed', comments: [expect.stringContaining('they said so')] });
    expect(dueOf(world)).toEqual([]);
  });

  it('is none when it is withdrawn before it was sent, and not planned when it is after', async () => {
    const never = await prepared();
    await never.world.say('operator', `withdraw E-${never.request}`);
    await never.world.advance(MINUTE);
    expect(never.world.tracker.issues).toEqual([]);
    const { world, request } = await prepared();
    await world.say('approver', `send E-${request}`);
    await world.advance(MINUTE);
    await world.say('operator', `withdraw E-${request}`);
    await world.advance(MINUTE);
    expect(world.tracker.issues).toMatchObject([{ closed: 'not-planned', labels: ['Major'] }]);
  });
});

describe('a tracker that is down', () => {
  it('holds up no run, loses nothing in three hours, and doubles nothing when it is back', async () => {
    const world = await logging();
    world.tracker.busy = { retryAfter: 30 * SECOND };
    const ids = [await approved(world), await approved(world, 'restart nginx on host-8')];
    for (const id of ids) expect((await world.story(id)).state).toMatchObject({ is: 'finished', verdict: 'succeeded' });
    await world.advance(3 * HOUR);
    expect(world.tracker.issues).toEqual([]);
    expect(world.logged).not.toContain('error parked');
    expect(await healthOf(world)).toEqual({ well: false, detail: 'logged in acme/operations, 2 not there yet' });
    world.tracker.busy = undefined;
    await world.advance(3 * MINUTE);
    expect(world.tracker.issues.map(({ closed, comments }) => [closed, comments.length])).toEqual([
      ['completed', 1],
      ['completed', 1],
    ]);
    expect(dueOf(world)).toEqual([]);
    expect(await healthOf(world)).toEqual({ well: true, detail: 'logged in acme/operations' });
  });

  it('has everything in order once there is more to log, after an entry of it was parked', async () => {
    const world = await logging();
    const { open } = world.tracker;
    world.tracker.open = async () => {
      throw new Error('the tracker takes no such issue');
    };
    world.replaceProcess();
    const id = await world.ask('operator', 'restart nginx on host-7');
    await world.advance(25 * MINUTE);
    expect(world.logged.filter((line) => line === 'error parked')).toHaveLength(1);
    world.tracker.open = open;
    world.replaceProcess();
    await world.say('approver', `deny R-${id}`);
    await world.advance(3 * MINUTE);
    expect(world.tracker.issues).toMatchObject([{ closed: 'not-planned', comments: [expect.anything()] }]);
  });

  it('is not asked again before it says', async () => {
    const world = await logging();
    world.tracker.busy = { retryAfter: 10 * MINUTE };
    await approved(world);
    const asked = world.tracker.calls.length;
    await world.advance(8 * MINUTE);
    expect(world.tracker.calls.length - asked).toBe(0);
    await world.advance(3 * MINUTE);
    expect(world.tracker.calls.length - asked).toBe(1);
  });

  it.each([1, 2, 3, 4])('doubles nothing when %s answers in a row are lost', async (losing) => {
    const world = await logging();
    world.tracker.losing = losing;
    await approved(world);
    await world.advance(10 * MINUTE);
    expect(world.tracker.issues.map(({ closed, comments }) => [closed, comments.length])).toEqual([['completed', 1]]);
  });
});

describe('a worker that dies', () => {
  const lived = async (at?: number) => {
    const world = await logging();
    const crash = crashAt(at);
    world.replaceProcess(crash);
    await world.call(({ receive }) => receive(world.request('operator', 'restart nginx on host-4')));
    await world.advance(12 * MINUTE);
    return { world, crash };
  };

  it('leaves one issue, closed with one word, wherever it dies around the tracker', async () => {
    const { points } = (await lived()).crash;
    const near = points.flatMap((point, at) => (point.includes('tracker') ? [at - 1, at, at + 1] : []));
    expect(near.length).toBeGreaterThanOrEqual(18); // opened, said, closed: before and after each
    for (const at of new Set(near)) {
      const { world } = await lived(at);
      const left = world.tracker.issues.map(({ closed, comments }) => [closed, comments.length]);
      expect(left, `dead at ${points[at]} (${at})`).toEqual([['completed', 1]]);
      expect(dueOf(world), `dead at ${points[at]} (${at})`).toEqual([]);
    }
  });
});

describe('a report', () => {
  const file = {
    repository: 'acme/incident_reports',
    path: '2026/7QK2P.md',
    message: 'Report of I-7QK2P',
    text: '# One',
  };

  it('is committed once a version', async () => {
    const world = await logging();
    const { outside } = world;
    await commitReport(outside, 'report#incident#7QK2P', file);
    await world.advance(MINUTE);
    await commitReport(outside, 'report#incident#7QK2P', file);
    await commitReport(outside, 'report#incident#7QK2P', { ...file, text: '# Two' });
    await world.advance(MINUTE);
    expect(world.tracker.commits.map(({ text }) => text)).toEqual(['# One', '# Two']);
    const head = await world.ledger.head('tracked#report#incident#7QK2P');
    expect(JSON.parse(head?.state ?? '')).toEqual({
      is: 'done',
      file: 'https://github.example/acme/incident_reports/blob/main/2026/7QK2P.md',
    });
  });

  it('fits into the record', async () => {
    const world = await logging();
    const long = commitReport(world.outside, 'report#x', { ...file, text: 'x'.repeat(FILE_MOST + 1) });
    await expect(long).rejects.toThrow('250001 bytes');
  });
});
