import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { NewIssue } from '../../../../bot/ports/tracker.ts';
import { describeTracker } from '../../../contracts/tracker.ts';
import { createFakeTracker } from '../../../fakes/tracker.ts';
import { openGithub } from './open-github.ts';

describeTracker('GitHub', async () => {
  const { tracker, store, order, close } = await openGithub();
  return {
    tracker,
    close,
    loseAnswer: () => order({ faults: [{ kind: 'server-error', after: true }] }),
    seen: () =>
      store.issues('acme/operations').map(({ title, labels, assignees, body, comments, state, reason }) => ({
        ...{ title, labels, assignees, texts: [body, ...comments.map((one) => one.body)] },
        ...(state === 'closed' && { closed: reason === 'completed' ? 'completed' : 'not-planned' }),
      })),
    commits: () => store.commits('acme/operations').map(({ path, message }) => ({ path, message })),
  };
});

describeTracker('the fake', async () => {
  const tracker = createFakeTracker();
  return {
    tracker,
    close: async () => undefined,
    loseAnswer: () => {
      tracker.losing = 1;
    },
    seen: () =>
      tracker.issues.map(({ title, labels, assignees, text, comments, closed }) => ({
        ...{ title, labels, assignees, texts: [text, ...comments] },
        ...(closed && { closed }),
      })),
    commits: () => tracker.commits.map(({ path, message }) => ({ path, message })),
  };
});

const ISSUE: NewIssue = {
  ...{ repository: 'acme/operations', title: 'One', text: 'Body', key: 'k' },
  ...{ labels: ['Critical'], assignees: [] },
};
const FRESH = { tried: false, since: 0 };

describe('what GitHub does not take now', () => {
  let github: Awaited<ReturnType<typeof openGithub>>;
  beforeAll(async () => {
    github = await openGithub({ timeoutMs: 200 });
  });
  beforeEach(() => github.order({ down: false }));
  afterAll(() => github.close());

  it.each([
    ['a limit that says for how long', { kind: 'rate-limit', retryAfter: 7 }, 7_000],
    ['a limit that does not', { kind: 'rate-limit' }, 60_000],
    ['a secondary limit, which comes as 403', { kind: 'secondary', retryAfter: 12 }, 12_000],
    ['a secondary limit without a time', { kind: 'secondary' }, 60_000],
    ['a limit of ten hours', { kind: 'rate-limit', retryAfter: 36_000 }, 3_600_000],
    ['a fault of its own', { kind: 'server-error' }, 30_000],
    ['a connection that ends', { kind: 'reset' }, 30_000],
    ['no answer at all', { kind: 'hang' }, 30_000],
  ] as const)('is to be asked again later: %s', async (_what, fault, retryAfter) => {
    github.order({ faults: [fault] });
    const before = github.store.issues('acme/operations').length;
    await expect(github.trackerWith('tok').open(ISSUE, FRESH)).rejects.toMatchObject({
      name: 'TrackerBusy',
      retryAfter,
    });
    expect(github.store.issues('acme/operations')).toHaveLength(before);
  });

  it('is asked nothing before a limit is over, whatever is wished, and is asked again then', async () => {
    let time = Date.now();
    const tracker = github.trackerWith('tok', () => time);
    const issues = () => github.store.issues('acme/operations').length;
    const before = issues();
    github.order({ faults: [{ kind: 'rate-limit', retryAfter: 7 }] });
    await expect(tracker.open(ISSUE, FRESH)).rejects.toMatchObject({ retryAfter: 7_000 });
    time += 3_000;
    const ref = { repository: ISSUE.repository, number: 1, url: '' };
    await expect(tracker.close(ref, 'completed')).rejects.toMatchObject({ retryAfter: 4_000 });
    await expect(tracker.open(ISSUE, FRESH)).rejects.toMatchObject({ retryAfter: 4_000 });
    expect(issues()).toBe(before);
    time += 4_000;
    await tracker.open(ISSUE, FRESH);
    expect(issues()).toBe(before + 1);
  });

  it('waits for people where the token is wrong or the repository is not there', async () => {
    const wrong = github.trackerWith('revoked');
    await expect(wrong.open(ISSUE, FRESH)).rejects.toMatchObject({ retryAfter: 600_000, why: '401' });
    const elsewhere = { ...ISSUE, repository: 'acme/nothing' };
    await expect(github.tracker.open(elsewhere, FRESH)).rejects.toMatchObject({ retryAfter: 600_000, why: '404' });
    const file = { repository: 'acme/nothing', path: 'a.md', message: 'm', bytes: new Uint8Array() };
    await expect(github.tracker.commit(file)).rejects.toMatchObject({ retryAfter: 600_000, why: '404' });
  });

  it('says nothing of the token in what it throws', async () => {
    github.order({ down: true });
    const error = await github.trackerWith('ghp_secret').open(ISSUE, FRESH).catch(String);
    expect(error).toContain('503');
    expect(error).not.toContain('ghp_secret');
  });

  it('opens without somebody whom GitHub does not let have issues there, and says so', async () => {
    const ref = await github.tracker.open({ ...ISSUE, assignees: ['octo-owner', 'left-us'] }, FRESH);
    const made = github.store.issue('acme/operations', ref.number);
    expect(made).toMatchObject({ assignees: [], body: expect.stringContaining('octo-owner, left-us') });
  });

  it('finds its own issue beyond the first page, and takes nobody’s for it that only looks like it', async () => {
    const { store, tracker } = github;
    const own = await tracker.open({ ...ISSUE, key: 'tracked#run#1:abc' }, FRESH);
    const other = { repository: 'acme/operations', title: 'x', labels: [], assignees: [] };
    for (let n = 0; n < 101; n += 1) store.open({ ...other, body: '<!-- remit:tracked#run#1:abcd -->' });
    const since = Date.now() - 60_000;
    expect(await tracker.open({ ...ISSUE, key: 'tracked#run#1:abc' }, { tried: true, since })).toEqual(own);
  });

  it('reads a file again that somebody else changed meanwhile', async () => {
    const file = { repository: 'acme/operations', path: 'r.md', message: 'm', bytes: Buffer.from('one') };
    await github.tracker.commit(file);
    github.order({ faults: [{ kind: 'conflict', method: 'PUT' }] });
    await github.tracker.commit({ ...file, bytes: Buffer.from('two') });
    expect(github.store.read('acme/operations', 'r.md')?.toString()).toBe('two');
    github.order({ faults: [{ kind: 'conflict', method: 'PUT', times: 3 }] });
    const third = github.tracker.commit({ ...file, bytes: Buffer.from('three') });
    await expect(third).rejects.toMatchObject({ name: 'TrackerBusy', why: 'moved' });
  });

  it('leaves a file alone that a rule of its branch forbids, until somebody has seen to it', async () => {
    github.order({ faults: [{ kind: 'branch-rule', method: 'PUT' }] });
    const bytes = Buffer.from('# One');
    const file = { repository: 'acme/operations', path: 'rule.md', message: 'Report', bytes };
    await expect(github.tracker.commit(file)).rejects.toMatchObject({ name: 'TrackerBusy', why: '409' });
    await expect(github.tracker.commit(file)).resolves.toContain('rule.md');
  });
});
