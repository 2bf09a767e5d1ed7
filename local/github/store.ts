import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { openJournal } from '../journal.ts';

export type Comment = { id: number; body: string; at: number };
export type Issue = {
  repository: string;
  number: number;
  title: string;
  body: string;
  labels: string[];
  assignees: string[];
  state: 'open' | 'closed';
  reason: string | null;
  at: number;
  updated: number;
  comments: Comment[];
};
export type Commit = { repository: string; path: string; message: string; sha: string; at: number };
export type NewIssue = Pick<Issue, 'repository' | 'title' | 'body' | 'labels' | 'assignees'>;

/** Issues and commits in files of lines, the files of repositories as files, all below `<home>/github`. */
export function openStore(home: string, now: () => number) {
  const root = join(home, 'github');
  mkdirSync(root, { recursive: true, mode: 0o700 });
  const issues = openJournal<string, Issue>(join(root, 'issues.jsonl'));
  const commits = openJournal<number, Commit>(join(root, 'commits.jsonl'));
  const keyOf = (repository: string, number: number) => `${repository}#${number}`;
  const save = (issue: Issue): Issue => {
    issues.put(keyOf(issue.repository, issue.number), issue);
    return issue;
  };
  const listed = (repository: string) => issues.values().filter((issue) => issue.repository === repository);
  const fileOf = (repository: string, path: string) => join(root, 'files', repository, ...path.split('/').map(nameOf));
  const read = (repository: string, path: string): Buffer | undefined => {
    const file = fileOf(repository, path);
    return existsSync(file) && statSync(file).isFile() ? readFileSync(file) : undefined;
  };

  return {
    issues: listed,
    issue: (repository: string, number: number) => issues.get(keyOf(repository, number)),
    open(asked: NewIssue): Issue {
      const at = now();
      const number = listed(asked.repository).length + 1;
      return save({ ...asked, number, state: 'open', reason: null, at, updated: at, comments: [] });
    },
    comment(issue: Issue, body: string): Comment {
      const comment = { id: issue.number * 10_000 + issue.comments.length + 1, body, at: now() };
      save({ ...issue, comments: [...issue.comments, comment], updated: comment.at });
      return comment;
    },
    change: (issue: Issue, change: Partial<Pick<Issue, 'state' | 'reason' | 'labels' | 'assignees'>>) =>
      save({ ...issue, ...change, updated: now() }),
    read,
    write(file: { repository: string; path: string; message: string; bytes: Buffer }): Commit {
      const { repository, path, message, bytes } = file;
      const place = fileOf(repository, path);
      mkdirSync(dirname(place), { recursive: true });
      writeFileSync(place, bytes);
      const commit = { repository, path, message, sha: blobOf(bytes), at: now() };
      commits.put(commits.keys().length + 1, commit);
      return commit;
    },
    commits: (repository: string) => commits.values().filter((commit) => commit.repository === repository),
    paths(repository: string): string[] {
      const folder = join(root, 'files', repository);
      if (!existsSync(folder)) return [];
      const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
      const files = entries.filter((entry) => entry.isFile());
      return files.map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1)).sort();
    },
    close(): void {
      issues.close();
      commits.close();
    },
  };
}

export type Store = ReturnType<typeof openStore>;

/** What Git calls these bytes. */
export function blobOf(bytes: Buffer): string {
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}

/** No part of a path leads out of its folder. */
function nameOf(part: string): string {
  if (part === '' || part === '.' || part === '..') return '%2E'.repeat(Math.max(part.length, 1));
  return part.replace(/[^A-Za-z0-9!_.*'()-]/g, encodeURIComponent);
}
