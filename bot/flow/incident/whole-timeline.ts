import { type Actor, REMIT, sameActor } from '../../domain/actor.ts';
import type { Names } from '../../domain/incident/chart.ts';
import type { Entry } from '../../domain/incident/entry.ts';
import { writeIncidentId } from '../../domain/language/run-id.ts';
import type { TimelineTold } from '../../ports/pictures.ts';
import type { TendDeps } from '../deps.ts';
import type { ReadIncident } from './append-incident.ts';

/** Accounts whose names are asked for a file; whoever else wrote is called by the id. */
const NAMED = 60;
const AT_ONCE = 5;

/** All entries of a timeline, oldest first: of each source the newest version. */
export async function wholeTimeline({ timeline }: Pick<TendDeps, 'timeline'>, incident: string): Promise<Entry[]> {
  const newest = new Map<string, Entry>();
  for await (const page of timeline.all(incident)) {
    for (const entry of page) {
      const other = newest.get(entry.source);
      if (!other || other.version < entry.version) newest.set(entry.source, entry);
    }
  }
  return [...newest.values()].sort((a, b) => a.occurredAt - b.occurredAt);
}

/** An incident with its whole timeline, as it is drawn and written. `people`: whose names are needed at most. */
export async function tellWhole(
  deps: Pick<TendDeps, 'timeline' | 'chat' | 'now'>,
  { id, state }: ReadIncident,
  { zone, people = NAMED }: { zone: string; people?: number },
): Promise<TimelineTold> {
  const entries = await wholeTimeline(deps, id);
  const names = await namesOf(deps, entries, people);
  return { name: writeIncidentId(id), state, entries, names, zone, now: deps.now() };
}

/** Names of those who did most, by `team/user`. */
async function namesOf({ chat }: Pick<TendDeps, 'chat'>, entries: readonly Entry[], most: number): Promise<Names> {
  const counts = new Map<string, { by: Actor; count: number }>();
  for (const { by } of entries) {
    if (!by || sameActor(by, REMIT)) continue;
    const key = `${by.team}/${by.user}`;
    counts.set(key, { by, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  const first = [...counts].sort(([, a], [, b]) => b.count - a.count).slice(0, most);
  const names = new Map<string, string>();
  for (let at = 0; at < first.length; at += AT_ONCE) {
    const some = first.slice(at, at + AT_ONCE);
    const profiles = await Promise.all(some.map(([, { by }]) => chat.profile(by)));
    for (const [index, [key]] of some.entries()) {
      const name = profiles[index]?.name;
      if (name !== undefined) names.set(key, name);
    }
  }
  return names;
}
