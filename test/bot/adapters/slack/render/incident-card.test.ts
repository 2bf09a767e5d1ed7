import { describe, expect, it } from 'vitest';
import { renderAnswer } from '../../../../../bot/adapters/slack/render/answer.ts';
import { renderIncidentCard } from '../../../../../bot/adapters/slack/render/incident-card.ts';
import { sayIncidentReminder } from '../../../../../bot/adapters/slack/render/incident-reminder.ts';
import { renderReportCard } from '../../../../../bot/adapters/slack/render/report-card.ts';
import type { Entry } from '../../../../../bot/domain/incident/entry.ts';
import type { TimelineFilter } from '../../../../../bot/domain/incident/filter.ts';
import type { IncidentState, ReminderOf } from '../../../../../bot/domain/incident/state.ts';
import type { IncidentStory } from '../../../../../bot/domain/incident/story.ts';
import { HOUR, MINUTE, SECOND } from '../../../../../bot/domain/instant.ts';
import { parse } from '../../../../../bot/domain/language/parse.ts';
import type { ReportStory } from '../../../../../bot/domain/report/story.ts';
import { commands } from '../../../../../commands/index.ts';
import { checkBlocks } from '../../../../../local/slack/blocks/check.ts';
import { ALARM, BEGAN, entry, incident, JO } from '../../../domain/incident/incidents.ts';
import { menusOf, pressesOf, textsOf } from './look.ts';

const reading = { now: BEGAN + HOUR, definitions: commands };
const acknowledged = { detected: BEGAN, declared: BEGAN, acknowledged: BEGAN + MINUTE };

function storyOf(over: Partial<IncidentState>, entries: Entry[] = [entry(1)]): IncidentStory {
  const state = incident(over);
  return {
    ...{
      id: '7QK2P',
      seq: 3,
      by: state.by,
      at: BEGAN,
      state,
      resolution: [],
      card: { as: 'room', place: state.place },
    },
    timeline: { entries, more: false, head: { entries: entries.length, changes: 0 } },
  };
}

const cardOf = (over: Partial<IncidentState>, entries?: Entry[]) => renderIncidentCard(storyOf(over, entries), reading);

const STATES: Record<string, Partial<IncidentState>> = {
  'nobody acknowledged': {},
  'somebody leads': { roles: { lead: JO }, milestones: acknowledged },
  'is mitigated': { is: 'mitigated', milestones: { ...acknowledged, mitigated: BEGAN + HOUR } },
  'is over': { is: 'resolved', milestones: { ...acknowledged, resolved: BEGAN + HOUR }, resolution: 'a restart' },
};
const ROLES = ['Take lead', 'Take scribe', 'Take communications', 'Take operations'];

describe('the card of an incident', () => {
  it.each([
    ['nobody acknowledged', ['Acknowledge', 'Take lead', 'Update…'], ['Mitigated…', 'Resolve…', 'Note…', 'Severity…']],
    ['somebody leads', ['Mitigated…', 'Update…', 'Note…'], ['Resolve…', 'Severity…']],
    ['is mitigated', ['Resolve…', 'Take lead', 'Update…'], ['Reopen…', 'Note…', 'Severity…']],
    ['is over', ['Report', 'Reopen…'], ['Update…', 'Note…', 'Severity…']],
  ])('has three buttons above its timeline at most, and the rest in a menu, where %s', (name, buttons, rest) => {
    const card = cardOf(STATES[name] ?? {});
    expect(checkBlocks(card.blocks)).toMatchObject({ ok: true });
    expect(Object.keys(pressesOf(card))).toEqual([...buttons, 'Timeline']);
    expect(Object.keys(menusOf(card).at(-1) ?? {})).toEqual(rest);
    for (const says of [pressesOf(card), ...menusOf(card)].flatMap((one) => Object.values(one)))
      expect([says, parse(says, { commands }).ok]).toEqual([says, true]);
  });

  it('takes and frees each role beside who has them, as long as it is not over', () => {
    const rolesOf = (name: string) => menusOf(cardOf(STATES[name] ?? {}));
    expect(Object.keys(rolesOf('nobody acknowledged')[0] ?? {})).toEqual(ROLES);
    expect(rolesOf('somebody leads')[0]).toMatchObject({ 'Free lead': 'leave lead in I-7QK2P' });
    expect(rolesOf('is over')).toHaveLength(1);
    expect(textsOf(cardOf(STATES['somebody leads'] ?? {}).blocks)).toContain(
      'Lead: <@UJO> · free: scribe, communications and operations',
    );
    expect(textsOf(cardOf(STATES['is over'] ?? {}).blocks)).toContain('Lead: nobody');
  });

  it.each([
    ['rings', true, {}, '🔔 Rings: checkout-5xx-rate'],
    ['is over', false, {}, '🔔 No alarm of it rings any more'],
    ['rings when the incident is over', true, STATES['is over'], undefined],
  ])('says which alarm %s', (_how, ringing, over, line) => {
    const alarms = [{ arn: ALARM, name: 'checkout-5xx-rate', ringing }];
    const lines = textsOf(cardOf({ ...over, alarms }).blocks).flatMap((text) => text.split('\n'));
    expect(lines.find((text) => text.startsWith('🔔'))).toBe(line);
  });

  it('keeps the ids of what is pressed while entries come', () => {
    const idsOf = (entries: Entry[]) =>
      cardOf({}, entries).blocks.flatMap((block) =>
        block.type === 'actions' || (block.type === 'section' && block.accessory) ? [block.block_id] : [],
      );
    expect(idsOf([entry(1), entry(2)])).toEqual(idsOf([entry(1)]));
    expect(idsOf([]).every((id) => id !== undefined)).toBe(true);
  });
});

