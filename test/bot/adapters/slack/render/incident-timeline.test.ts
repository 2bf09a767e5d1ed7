import { describe, expect, it } from 'vitest';
import { sayTimeline } from '../../../../../bot/adapters/slack/render/answer-incident.ts';
import { entryName } from '../../../../../bot/domain/incident/correct.ts';
import type { Entry } from '../../../../../bot/domain/incident/entry.ts';
import { HOUR } from '../../../../../bot/domain/instant.ts';
import { parse } from '../../../../../bot/domain/language/parse.ts';
import { commands } from '../../../../../commands/index.ts';
import { BEGAN, entry, incident } from '../../../domain/incident/incidents.ts';

function pageOf(entries: Entry[], more?: string) {
  const head = { entries: 99, changes: 99 };
  const filter = { search: 'x' };
  const said = sayTimeline(
    { is: 'timeline', id: '7QK2P', state: incident(), filter, entries, head, zone: 'UTC', ...(more && { more }) },
    { now: BEGAN + HOUR, definitions: commands },
  );
  const shown = JSON.stringify(said.body);
  const next = said.presses?.find(({ id }) => id === 'more')?.says;
  const read = next === undefined ? undefined : parse(next, { commands });
  return { entries: entries.filter((one) => shown.includes(entryName(one))), next: read?.ok ? read.value : next };
}

describe('a page of a timeline', () => {
  it('goes on with the first entry that one message did not hold', () => {
    const all = Array.from({ length: 20 }, (_, at) => entry(60 - at, { text: 'x'.repeat(4_000), quoted: true }));
    const first = pageOf(all);
    expect(first.entries.length).toBeGreaterThan(5);
    expect(first.entries.length).toBeLessThan(20);
    const left = all[first.entries.length]?.occurredAt ?? 0;
    expect(first.next).toMatchObject({ is: 'timeline', incident: '7QK2P', filter: { search: 'x' }, before: left + 1 });
  });

  it('goes on as it was found where all of it is shown, and ends where nothing is left', () => {
    expect(pageOf([entry(1)], 'timeline in I-7QK2P before 2026-11-21T20:00:00.000Z').next).toMatchObject({
      before: BEGAN,
    });
    expect(pageOf([entry(1)]).next).toBeUndefined();
  });
});
