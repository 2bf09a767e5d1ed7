import type { FileDraft, IssueDraft, IssueEnd, IssueNow } from '../../domain/tracked/event.ts';
import type { Line } from '../../domain/tracked/line.ts';
import type { IssueRef } from '../../domain/tracked/story.ts';
import type { Ledger } from '../../ports/ledger.ts';
import { dataOf } from '../decode.ts';
import type { TendDeps } from '../deps.ts';
import { appendTracked, trackedStateOf, trackedStream } from './append-tracked.ts';

type Deps = Pick<TendDeps, 'ledger' | 'now'>;

/**
 * Puts on record that there is to be an issue about `of` (a stream: `run#8C2MX`; or a part of one). Once: wished again, it is the same
 * issue. The worker opens it when the tracker takes it; whoever wishes waits for nothing.
 */
export function logIssue(deps: Deps, of: string, issue: IssueDraft): Promise<void> {
  return appendTracked(deps, trackedStream(of), (story) => (story ? undefined : { type: 'issue-wanted', data: issue }));
}

/** Says something on that issue, once by its topic, and sets what of it is another `now`. Nothing where no issue was wished. */
export function noteOnIssue(
  deps: Deps,
  of: string,
  note: { topic: string; body: Line[]; now?: IssueNow },
): Promise<void> {
  return appendTracked(deps, trackedStream(of), (story) =>
    !story || story.topics.includes(note.topic) ? undefined : { type: 'comment-wanted', data: note },
  );
}

/** Says how it ended, and closes the issue, once. Nothing where no issue was wished. */
export function closeIssue(deps: Deps, of: string, end: IssueEnd): Promise<void> {
  return appendTracked(deps, trackedStream(of), (story) =>
    !story || story.ended ? undefined : { type: 'end-wanted', data: end },
  );
}

/** What an event of the ledger holds, with room for the rest of it: DynamoDB's items are at most 400 KB. */
export const FILE_MOST = 250_000;

/**
 * Puts on record that a file is to be in a repository; `of` names the file's own stream (`report#incident#7QK2P`). Another version of it
 * is another wish; the same one again is none. Throws on more than `FILE_MOST` bytes: a bug of who wrote it.
 */
export async function commitReport(deps: Deps, of: string, file: FileDraft): Promise<void> {
  const size = Buffer.byteLength(file.text ?? file.base64 ?? '');
  if (size > FILE_MOST) throw new Error(`${file.path} is ${size} bytes, at most ${FILE_MOST} are committed`);
  const stream = trackedStream(of);
  const last = (await deps.ledger.read(stream)).findLast(({ type }) => type === 'file-wanted');
  if (last && JSON.stringify(file) === JSON.stringify(dataOf<FileDraft>(last))) return;
  await appendTracked(deps, stream, () => ({ type: 'file-wanted', data: file }));
}

/** Where people read the file that `of` names, as it was committed last, and whether a newer one waits; undefined where none was wished. */
export async function fileAbout(
  deps: { ledger: Pick<Ledger, 'head'> },
  of: string,
): Promise<{ file?: string; waits: boolean } | undefined> {
  const head = await deps.ledger.head(trackedStream(of));
  if (!head) return undefined;
  const { is, file } = trackedStateOf(head);
  return { waits: is === 'wanted', ...(file !== undefined && { file }) };
}

/** The issue about `of`, where it is open or was; undefined as long as the tracker has not taken it. */
export async function issueAbout(deps: Pick<Deps, 'ledger'>, of: string): Promise<IssueRef | undefined> {
  const head = await deps.ledger.head(trackedStream(of));
  return head && trackedStateOf(head).issue;
}