describe('a reminder of an incident', () => {
  const said = (of: ReminderOf, over: Partial<IncidentState> = {}) =>
    sayIncidentReminder({
      is: 'incident-reminder',
      id: '7QK2P',
      state: incident(over),
      of,
      at: BEGAN + 8 * MINUTE + SECOND,
    });

  it('counts in whole minutes', () => {
    expect(said('lead').first).toBe('⏰ <!here> nobody leads this incident, 6 min after it was declared');
    expect(said('update', { lastUpdate: { text: 'x', at: BEGAN } }).first).toMatch(/the last one was 8 min ago$/);
  });

  it('of a report opens the report', () => {
    expect(said('report').presses?.[0]).toMatchObject({ label: 'Report', says: 'report in I-7QK2P' });
  });
});

describe('an answer about an incident', () => {
  const timeline = (filter: TimelineFilter, entries: Entry[] = []) =>
    renderAnswer(
      {
        ...{ is: 'timeline', id: '7QK2P', state: incident(), filter, entries, zone: 'UTC' },
        head: { entries: 12, changes: 0 },
      },
      reading,
    );

  it.each<[string, TimelineFilter]>([
    ['12 in all', {}],
    ['run and host', { kinds: ['run', 'host'] }],
    [
      '<@UANA> · host-7 · last 2h · “worker leak”',
      { person: 'UANA', host: 'host-7', last: 2 * HOUR, search: 'worker leak' },
    ],
  ])('of a timeline says what was asked for: %s', (what, filter) => {
    expect(textsOf(timeline(filter, [entry(1)]).blocks)[0]).toContain(`* · ${what}, newest first · I-7QK2P`);
  });

  it('in which nothing fits says what may be asked for, and offers all entries', () => {
    const empty = timeline({ search: 'bogus' });
    expect(textsOf(empty.blocks).join('\n')).toMatch(/Nothing fits\.\nAsk for a kind \(`runs`/);
    expect(pressesOf(empty)['All entries']).toBe('timeline in I-7QK2P');
    expect(pressesOf(timeline({}, [entry(1)]))).not.toHaveProperty('All entries');
  });

  it('says until when a reminder is put off, and asks for nothing else', () => {
    const act = { is: 'snooze', of: 'update', time: 30 * MINUTE } as const;
    const said = renderAnswer({ is: 'incident-acted', id: '7QK2P', act, state: incident() }, reading);
    expect(said.text).toMatch(/^✔ Snoozed until .*: the reminder of an update in/);
    expect(Object.keys(pressesOf(said))).toEqual(['Show']);
  });

  it('has the figures under a heading, with whose hours were counted', () => {
    const minor = {
      severity: 'minor',
      count: 1,
      open: 0,
      times: { resolved: { count: 1, median: MINUTE, ninetieth: HOUR } },
    } as const;
    const figures = { from: BEGAN, to: BEGAN + HOUR, drills: [], hosts: [], commands: [] };
    const said = renderAnswer(
      { is: 'figures', figures: { ...figures, real: [{ ...minor, counted: 'business' }] } },
      reading,
    );
    const [, table = ''] = textsOf(said.blocks);
    expect(table.split('\n').slice(1, 3)).toEqual([
      '                median / 90 in 100',
      'Minor     1, in business hours',
    ]);
    expect(table).toMatch(/resolved {6}1 min \/ 1 h/);
  });

  it.each([
    ['markdown', 'Markdown'],
    ['csv', 'CSV'],
  ] as const)('names a file of %s as people do', (as, name) => {
    const said = renderAnswer({ is: 'timeline-file', as, id: '7QK2P', here: false }, reading);
    expect(said.text).toContain(`The timeline as ${name}`);
  });
});

describe('the card of a report', () => {
  const parts = {
    summary: { text: 'x' },
    impact: { text: 'x' },
    cause: { text: 'x' },
    well: { text: 'x' },
    badly: { text: 'x' },
  };
  const card = (over: Partial<ReportStory>) =>
    renderReportCard(
      {
        ...{ id: '7QK2P', seq: 1, by: JO, at: BEGAN, sources: [], actions: [], parts, state: { is: 'draft' } },
        about: { title: 'checkout is down', severity: 'critical', drill: false, place: { team: 'T', channel: 'C' } },
        ...over,
      } as ReportStory,
      reading,
    );

  it('asks for what is missing by buttons, and has what is written in a menu', () => {
    const { cause: _cause, ...others } = parts;
    const open = card({ parts: others });
    expect(checkBlocks(open.blocks)).toMatchObject({ ok: true });
    expect(Object.keys(pressesOf(open))).toEqual(['Root cause…', 'Add an action…']);
    expect(Object.keys(menusOf(open)[0] ?? {})).toEqual(['Summary…', 'Impact…', 'What went well…', 'What went badly…']);
  });

  it('has all of its parts within reach when nothing is missing, and none in review', () => {
    const full = card({ actions: [{ number: 1, text: 'fix it' }] });
    expect(Object.keys(pressesOf(full))).toEqual(['Ask for review', 'Add an action…']);
    expect(Object.keys(menusOf(full)[0] ?? {})).toHaveLength(5);
    expect(menusOf(card({ state: { is: 'in-review', asked: { ...JO, id: 'p' } } }))).toEqual([]);
  });
});
