import { createHash } from 'node:crypto';
import type { Octokit } from '@octokit/rest';
import { SECOND } from '../../domain/instant.ts';
import type { IssueRef } from '../../domain/tracked/story.ts';
import type { Clock } from '../../ports/clock.ts';
import { type CommittedFile, type NewIssue, type Tracker, TrackerBusy } from '../../ports/tracker.ts';
import { asked } from './asked.ts';
import type { Github } from './client.ts';
import { patient } from './patient.ts';

type Deps = { github: Github; now: Clock };

/** Issues and files on GitHub. What is ours carries a mark that people do not see, by which a lost answer is found again. */
export function createTracker(deps: Deps): Tracker {
  return patient(trackerOf(deps), deps.now);
}

function trackerOf(deps: Deps): Tracker {
  return {
    async open(issue, earlier) {
      const client = await deps.github();
      const found = earlier.tried ? await findIssue(deps, client, { issue, since: earlier.since }) : undefined;
      return found ?? create(deps, client, issue);
    },

    async comment(issue, { text, key }, earlier) {
      const client = await deps.github();
      const at = { ...placeOf(issue.repository), issue_number: issue.number };
      if (earlier.tried && (await hasComment(deps, client, { at, key, since: earlier.since }))) return;
      await asked(client.rest.issues.createComment({ ...at, body: marked(text, key) }), { ...deps, expected: gone });
    },

    async close({ repository, number }, as) {
      const client = await deps.github();
      const state_reason = as === 'completed' ? 'completed' : 'not_planned';
      const at = { ...placeOf(repository), issue_number: number };
      await asked(client.rest.issues.update({ ...at, state: 'closed', state_reason }), { ...deps, expected: gone });
    },

    async change({ repository, number }, { labels: more, instead = [], assignees = [], open }) {
      const client = await deps.github();
      const at = { ...placeOf(repository), issue_number: number };
      const labels = more && [...(await labelsBut(deps, client, { at, instead: [...instead, ...more] })), ...more];
      const set = {
        ...(labels && { labels }),
        ...(open && { state: 'open' as const, state_reason: 'reopened' as const }),
      };
      if (labels || open) await asked(client.rest.issues.update({ ...at, ...set }), { ...deps, expected: gone });
      // GitHub leaves out by itself whom it does not let have issues there.
      if (assignees.length > 0) {
        await asked(client.rest.issues.addAssignees({ ...at, assignees }), { ...deps, expected: gone });
      }
    },

    async commit(file) {
      return commit(deps, await deps.github(), file);
    },
  };
}

type IssueAt = { owner: string; repo: string; issue_number: number };

/** GitHub sets all labels at once: those that people gave it are read first. */
async function labelsBut(
  { now }: Deps,
  client: Octokit,
  { at, instead }: { at: IssueAt; instead: readonly string[] },
): Promise<string[]> {
  const issue = await asked(client.rest.issues.get(at), { now, expected: gone });
  if (issue === 'gone') return [];
  const names = issue.labels.flatMap((label) => (typeof label === 'string' ? label : (label.name ?? [])));
  return names.filter((name) => !instead.includes(name));
}

/** The issue was deleted: nobody is there to be told. */
function gone(status: number): 'gone' | undefined {
  return status === 410 ? 'gone' : undefined;
}

function placeOf(repository: string): { owner: string; repo: string } {
  const [owner = '', repo = ''] = repository.split('/', 2);
  return { owner, repo };
}

function marked(text: string, key: string): string {
  return `${text}\n\n${markOf(key)}`;
}

function markOf(key: string): string {
  return `<!-- remit:${key} -->`;
}

/** Clocks of two machines: what was made just before, by ours. */
const APART = 300_000;

function sinceOf(since: number): string {
  return new Date(since - APART).toISOString();
}

