import type { IssueRef } from '../../bot/domain/tracked/story.ts';
import { type NewIssue, type Tracker, TrackerBusy } from '../../bot/ports/tracker.ts';

/** What stands in the tracker. */
export type FakeIssue = NewIssue & { number: number; comments: string[]; closed?: 'completed' | 'not-planned' };

export type FakeTracker = Tracker & {
  issues: FakeIssue[];
  /** Commits, oldest first. */
  commits: { path: string; message: string; text: string }[];
  /** Every call is refused; undefined: it is well. */
  busy: { retryAfter: number } | undefined;
  /** The next so many calls are done, and their answers lost. */
  losing: number;
  calls: string[];
};

/** A tracker in memory: one that is asked twice does it twice, unless the caller says that it may have been tried before. */
export function createFakeTracker(): FakeTracker {
  const keys = new Set<string>();
  const files = new Map<string, string>();

  function reach(call: string): void {
    tracker.calls.push(call);
    if (tracker.busy) throw new TrackerBusy(tracker.busy.retryAfter, '503');
  }
  function answered<T>(value: T): T {
    if (tracker.losing === 0) return value;
    tracker.losing -= 1;
    throw new TrackerBusy(30_000, '502');
  }
  const refOf = ({ repository, number }: FakeIssue): IssueRef => ({
    repository,
    number,
    url: `https://github.example/${repository}/issues/${number}`,
  });
  const issueAt = ({ number }: IssueRef) => tracker.issues.find((issue) => issue.number === number);

  const tracker: FakeTracker = {
    issues: [],
    commits: [],
    busy: undefined,
    losing: 0,
    calls: [],

    async open(issue, { tried }) {
      reach('open');
      const found = tried ? tracker.issues.find(({ key }) => key === issue.key) : undefined;
      if (found) return answered(refOf(found));
      const made = { ...structuredClone(issue), number: tracker.issues.length + 1, comments: [] };
      tracker.issues.push(made);
      return answered(refOf(made));
    },

    async comment(ref, { text, key }, { tried }) {
      reach('comment');
      const mark = `${ref.number} ${key}`;
      if (!tried || !keys.has(mark)) issueAt(ref)?.comments.push(text);
      keys.add(mark);
      return answered(undefined);
    },

    async close(ref, as) {
      reach('close');
      const issue = issueAt(ref);
      if (issue) issue.closed = as;
      return answered(undefined);
    },

    async change(ref, { labels, instead = [], assignees = [], open }) {
      reach('change');
      const issue = issueAt(ref);
      if (issue && labels)
        issue.labels = [...issue.labels.filter((one) => ![...instead, ...labels].includes(one)), ...labels];
      if (issue) issue.assignees = [...new Set([...issue.assignees, ...assignees])];
      if (open) delete issue?.closed;
      return answered(undefined);
    },

    async commit({ repository, path, message, bytes }) {
      reach('commit');
      const text = Buffer.from(bytes).toString('utf8');
      const place = `${repository}/${path}`;
      if (files.get(place) !== text) tracker.commits.push({ path, message, text });
      files.set(place, text);
      return answered(`https://github.example/${repository}/blob/main/${path}`);
    },
  };
  return tracker;
}
