import type { Actor } from '../actor.ts';
import type { IncidentKind, Severity } from '../incident/state.ts';
import type { Instant } from '../instant.ts';
import type { Place } from '../run/state.ts';
import type { WrittenPart } from './parts.ts';

/** What the report is about, as it stood when it was drafted. */
export type About = { title: string; severity: Severity; kind: IncidentKind; drill?: true; declared: Instant };

/** `owner`: an account of the organisation `team`. `by`: a day, `2026-12-01`. */
export type ReportAction = { number: number; text: string; owner?: Actor; by?: string };

/** Event 0, and again when the incident was resolved once more: `end`. `whose`: who leads it, or declared it. */
export type Drafted = {
  place: Place;
  whose: Actor;
  about: About;
  end: Instant;
  parts: Partial<Record<WrittenPart, string>>;
};

/** `person`: which human being moved it, whatever account they used. */
export type Moved = { to: ReportIs; person: string };
export type ReportIs = 'draft' | 'in-review' | 'done';

/** What happens to a report. `source`: the request that it came of, so that a doubled delivery is done once. */
export type ReportStep =
  | { type: 'drafted'; data: Drafted }
  | { type: 'edited'; data: { part: WrittenPart; text: string; source: string } }
  | { type: 'action-added'; data: { text: string; owner?: Actor; by?: string; source: string } }
  | { type: 'action-dropped'; data: { number: number; source: string } }
  | { type: 'moved'; data: Moved & { source: string } };
export type ReportEvent = ReportStep & { seq: number; at: Instant; by: Actor };

/** What the head of the stream says. `asked`: who moved it to review. */
export type ReportState = { is: ReportIs; asked?: Actor & { id: string } };

/** A report as its events tell it. `id`: of its incident. `parts`: with who wrote it, or nobody where Remit drafted it. */
export type ReportStory = {
  id: string;
  by: Actor;
  at: Instant;
  seq: number;
  place: Place;
  about: About;
  end: Instant;
  parts: Partial<Record<WrittenPart, { text: string; by?: Actor }>>;
  actions: ReportAction[];
  /** Numbers are not used again: an issue may be about one. */
  numbered: number;
  sources: string[];
  state: ReportState;
};

/** Tells it from its events, oldest first. Throws on a stream that does not begin with a draft: a corrupt store. */
export function tellReport(id: string, events: readonly ReportEvent[]): ReportStory {
  const [first, ...rest] = events;
  if (first?.type !== 'drafted') throw new Error(`report ${id} does not begin with a draft`);
  const { whose, place, about, end, parts } = first.data;
  const begun: ReportStory = {
    ...{ id, by: whose, at: first.at, seq: first.seq, place, about, end },
    parts: drafted(parts),
    actions: [],
    numbered: 0,
    sources: [],
    state: { is: 'draft' },
  };
  return rest.reduce(nextReport, begun);
}

function drafted(parts: Drafted['parts']): ReportStory['parts'] {
  return Object.fromEntries(Object.entries(parts).map(([part, text]) => [part, { text }]));
}

export function nextReport(before: ReportStory, event: ReportEvent): ReportStory {
  const story = { ...before, seq: event.seq };
  if (event.type === 'drafted') return draftedAgain(story, event.data);
  const known = { ...story, sources: [...story.sources, event.data.source] };
  switch (event.type) {
    case 'edited': {
      const { part, text } = event.data;
      return { ...known, parts: { ...story.parts, [part]: { text, by: event.by } } };
    }
    case 'action-added': {
      const { text, owner, by } = event.data;
      const number = story.numbered + 1;
      const action = { number, text, ...(owner && { owner }), ...(by !== undefined && { by }) };
      return { ...known, numbered: number, actions: [...story.actions, action] };
    }
    case 'action-dropped':
      return { ...known, actions: story.actions.filter(({ number }) => number !== event.data.number) };
    case 'moved': {
      const { to, person } = event.data;
      return { ...known, state: to === 'in-review' ? { is: to, asked: { ...event.by, id: person } } : { is: to } };
    }
    default:
      return event satisfies never;
  }
}

/** It came back and was resolved again: what people wrote stays, what was drafted is drafted anew. */
function draftedAgain(story: ReportStory, { place, whose, about, end, parts }: Drafted): ReportStory {
  const written = Object.fromEntries(Object.entries(story.parts).filter(([, part]) => part.by));
  return { ...story, by: whose, place, about, end, parts: { ...drafted(parts), ...written }, state: { is: 'draft' } };
}
