import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { IssueNow } from '../../bot/domain/tracked/event.ts';
import type { IssueRef } from '../../bot/domain/tracked/story.ts';
import type { NewIssue, Tracker } from '../../bot/ports/tracker.ts';

export type SeenIssue = {
  title: string;
  labels: string[];
  assignees: string[];
  texts: string[];
  closed?: 'completed' | 'not-planned';
};

export type TrackerBench = {
  tracker: Tracker;
  /** The next call is done, and its answer is lost. */
  loseAnswer(): void;
  seen(): SeenIssue[];
  commits(): { path: string; message: string }[];
  close(): Promise<void>;
};

const REPOSITORY = 'acme/operations';
const FRESH = { tried: false, since: 0 };
const AGAIN = { tried: true, since: 0 };

function issue(key: string, more: Partial<NewIssue> = {}): NewIssue {
  const plain = { repository: REPOSITORY, labels: ['Major'], assignees: [] };
  return { ...plain, title: `about ${key}`, text: `the body of ${key}`, key, ...more };
}

export function describeTracker(name: string, open: () => Promise<TrackerBench>): void {
  describe(`${name} keeps the contract of the tracker`, () => {
    let bench: TrackerBench;
    beforeAll(async () => {
      bench = await open();
    });
    afterAll(() => bench.close());
    const seen = (title: string) => bench.seen().filter((one) => one.title === title);

    it('opens an issue with its labels and whose it is, says things on it, and closes it', async () => {
      const { tracker } = bench;
      const ref = await tracker.open(issue('one', { assignees: ['octo-owner'] }), FRESH);
      expect(ref).toEqual({ repository: REPOSITORY, number: expect.any(Number), url: expect.stringMatching(/^http/) });
      await tracker.comment(ref, { text: 'it goes on', key: 'one:1' }, FRESH);
      await tracker.close(ref, 'completed');
      const [found] = seen('about one');
      expect(found).toMatchObject({ labels: ['Major'], assignees: ['octo-owner'], closed: 'completed' });
      expect(found?.texts).toEqual([expect.stringContaining('the body of one'), expect.stringContaining('it goes on')]);
    });

    it('puts labels in place of others and leaves the rest, adds people who can have issues, and opens it again', async () => {
      const { tracker } = bench;
      const ref = await tracker.open(issue('moved', { labels: ['Major', 'customers'], assignees: [] }), FRESH);
      await tracker.close(ref, 'completed');
      const now: IssueNow = { labels: ['Critical'], instead: ['Major'], assignees: ['octo-owner'], open: true };
      for (const _twice of [1, 2]) await tracker.change(ref, now);
      await tracker.change(ref, {});
      const [found] = seen('about moved');
      expect(found).toMatchObject({ labels: ['customers', 'Critical'], assignees: ['octo-owner'] });
      expect(found?.closed).toBeUndefined();
    });

    it('tells what was not planned from what was done', async () => {
      const ref = await bench.tracker.open(issue('denied'), FRESH);
      await bench.tracker.close(ref, 'not-planned');
      await bench.tracker.close(ref, 'not-planned');
      expect(seen('about denied')).toMatchObject([{ closed: 'not-planned' }]);
    });

    it('doubles nothing whose answer was lost', async () => {
      const { tracker } = bench;
      const lost = async (act: () => Promise<unknown>) => {
        bench.loseAnswer();
        await expect(act()).rejects.toMatchObject({ name: 'TrackerBusy' });
      };
      await lost(() => tracker.open(issue('lost'), FRESH));
      const ref: IssueRef = await tracker.open(issue('lost'), AGAIN);
      await lost(() => tracker.comment(ref, { text: 'said once', key: 'lost:1' }, FRESH));
      await tracker.comment(ref, { text: 'said once', key: 'lost:1' }, AGAIN);
      await tracker.comment(ref, { text: 'said next', key: 'lost:2' }, AGAIN);
      expect(seen('about lost').map(({ texts }) => texts.length)).toEqual([3]);
    });

    it('commits a file once as long as it stays the same, and its next version over it', async () => {
      const { tracker } = bench;
      const file = { repository: REPOSITORY, path: '2026/INC 7/report.md', message: 'Report' };
      const bytes = (text: string) => new TextEncoder().encode(text);
      const url = await tracker.commit({ ...file, bytes: bytes('draft ß') });
      expect(await tracker.commit({ ...file, bytes: bytes('draft ß'), message: 'Again' })).toBe(url);
      expect(await tracker.commit({ ...file, bytes: bytes('done'), message: 'Done' })).toBe(url);
      expect(bench.commits()).toEqual([
        { path: file.path, message: 'Report' },
        { path: file.path, message: 'Done' },
      ]);
    });
  });
}
