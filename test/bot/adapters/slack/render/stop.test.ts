import { describe, expect, it } from 'vitest';
import { renderAnswer } from '../../../../../bot/adapters/slack/render/answer.ts';
import { renderAnyCard } from '../../../../../bot/adapters/slack/render/any-card.ts';
import type { Answer } from '../../../../../bot/domain/answer.ts';
import type { StopStory } from '../../../../../bot/domain/card.ts';
import type { EmergencyStop } from '../../../../../bot/domain/freeze/standing.ts';
import { MINUTE } from '../../../../../bot/domain/instant.ts';
import { foreignMarkup, pressesOf, textsOf } from './look.ts';
import { APPROVER, NOON, OPERATOR, reading, STATES, STOPS } from './stories.ts';

const stop: EmergencyStop = {
  ...{ id: '5T0PS', from: NOON, by: OPERATOR, person: 'p1', because: 'disks <!channel> fail' },
  ...{ where: { team: 'T1ACME', channel: 'C0OPS' }, lifts: [] },
};
const lift = { by: APPROVER, person: 'p2', at: NOON + 2 * MINUTE, because: '<@U9> replaced' };
const run = Object.values(STATES).find(({ state }) => state.is === 'running');
const line = (id: string) => ({
  ...{ id, by: OPERATOR, at: NOON - MINUTE, sentence: 'restart nginx on host-7' },
  state: run?.state ?? {
    is: 'asked' as const,
    id,
    by: OPERATOR,
    requester: 'p1',
    place: stop.where,
    sentence: '',
    askedAt: NOON,
  },
});
const story = (more: Partial<StopStory> = {}): StopStory => ({
  ...{ id: stop.id, by: OPERATOR, at: NOON, seq: 3, stop, where: stop.where, going: [], now: NOON },
  ...{ state: { is: 'stopped' }, ...more },
});
const card = (more: Partial<StopStory> = {}, shared = false) =>
  renderAnyCard(story(more), { ...reading, channelIsShared: shared });

describe('the card of an emergency stop', () => {
  it('says who, why, since when, what it takes, and has a button for each run that is under way', () => {
    const shown = card({ going: [line('8C2MX'), line('7F3KA')] });
    const text = textsOf(shown.blocks).join('\n');
    expect(shown.text).toMatch(/^🛑 Everything is stopped since .* · X-5T0PS$/);
    expect(text).toContain('<@U1OPERATOR>: “disks &lt;!channel&gt; fail”');
    expect(text).toContain('2 people who are approver or admin');
    expect(text).toContain('the stop does not interrupt what hosts were sent');
    expect(pressesOf(shown)).toEqual({
      'Lift the stop': 'lift X-5T0PS',
      'Cancel R-8C2MX': 'cancel R-8C2MX because "everything is stopped"',
      'Cancel R-7F3KA': 'cancel R-7F3KA because "everything is stopped"',
      Calendar: 'calendar',
    });
    expect(foreignMarkup(shown)).toEqual([]);
  });

  it('says whose word there is, and that one more is wanted', () => {
    const text = textsOf(card({ stop: { ...stop, lifts: [lift] } }).blocks).join('\n');
    expect(text).toContain('*1 of 2 have said that it may end*: <@U2APPROVER>');
    expect(text).toContain('1 other approver or admin is wanted');
  });

  it('names both when it is lifted, and has nothing to lift any more', () => {
    const lifts = [lift, { by: OPERATOR, person: 'p1', at: NOON + 5 * MINUTE }];
    const shown = card({ stop: { ...stop, lifts }, state: { is: 'lifted' } });
    expect(shown.text).toBe('✔ The emergency stop is lifted after 5 min · X-5T0PS');
    expect(Object.values(pressesOf(shown))).toEqual(['waiting', 'calendar']);
    expect(textsOf(shown.blocks).join('\n')).toContain('“&lt;@U9&gt; replaced”');
  });

  it('names nobody, no reason and no run where another organisation reads along', () => {
    const shown = card({ going: [line('8C2MX')] }, true);
    expect(textsOf(shown.blocks)).toEqual(['🛑 *All maintenance is stopped* for now · X-5T0PS']);
    expect(pressesOf(shown)).toEqual({});
  });

  it('leaves runs beyond eight to the list of runs', () => {
    const shown = card({ going: Array.from({ length: 11 }, (_, at) => line(`8C2M${at}`)) });
    expect(Object.keys(pressesOf(shown))).toHaveLength(10);
    expect(textsOf(shown.blocks).join('\n')).toContain('… and 3 more runs');
  });
});

describe('the card of a run that waits while everything is stopped', () => {
  it('says so, and offers neither approval nor exception', () => {
    const waiting = STATES.waiting;
    if (!waiting) throw new Error('no story waits');
    const shown = renderAnyCard({ ...waiting, stops: [STOPS.stop, STOPS.freeze] }, reading);
    expect(shown.text).toContain('is stopped · R-');
    expect(Object.keys(pressesOf(shown))).toEqual(['Deny', 'Show plan', 'Cancel']);
    expect(textsOf(shown.blocks).join('\n')).toContain('🛑 *Stopped*: everything is stopped since');
  });
});

describe('what is told of it', () => {
  it.each<[Answer, RegExp]>([
    [{ is: 'everything-stopped', stop }, /^🛑 Everything is stopped since/],
    [{ is: 'everything-stopped', stop, already: true }, /^🛑 Everything is stopped already, since/],
    [{ is: 'lift-asked', stop: { ...stop, lifts: [lift] } }, /your word is on record, and another person’s is wanted/],
    [{ is: 'lift-asked', stop: { ...stop, lifts: [lift] }, already: true }, /on record already/],
    [{ is: 'lifted', stop, at: NOON + MINUTE }, /^✔ You lifted the stop after 1 min/],
    [{ is: 'calendar', zone: 'UTC', now: [], locks: [], next: [], stop }, /only what reads: everything is stopped/],
  ])('%o', (answer, first) => {
    const said = renderAnswer(answer, reading);
    expect(said.text).toMatch(first);
    expect(foreignMarkup(said)).toEqual([]);
  });

  it.each<Answer>([
    { is: 'help', entries: [], roles: [], more: 0, stop },
    { is: 'waiting', forYou: [], yours: [], reviews: [], stop },
    { is: 'health', lines: [], stop },
  ])('stands above $is', (answer) => {
    const said = renderAnswer(answer, reading);
    expect(textsOf(said.blocks)[1]).toMatch(/^🛑 \*Everything is stopped\* since .*disks &lt;!channel&gt; fail/);
  });
});
