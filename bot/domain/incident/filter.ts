import type { Instant } from '../instant.ts';
import type { Entry, EntryKind } from './entry.ts';

/** What somebody wants to see of a timeline. `person`: a user id. `last`: so many milliseconds. */
export type TimelineFilter = {
  kinds?: EntryKind[];
  person?: string;
  host?: string;
  last?: number;
  search?: string;
};

export function isFiltered({ kinds, person, host, last, search }: TimelineFilter): boolean {
  return [kinds, person, host, last, search].some((part) => part !== undefined);
}

/** Whether an entry is among what was asked for. Every part that is given has to hold; letter case does not matter. */
export function fits(entry: Entry, filter: TimelineFilter, now: Instant): boolean {
  const { kinds, person, host, last, search } = filter;
  return (
    (kinds === undefined || kinds.includes(entry.kind)) &&
    (person === undefined || entry.by?.user === person) &&
    (host === undefined || names(`${entry.host ?? ''} ${entry.text}`, host)) &&
    (last === undefined || entry.occurredAt >= now - last) &&
    (search === undefined || says(entry.text, search))
  );
}

/** A host by its whole name, with or without its domain: `host-1` is not `host-10`. */
function names(text: string, host: string): boolean {
  const words = text.toLowerCase().match(/[\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)*/gu) ?? [];
  return words.some((word) => word === host.toLowerCase() || word.startsWith(`${host.toLowerCase()}.`));
}

function says(text: string, wanted: string): boolean {
  return text.toLowerCase().includes(wanted.toLowerCase());
}
