import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Entry } from '../../bot/domain/incident/entry.ts';
import type { Timeline } from '../../bot/ports/timeline.ts';

export function describeTimeline(
  name: string,
  open: () => Promise<{ timeline: Timeline; close: () => Promise<void> }>,
): void {
  describe(`${name} keep the contract of timelines`, () => {
    let timeline: Timeline;
    let close: () => Promise<void>;
    let count = 0;
    let incident = '';
    beforeAll(async () => {
      ({ timeline, close } = await open());
    });
    afterAll(() => close());
    const anew = () => {
      count += 1;
      incident = `0000${count}`;
      return incident;
    };
    const entry = (source: string, occurredAt: number, more: Partial<Entry> = {}): Entry => ({
      source,
      version: 1,
      kind: 'note',
      occurredAt,
      recordedAt: 50,
      by: { team: 'T0ACME', user: 'U0A' },
      text: `text of ${source}`,
      evidence: [{ is: 'run', run: '8C2MX' }],
      ...more,
    });
    const sourcesOf = ({ entries }: { entries: Entry[] }) => entries.map(({ source }) => source);
    async function all() {
      const entries: Entry[] = [];
      for await (const page of timeline.all(incident)) entries.push(...page);
      return entries;
    }

    it('are empty at first', async () => {
      anew();
      expect(await timeline.head(incident)).toEqual({ entries: 0, changes: 0 });
      expect(await timeline.latest(incident, { limit: 5 })).toEqual({ entries: [], more: false });
      expect(await timeline.entry(incident, 'x')).toBeUndefined();
      expect(await all()).toEqual([]);
    });

    it('stand in the order in which it was so, not in which they were written, and are given whole', async () => {
      anew();
      const [late, early] = [entry('run#8C2MX/e#4', 9_000), entry('message/C1/1.2', 20, { quoted: true, reply: true })];
      expect(await timeline.write(incident, [late])).toBe(1);
      expect(await timeline.write(incident, [early, entry('noon', 1_772_366_400_000)])).toBe(2);
      expect((await all()).map(({ source }) => source)).toEqual(['message/C1/1.2', 'run#8C2MX/e#4', 'noon']);
      expect((await timeline.latest(incident, { limit: 1 })).more).toBe(true);
      expect(sourcesOf(await timeline.latest(incident, { limit: 2 }))).toEqual(['noon', 'run#8C2MX/e#4']);
      expect(await timeline.latest(incident, { limit: 2, before: 9_000 })).toEqual({ entries: [early], more: false });
      expect(await timeline.entry(incident, 'run#8C2MX/e#4')).toEqual(late);
      expect(await timeline.head(incident)).toEqual({ entries: 3, changes: 2, lastAt: 1_772_366_400_000 });
    });

    it('lose no part of an entry', async () => {
      anew();
      const whole: Required<Entry> = {
        ...{ source: 'incident#0/e#9', version: 1, kind: 'severity', occurredAt: 7, recordedAt: 50, text: 'x' },
        ...{ by: { team: 'T0ACME', user: 'U0A' }, quoted: true, reply: true, host: 'host-7', mark: 'bad', ends: true },
        ...{ evidence: [{ is: 'event', stream: 'incident#0', seq: 9 }], becomes: { is: 'open', severity: 'major' } },
        ...{ gone: 'removed', through: 9, was: 6, corrected: { by: { team: 'T0ACME', user: 'U0B' }, at: 60 } },
      };
      await timeline.write(incident, [whole]);
      expect(await timeline.entry(incident, whole.source)).toEqual(whole);
      expect(await all()).toEqual([whole]);
    });

    it('write nothing the second time, and say so', async () => {
      anew();
      await timeline.write(incident, [entry('a', 10), entry('b', 11)]);
      const before = await timeline.head(incident);
      expect(await timeline.write(incident, [entry('a', 10), entry('b', 11, { text: 'another' })])).toBe(0);
      expect(await timeline.head(incident)).toEqual(before);
      expect((await all()).map(({ text }) => text)).toEqual(['text of a', 'text of b']);
    });

    it('keep the highest version of each source wherever it stands, and count it once', async () => {
      anew();
      await timeline.write(incident, [entry('a', 10), entry('b', 20)]);
      await timeline.write(incident, [entry('a', 30, { version: 2, text: 'moved' })]);
      expect((await all()).map(({ source, text }) => [source, text])).toEqual([
        ['b', 'text of b'],
        ['a', 'moved'],
      ]);
      expect(sourcesOf(await timeline.latest(incident, { limit: 5, before: 30 }))).toEqual(['b']);
      expect(await timeline.head(incident)).toEqual({ entries: 2, changes: 2, lastAt: 30 });
      expect(await timeline.write(incident, [entry('a', 10)])).toBe(0);
      expect(await timeline.entry(incident, 'a')).toMatchObject({ version: 2, occurredAt: 30 });
    });

    it('are read a window at a time however many superseded versions stand between', async () => {
      anew();
      await timeline.write(incident, [entry('old', 1)]);
      for (let version = 1; version <= 20; version += 1) {
        await timeline.write(incident, [entry('busy', 100 + version, { version })]);
      }
      expect(sourcesOf(await timeline.latest(incident, { limit: 5 }))).toEqual(['busy', 'old']);
    });

    it('are of one incident each', async () => {
      anew();
      await timeline.write(incident, [entry('a', 10)]);
      anew();
      expect(await timeline.latest(incident, { limit: 5 })).toEqual({ entries: [], more: false });
    });

    it('give all versions of a source, the newest first, also of one that was moved', async () => {
      anew();
      const first = entry('x', 9_000);
      const moved = entry('x', 20, { version: 2, was: 9_000 });
      const removed = entry('x', 20, { version: 3, gone: 'removed' });
      for (const one of [first, entry('y', 9_000), moved, removed]) await timeline.write(incident, [one]);
      expect(await timeline.versions(incident, 'x')).toEqual([removed, moved, first]);
      expect(await timeline.versions(incident, 'z')).toEqual([]);
    });

    it('belong to a channel that works on one incident at a time', async () => {
      const where = { team: 'T0ACME', channel: `C${anew()}` };
      expect(await timeline.incidentOf(where)).toBeUndefined();
      expect(await timeline.attach(where, 'A')).toEqual({ is: 'attached' });
      expect(await timeline.attach(where, 'A')).toEqual({ is: 'attached' });
      expect(await timeline.attach(where, 'B')).toEqual({ is: 'taken', by: 'A' });
      expect(await timeline.attach({ ...where, team: 'T0OTHER' }, 'B')).toEqual({ is: 'attached' });
      await timeline.detach(where, 'B');
      expect(await timeline.incidentOf(where)).toBe('A');
      await timeline.detach(where, 'A');
      expect(await timeline.attach(where, 'B')).toEqual({ is: 'attached' });
    });
  });
}
