import { describe, expect, it } from 'vitest';
import { renderNudge } from '../../../../../bot/adapters/slack/render/announcement.ts';
import { actions } from '../../../../../bot/adapters/slack/render/blocks.ts';
import { renderCard } from '../../../../../bot/adapters/slack/render/card.ts';
import { HOUR } from '../../../../../bot/domain/instant.ts';
import type { Story } from '../../../../../bot/domain/run/apply.ts';
import { foreignMarkup, pressesOf, textsOf } from './look.ts';
import { APPROVER, NOON, reading, STATES } from './stories.ts';

const because = 'the shop <!channel> is down';
const broken = (story: Story): Story => ({
  ...story,
  asked: { ...story.asked, command: { ...story.asked.command, breakGlass: true, because } },
  ...(story.plan && {
    plan: { ...story.plan, approval: 'none', breakGlass: { instead: { of: 1, from: 'approver' } } },
  }),
});
const over = Object.values(STATES).find(({ state }) => state.is === 'finished') as Story;
const due = (reviewBy: number): Story => {
  const story = broken(over);
  return { ...story, state: { ...story.state, reviewBy } as Story['state'] };
};
const textOf = (story: Story) => textsOf(renderCard(story, reading).blocks).join('\n');

describe('the card of a break-glass run', () => {
  it.each(Object.entries(STATES))('says so before all else, and escapes its reason: %s', (_name, story) => {
    const card = renderCard(broken(story), reading);
    expect(card.text).toMatch(/^\S+ BREAK-GLASS: /);
    expect(textsOf(card.blocks).join('\n')).toContain('Nobody was asked first');
    expect(foreignMarkup(card)).toEqual([]);
  });

  it('says until when it is to be reviewed, and has the form for it', () => {
    expect(textOf(due(NOON + HOUR))).toMatch(/\*Review\* by an approver other than <@U1OPERATOR>: due /);
    expect(pressesOf(renderCard(due(NOON + HOUR), reading))).toMatchObject({ 'Review R-8C2MX': 'form review R-8C2MX' });
    expect(textOf(due(NOON - HOUR))).toContain('*OVERDUE* since');
  });

  it.each([
    [true, '✔ *Reviewed, and fine*: <@U2APPROVER>'],
    [false, '✖ *Reviewed, and not fine*: <@U2APPROVER>'],
  ])('says what was found: %s', (fine, words) => {
    const story = { ...broken(over), review: { by: APPROVER, person: 'p2', at: NOON, fine, because: 'seen' } };
    expect(textOf(story)).toContain(words);
    expect(Object.keys(pressesOf(renderCard(story, reading)))).not.toContain('Review R-8C2MX');
  });

  it('says nothing of it where another organisation reads along', () => {
    const card = renderCard(due(NOON + HOUR), { ...reading, channelIsShared: true });
    expect(JSON.stringify(card)).not.toMatch(/glass|review/i);
  });
});

describe('a reminder of its review', () => {
  it.each([
    ['review', NOON + HOUR, /^To be reviewed: .*BREAK-GLASS: .* · due /],
    ['review-overdue', NOON - HOUR, /^The review is overdue: .* · \*OVERDUE\* since /],
  ] as const)('says which run and until when, and has its form: %s', (is, reviewBy, words) => {
    const said = renderNudge(due(reviewBy), is, reading);
    expect(textsOf(said.blocks)[0]).toMatch(words);
    expect(pressesOf(said)).toEqual({ 'Review R-8C2MX': 'form review R-8C2MX' });
  });
});

describe('a button that breaks the glass', () => {
  it('asks once more, with its exact words', () => {
    const says = 'break-glass restart nginx on host-7 because "down"';
    expect(actions([{ id: 'again', label: 'Ask again', says }])).toMatchObject([
      { elements: [{ confirm: { title: { text: 'Break the glass?' }, text: { text: says } } }] },
    ]);
  });
});
