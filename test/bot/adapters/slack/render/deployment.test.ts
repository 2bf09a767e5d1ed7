import { describe, expect, it } from 'vitest';
import { renderAnnouncement } from '../../../../../bot/adapters/slack/render/announcement.ts';
import { renderAnswer } from '../../../../../bot/adapters/slack/render/answer.ts';
import { renderAnyCard } from '../../../../../bot/adapters/slack/render/any-card.ts';
import { renderForm } from '../../../../../bot/adapters/slack/render/form.ts';
import { sentenceOf } from '../../../../../bot/adapters/slack/render/form-sentence.ts';
import type { Answer } from '../../../../../bot/domain/answer.ts';
import type { DeploymentStory } from '../../../../../bot/domain/deployment/apply.ts';
import type { DeploymentRefusal } from '../../../../../bot/domain/deployment/refusal.ts';
import { HOUR } from '../../../../../bot/domain/instant.ts';
import { parse } from '../../../../../bot/domain/language/parse.ts';
import { commands } from '../../../../../commands/index.ts';
import { checkBlocks } from '../../../../../local/slack/blocks/check.ts';
import { deploymentStory, someProgress, withSteps } from './deployments.ts';
import { foreignMarkup, pressesOf, sizeOf, textsOf } from './look.ts';
import { NOON, reading } from './stories.ts';

const NASTY = '<!channel> `x` *b*\n✔ done\u202e | <http://evil|https://good>';
const finished = withSteps(
  deploymentStory(),
  { type: 'taken', data: { stage: 13 } },
  ...Array.from({ length: 31 }, (_, at) => ({ type: 'done' as const, data: { stage: at + 1, because: 'seen' } })),
);
const closed = withSteps(someProgress(), { type: 'closed', data: { because: NASTY } });
const reminded = withSteps(someProgress(NASTY), { type: 'reminded', data: {} });
const stories: [string, DeploymentStory][] = [
  ['begun', deploymentStory()],
  ['under way', someProgress(NASTY)],
  ['with a long reason everywhere', someProgress('<&'.repeat(150))],
  ['reminded of', reminded],
  ['finished', finished],
  ['given up', closed],
  ['with the longest name', deploymentStory('w'.repeat(63))],
];

describe('the card of a deployment', () => {
  it('says first how far it is, then what is next of whom, with a button for the next one of each', () => {
    const card = renderAnyCard(someProgress(), reading);
    expect(card.text).toBe('🏗 Deployment of acme-eu · 4 of 31 stages · D-4KQ7M');
    const text = textsOf(card.blocks).join('\n');
    expect(text).toContain('▓▓▓▓▓░░░░░░░ 3 of 7 · Platform Owner');
    expect(text).toContain('▶ *4* Networks and public IPs provisioning · in progress');
    expect(text).toContain('⏸ *9* Hardware check and preliminary configuration · asked');
    expect(text).toContain('E-2WX8Z');
    expect(pressesOf(card)).toEqual({
      '4: done': 'deployment done D-4KQ7M 4',
      '13: ours': 'deployment ask D-4KQ7M 13 us',
      '13: the vendor’s': 'deployment ask D-4KQ7M 13 vendor',
      '9: they did it…': 'form deployment done D-4KQ7M 9',
      '10: ask the vendor': 'deployment ask D-4KQ7M 10 vendor',
      'All stages': 'deployment D-4KQ7M',
      Picture: 'deployment picture D-4KQ7M',
      Report: 'deployment report D-4KQ7M',
    });
  });

  it.each(stories)(
    '%s keeps within Slack’s limits, lets no markup through, and its buttons are sentences',
    (_title, story) => {
      for (const shown of [renderAnyCard(story, reading), renderAnnouncement(story, reading)]) {
        expect(checkBlocks(shown.blocks)).toMatchObject({ ok: true });
        expect(foreignMarkup(shown)).toEqual([]);
        expect(sizeOf(shown)).toBeLessThan(4_000);
        for (const says of Object.values(pressesOf(shown)))
          expect(parse(says, { commands })).toMatchObject({ ok: true });
      }
    },
  );

  it('tells people of other organisations neither platform nor stages', () => {
    for (const [, story] of stories) {
      const shared = { ...reading, channelIsShared: true };
      const shown = [renderAnyCard(story, shared), renderAnnouncement(story, shared)].map((one) => JSON.stringify(one));
      expect(shown.join('')).not.toMatch(/acme-eu|www|provisioning|Virtuozzo|seen|channel/);
    }
  });

  it('reminds with who is waited for, since when, and a way to be reminded later', () => {
    const reminder = renderAnnouncement(reminded, { ...reading, now: NOON + 48 * HOUR });
    expect(reminder.text).toMatch(/^<@U\w+> ⏰ Deployment of acme-eu: nothing has moved for /);
    const text = textsOf(reminder.blocks).join('\n');
    expect(text).toContain('*Platform Owner is waited for*, 4 stages');
    expect(text).toContain('*Somebody has to say whose it is*');
    expect(text).toContain('*Virtuozzo Team is waited for*');
    expect(text).toContain('*Virtuozzo Team has not been asked yet*, 21 stages');
    expect(pressesOf(reminder)).toMatchObject({ 'Remind later': 'deployment snooze D-4KQ7M' });
  });

  it('says of the end that it is one', () => {
    expect(renderAnnouncement(finished, reading).text).toContain('✔ Deployment of acme-eu is finished · all 31 stages');
  });
});

