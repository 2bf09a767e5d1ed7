import type { Instant } from '../instant.ts';
import type { TrackedEvent, Wish } from './event.ts';

/** An issue as it stands in the tracker. */
export type IssueRef = { repository: string; number: number; url: string };

/** A wish that is not done yet. */
export type Todo = Wish & { seq: number; at: Instant };

/** What of a stream stands in the tracker, and what is still to be put there, in the order in which it was wished. */
export type TrackedStory = {
  repository: string;
  issue?: IssueRef;
  /** Where the file is, as it was committed last. */
  file?: string;
  /** What was said or is to be said, by topic. */
  topics: string[];
  /** It was closed, or is to be. */
  ended: boolean;
  todo: Todo[];
};

/** What the head of the stream says: enough for a link. */
export type TrackedState = { is: 'wanted' | 'done'; issue?: IssueRef; file?: string };

/** Tells it from its events, oldest first. Throws on a stream that does not begin with an issue or a file: a corrupt store. */
export function tellTracked(events: readonly TrackedEvent[]): TrackedStory {
  const [first] = events;
  if (first?.type !== 'issue-wanted' && first?.type !== 'file-wanted') throw new Error('nothing to track in event 0');
  const { repository } = first.data;
  return events.reduce(nextTracked, { repository, topics: [], ended: false, todo: [] });
}

export function nextTracked(story: TrackedStory, event: TrackedEvent): TrackedStory {
  const { repository } = story;
  switch (event.type) {
    case 'issue-wanted':
    case 'file-wanted':
      return wished(story, event);
    case 'comment-wanted':
      return {
        ...wished(story, event),
        topics: [...story.topics, event.data.topic],
        ended: story.ended && !event.data.now?.open,
      };
    case 'end-wanted':
      return { ...wished(story, event), ended: true };
    case 'opened': {
      const { number, url } = event.data;
      return { ...done(story, event.data.of), issue: { repository, number, url } };
    }
    case 'commented':
    case 'closed':
      return done(story, event.data.of);
    case 'committed':
      return { ...done(story, event.data.of), file: event.data.url };
    default:
      return event satisfies never;
  }
}

function wished(story: TrackedStory, event: Wish & { seq: number; at: Instant }): TrackedStory {
  return { ...story, todo: [...story.todo, event] };
}

function done(story: TrackedStory, of: number): TrackedStory {
  return { ...story, todo: story.todo.filter(({ seq }) => seq !== of) };
}

export function trackedState({ todo, issue, file }: TrackedStory): TrackedState {
  return {
    is: todo.length > 0 ? 'wanted' : 'done',
    ...(issue && { issue }),
    ...(file !== undefined && { file }),
  };
}