/** By listing, not by search: what was just made is in a list, and in the search's index some time later. */
async function findIssue(
  { now }: Deps,
  client: Octokit,
  { issue, since }: { issue: NewIssue; since: number },
): Promise<IssueRef | undefined> {
  const { repository, key } = issue;
  const ask = { ...placeOf(repository), state: 'all', since: sinceOf(since), per_page: 100 } as const;
  const listed = client.paginate(client.rest.issues.listForRepo, ask);
  const issues = await asked(
    listed.then((data) => ({ data })),
    { now },
  );
  const found = issues.find(({ body }) => body?.includes(markOf(key)));
  return found && { repository, number: found.number, url: found.html_url };
}

async function hasComment(
  { now }: Deps,
  client: Octokit,
  { at, key, since }: { at: IssueAt; key: string; since: number },
): Promise<boolean> {
  const listed = client.paginate(client.rest.issues.listComments, { ...at, since: sinceOf(since), per_page: 100 });
  const comments = await asked(
    listed.then((data) => ({ data })),
    { now, expected: gone },
  );
  return comments === 'gone' || comments.some(({ body }) => body?.includes(markOf(key)));
}

/** GitHub refuses an issue whole when it cannot be assigned to somebody: then it is opened without, and says so. */
async function create({ now }: Deps, client: Octokit, issue: NewIssue): Promise<IssueRef> {
  const { repository, title, text, key, labels, assignees } = issue;
  const ask = { ...placeOf(repository), title, labels };
  const first = client.rest.issues.create({ ...ask, body: marked(text, key), assignees });
  const refused = (status: number) => (status === 422 && assignees.length > 0 ? ('unassignable' as const) : undefined);
  const made = await asked(first, { now, expected: refused });
  if (made !== 'unassignable') return { repository, number: made.number, url: made.html_url };
  const said = `${text}\n\n_Could not be assigned to ${assignees.join(', ')}: GitHub does not let them have issues here._`;
  const { number, html_url } = await asked(client.rest.issues.create({ ...ask, body: marked(said, key) }), { now });
  return { repository, number, url: html_url };
}

/** Somebody else commits to the same file at the same time: read again, so often. */
const ROUNDS = 3;

async function commit({ now }: Deps, client: Octokit, file: CommittedFile): Promise<string> {
  const { repository, path, message, bytes } = file;
  const at = { ...placeOf(repository), path };
  for (let round = 0; round < ROUNDS; round += 1) {
    const there = await contentOf({ now }, client, at);
    if (there?.sha === blobOf(bytes)) return there.url;
    const ask = { ...at, message, content: Buffer.from(bytes).toString('base64'), ...(there && { sha: there.sha }) };
    const conflict = (status: number, message: string) => (isMoved(status, message) ? ('moved' as const) : undefined);
    const made = await asked(client.rest.repos.createOrUpdateFileContents(ask), { now, expected: conflict });
    if (made !== 'moved') return made.content?.html_url ?? '';
  }
  throw new TrackerBusy(5 * SECOND, 'moved');
}

/** Somebody was first; and not that a rule of the branch forbids it, or that GitHub does not take the file, which no other try mends. */
function isMoved(status: number, message: string): boolean {
  return status === 409 ? /does not match|but expected/i.test(message) : status === 422 && /\bsha\b/.test(message);
}

async function contentOf(
  { now }: { now: Clock },
  client: Octokit,
  at: { owner: string; repo: string; path: string },
): Promise<{ sha: string; url: string } | undefined> {
  const absent = (status: number) => (status === 404 ? ('absent' as const) : undefined);
  const there = await asked(client.rest.repos.getContent(at), { now, expected: absent });
  if (there === 'absent') return undefined;
  if (Array.isArray(there) || there.type !== 'file') throw new Error('a folder stands where a file is to be committed');
  return { sha: there.sha, url: there.html_url ?? '' };
}

/** What Git calls these bytes. */
function blobOf(bytes: Uint8Array): string {
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}
