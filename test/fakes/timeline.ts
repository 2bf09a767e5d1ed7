import type { Entry } from '../../bot/domain/incident/entry.ts';
import type { Timeline } from '../../bot/ports/timeline.ts';

export type FakeTimeline = Timeline & {
  /** Every version, the superseded ones too, in the order in which they were written. */
  written: Map<string, Entry[]>;
  channels: Map<string, string>;
  /** How often each timeline was written to. */
  changes: ReadonlyMap<string, number>;
};

/** Timelines in memory. */
export function createFakeTimeline(): FakeTimeline {
  const written = new Map<string, Entry[]>();
  const changes = new Map<string, number>();
  const channels = new Map<string, string>();
  const keyOf = ({ team, channel }: { team: string; channel: string }) => `${team}#${channel}`;
  const of = (incident: string) => written.get(incident) ?? [];
  const newest = (incident: string) => {
    const highest = new Map<string, Entry>();
    for (const entry of of(incident)) {
      if (entry.version > (highest.get(entry.source)?.version ?? 0)) highest.set(entry.source, entry);
    }
    const order = ({ source, version }: Entry) => `#${source}#v${version}`;
    return [...highest.values()].sort((a, b) => a.occurredAt - b.occurredAt || (order(a) < order(b) ? -1 : 1));
  };

  return {
    written,
    channels,
    changes,
    async write(incident, entries) {
      const held = of(incident);
      const news = entries.filter(
        ({ source, version }) => !held.some((one) => one.source === source && one.version >= version),
      );
      written.set(incident, [...held, ...structuredClone(news)]);
      if (news.length > 0) changes.set(incident, (changes.get(incident) ?? 0) + 1);
      return news.length;
    },
    async head(incident) {
      const entries = newest(incident);
      const times = of(incident).map(({ occurredAt }) => occurredAt);
      const lastAt = times.length > 0 ? { lastAt: Math.max(...times) } : {};
      return { entries: entries.length, changes: changes.get(incident) ?? 0, ...lastAt };
    },
    async latest(incident, { limit, before = Number.POSITIVE_INFINITY }) {
      const entries = newest(incident)
        .filter(({ occurredAt }) => occurredAt < before)
        .reverse();
      return { entries: structuredClone(entries.slice(0, limit)), more: entries.length > limit };
    },
    async *all(incident) {
      yield structuredClone(newest(incident));
    },
    async entry(incident, source) {
      return structuredClone(newest(incident).find((one) => one.source === source));
    },
    async versions(incident, source) {
      const versions = of(incident).filter((entry) => entry.source === source);
      return structuredClone(versions.sort((a, b) => b.version - a.version));
    },
    async incidentOf(where) {
      return channels.get(keyOf(where));
    },
    async attach(where, incident) {
      const by = channels.get(keyOf(where));
      if (by !== undefined && by !== incident) return { is: 'taken', by };
      channels.set(keyOf(where), incident);
      return { is: 'attached' };
    },
    async detach(where, incident) {
      if (channels.get(keyOf(where)) === incident) channels.delete(keyOf(where));
    },
  };
}