describe('an answer about a deployment', () => {
  it.each(stories)('lists every stage of one that is %s', (_title, story) => {
    const answer = renderAnswer({ is: 'deployment', story }, reading);
    expect(checkBlocks(answer.blocks)).toMatchObject({ ok: true });
    expect(foreignMarkup(answer)).toEqual([]);
    expect(sizeOf(answer)).toBeLessThan(13_000);
    const text = textsOf(answer.blocks).join('\n');
    expect(text.match(/^[☐▶⏸✔–] \*\d+\* /gm)).toHaveLength(31);
  });

  it('says after a mark what is left before it, and offers the next one', () => {
    const story = someProgress();
    const step = { type: 'done', data: { stage: 6 } } as const;
    const answer = renderAnswer({ is: 'deployment-acted', story, step, earlier: [4, 5] }, reading);
    expect(textsOf(answer.blocks).join('\n')).toContain('⚠ Before it stages 4 and 5 are not over yet.');
    expect(pressesOf(answer)).toMatchObject({
      '4: done': 'deployment done D-4KQ7M 4',
      'Take it back': 'deployment reopen D-4KQ7M 6',
    });
  });

  const at = (story: DeploymentStory, order: number) => {
    const stage = story.stages[order - 1];
    if (!stage) throw new Error('no such stage');
    return stage;
  };
  const vendor = 'Virtuozzo Team';
  const story = someProgress();
  const refusals: [DeploymentRefusal, string, Record<string, string>][] = [
    [{ reason: 'no-role', needed: 'operator' }, 'the role of an operator', { 'What you may do': 'help' }],
    [{ reason: 'unknown-deployment' }, 'no deployment *D-4KQ7M*', { 'All deployments': 'deployments' }],
    [
      { reason: 'name-taken', name: 'acme-eu', other: '2WX8Z' },
      'as *D-2WX8Z*',
      { 'Show D-2WX8Z': 'deployment D-2WX8Z' },
    ],
    [{ reason: 'no-such-stage', stage: 77, most: 31 }, 'no stage 77', { 'All stages': 'deployment D-4KQ7M' }],
    [{ reason: 'over-already', state: 'closed' }, 'is given up', { 'All stages': 'deployment D-4KQ7M' }],
    [{ reason: 'over-already', state: 'finished' }, 'is finished', { 'All stages': 'deployment D-4KQ7M' }],
    [{ reason: 'already', stage: at(story, 2) }, 'done', { 'Take it back': 'deployment reopen D-4KQ7M 2' }],
    [{ reason: 'already', stage: at(story, 4) }, 'in progress', { 'Take it back': 'deployment reopen D-4KQ7M 4' }],
    [{ reason: 'already', stage: at(story, 9) }, 'asked', { 'All stages': 'deployment D-4KQ7M' }],
    [{ reason: 'already', stage: at(story, 5) }, 'open already', { 'All stages': 'deployment D-4KQ7M' }],
    [{ reason: 'which-party', stage: at(story, 13) }, 'shared', { '13: ours': 'deployment ask D-4KQ7M 13 us' }],
    [
      { reason: 'not-ours', stage: at(story, 10), vendor },
      'a task of Virtuozzo',
      { 'They did it…': 'form deployment done D-4KQ7M 10' },
    ],
    [{ reason: 'not-vendors', stage: at(story, 5), vendor }, 'is ours', { 'Begin it': 'deployment begin D-4KQ7M 5' }],
    [{ reason: 'not-optional', stage: at(story, 13) }, 'of a part of it only', { 'All stages': 'deployment D-4KQ7M' }],
    [{ reason: 'not-optional', stage: at(story, 10) }, 'has to be done', { 'All stages': 'deployment D-4KQ7M' }],
    [
      { reason: 'whose-word', stage: at(story, 9), vendor },
      'who of them said',
      { 'Say who': 'form deployment done D-4KQ7M 9' },
    ],
    [
      { reason: 'still-asked', stage: at(story, 9), vendor },
      'is asked for',
      { 'Withdraw E-2WX8Z': 'form withdraw E-2WX8Z' },
    ],
  ];
  it.each(refusals)('refuses with why and the next step: %j', (refusal, why, presses) => {
    const answer: Answer = { is: 'deployment-refused', act: 'done', id: '4KQ7M', refusal };
    const shown = renderAnswer(answer, reading);
    expect(textsOf(shown.blocks)[0]).toContain(why);
    expect(pressesOf(shown)).toMatchObject(presses);
    expect(checkBlocks(shown.blocks)).toMatchObject({ ok: true });
    for (const says of Object.values(pressesOf(shown))) expect(parse(says, { commands })).toMatchObject({ ok: true });
  });
});

describe('the form of a mark', () => {
  it.each([
    ['form deployment done D-4KQ7M 9', 'deployment done D-4KQ7M 9 because "Vera"'],
    ['form deployment skip D-4KQ7M 12', 'deployment skip D-4KQ7M 12 because "Vera"'],
    ['form deployment close D-4KQ7M', 'deployment close D-4KQ7M because "Vera"'],
  ])('of %s is the sentence %s', (form, says) => {
    const read = parse(form, { commands });
    if (!read.ok || read.value.is !== 'form' || !read.value.gap) throw new Error('no form');
    const view = renderForm({ is: 'form', gap: read.value.gap, commands: [], targets: [] });
    const values = { because: { because: { type: 'plain_text_input', value: 'Vera' } } };
    const said = sentenceOf(
      { callback_id: view.callback_id ?? '', private_metadata: view.private_metadata ?? '', values },
      [],
    );
    expect(said).toBe(says);
    expect(view.title.text.length).toBeLessThanOrEqual(24);
  });
});
