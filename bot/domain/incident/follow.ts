import { type Actor, REMIT, UNRESOLVED_TEAM } from '../actor.ts';
import { redact } from '../redact.ts';
import { messageSource } from './entries.ts';
import type { IncidentStep } from './event.ts';
import type { Happening, Witness } from './happening.ts';

/** What is known where something happens: which reactions are marks, and which messages, by their sources, are on the timeline or will be. */
export type Followed = { marks: readonly string[]; holds(source: string): boolean };

/**
 * The step of an incident that something in its channel comes to, and who did it; nothing for what concerns no timeline: talk that nobody
 * marked.
 */
export function followed(happening: Happening, known: Followed): { step: IncidentStep; by: Actor } | undefined {
  const { channel, at } = happening;
  switch (happening.is) {
    case 'marked':
    case 'unmarked': {
      const { ts, mark, by, is } = happening;
      if (!known.marks.includes(mark)) return undefined;
      const data = { channel, ts, mark, at };
      const step = is === 'marked' ? { type: is, data: { ...data, how: 'reaction' as const } } : { type: is, data };
      return { step, by: actorBy(by) };
    }
    case 'kept':
      return kept(happening);
    case 'edited': {
      const { message, by } = happening;
      const { ts } = message;
      if (!known.holds(messageSource({ channel, ts }))) return undefined;
      return { step: { type: 'edited', data: { channel, ts, text: entryText(message.text), at } }, by: actorBy(by) };
    }
    case 'deleted': {
      const { ts } = happening;
      return known.holds(messageSource({ channel, ts }))
        ? { step: { type: 'deleted', data: { channel, ts } }, by: REMIT }
        : undefined;
    }
    case 'joined':
    case 'left': {
      const by = actorBy(happening.by);
      return { step: { type: happening.is, data: { person: by } }, by };
    }
    case 'archived':
    case 'unarchived': {
      const person = happening.by && actorBy(happening.by);
      return { step: { type: happening.is, data: { channel, ...(person && { person }) } }, by: person ?? REMIT };
    }
    case 'renamed':
      return { step: { type: 'renamed', data: { channel, name: happening.name } }, by: REMIT };
    case 'wrote':
      return undefined;
    default:
      return happening satisfies never;
  }
}

function kept({ channel, at, by, message, author }: Happening & { is: 'kept' }): { step: IncidentStep; by: Actor } {
  const { ts, thread, text } = message;
  const said = { text: entryText(text), ...(author && { author: actorBy(author) }) };
  const step: IncidentStep = {
    type: 'marked',
    data: { channel, ts, ...(thread !== undefined && { thread }), how: 'shortcut', at, said },
  };
  return { step, by };
}

/** An account whose organisation Slack does not name is nobody's until it was looked up. */
export function actorBy(witness: Witness): Actor {
  return 'team' in witness ? { team: witness.team, user: witness.user } : { team: UNRESOLVED_TEAM, user: witness.user };
}

/** Characters of a message that are kept: Slack shows 4,000 of one, and cuts what is longer. */
const TEXT_MOST = 4_000;
const EMPTY = '(no text)';

/** What a message says, as it may stand on a timeline: without secrets. */
export function entryText(text: string): string {
  const letters = [...redact(text).trim()];
  if (letters.length === 0) return EMPTY;
  return letters.length > TEXT_MOST ? `${letters.slice(0, TEXT_MOST - 1).join('')}…` : letters.join('');
}
