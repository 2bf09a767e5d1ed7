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
    (host === undefined || entry.host === host || says(entry.text, host)) &&
    (last === undefined || entry.occurredAt >= now - last) &&
    (search === undefined || says(entry.text, search))
  );
}

function says(text: string, wanted: string): boolean {
  return text.toLowerCase().includes(wanted.toLowerCase());
}
