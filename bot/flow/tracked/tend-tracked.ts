import type { Done } from '../../domain/tracked/event.ts';
import { asTitle } from '../../domain/tracked/line.ts';
import type { Todo, TrackedStory } from '../../domain/tracked/story.ts';
import type { StoredEvent } from '../../ports/ledger.ts';
import { type Earlier, TrackerBusy } from '../../ports/tracker.ts';
import { anyAtWork } from '../claim.ts';
import type { TendDeps } from '../deps.ts';
import { once } from '../once.ts';
import { showLinked } from '../show-card.ts';
import { appendTracked, type ReadTracked, TRACKED } from './append-tracked.ts';
import { textOf, withNames } from './name-people.ts';

/** As long as another worker is at it, what it puts there may be on its way. */
const CROSSED = 2_000;

/**
 * Puts into the tracker what is wished and not there yet: one thing, whose event brings the next. A stream of its own, so that a
 * tracker that is down holds up no run; it waits here for as long as it takes.
 */
export async function tendTracked(
  deps: TendDeps,
  { story, head, events }: ReadTracked,
  { first }: { first: boolean },
): Promise<undefined> {
  const of = head.stream.slice(TRACKED.length);
  if (story.issue) await once(deps, { head }, 'linked', () => showLinked(deps, of));
  if (head.type === 'committed') await once(deps, { head }, `filed-${head.seq}`, () => showLinked(deps, of));
  const [todo] = story.todo;
  if (!todo) return;
  if (anyAtWork(events.slice(0, -1), deps.now())) throw new TrackerBusy(CROSSED, 'crossed');
  const tried = !first || triedBefore(events, todo);
  const done = await doIt(deps, { story, todo, key: keyOf(events), earlier: { tried, since: todo.at } });
  await appendTracked(deps, head.stream, (now) => (now?.todo.some(({ seq }) => seq === todo.seq) ? done : undefined));
}

/** Whether a worker that had this to do began on any event since. */
function triedBefore(events: readonly StoredEvent[], { seq }: Todo): boolean {
  return events.slice(seq, -1).some(({ tries }) => tries !== undefined);
}

/** What marks ours in the tracker. The hash is known to nobody before it stands there, so that nobody can lay out one for us to find. */
function keyOf([first]: readonly StoredEvent[]): string {
  return `${first?.stream ?? ''}:${first?.hash.slice(0, 16) ?? ''}`;
}

type Doing = { story: TrackedStory; todo: Todo; key: string; earlier: Earlier };

async function doIt(deps: TendDeps, { story, todo, key, earlier }: Doing): Promise<Done> {
  const { tracker } = deps;
  const of = todo.seq;
  switch (todo.type) {
    case 'issue-wanted': {
      const { body, ...issue } = todo.data;
      const [title, text] = await Promise.all([withNames(deps, issue.title), textOf(deps, body)]);
      const { number, url } = await tracker.open({ ...issue, title: asTitle(title), text, key }, earlier);
      return { type: 'opened', data: { of, number, url } };
    }
    case 'comment-wanted': {
      const text = await textOf(deps, todo.data.body);
      await tracker.comment(issueOf(story), { text, key: `${key}:${of}` }, earlier);
      if (todo.data.now) await tracker.change(issueOf(story), todo.data.now);
      return { type: 'commented', data: { of } };
    }
    case 'end-wanted': {
      const text = await textOf(deps, todo.data.body);
      await tracker.comment(issueOf(story), { text, key: `${key}:${of}` }, earlier);
      await tracker.close(issueOf(story), todo.data.as);
      return { type: 'closed', data: { of } };
    }
    case 'file-wanted': {
      const { repository, path, message, text, base64 } = todo.data;
      const bytes = base64 === undefined ? Buffer.from(text ?? '') : Buffer.from(base64, 'base64');
      return { type: 'committed', data: { of, url: await tracker.commit({ repository, path, message, bytes }) } };
    }
    default:
      return todo satisfies never;
  }
}

function issueOf({ issue, repository }: TrackedStory) {
  if (!issue) throw new Error(`a comment in ${repository} comes before its issue`);
  return issue;
}
