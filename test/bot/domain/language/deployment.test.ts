import { describe, expect, it } from 'vitest';
import type { DeploymentSentence } from '../../../../bot/domain/language/deployment-sentence.ts';
import { parse } from '../../../../bot/domain/language/parse.ts';
import { writeSentence } from '../../../../bot/domain/language/write-sentence.ts';
import { vocabulary } from './fixtures.ts';

const ID = '4KQ7M';

describe('a sentence about a deployment', () => {
  it.each<[string, DeploymentSentence]>([
    ['deployments', { is: 'deployments' }],
    ['deployment start ACME-EU', { is: 'deployment-start', name: 'acme-eu' }],
    ['deployment d-4kq7m', { is: 'deployment', deployment: ID, as: 'list' }],
    ['Deployment Picture D-4KQ7M', { is: 'deployment', deployment: ID, as: 'picture' }],
    ['deployment report D-4KQ7M', { is: 'deployment', deployment: ID, as: 'report' }],
    ['deployment begin D-4KQ7M stage 4', { is: 'deployment-act', deployment: ID, act: { is: 'begin', stage: 4 } }],
    ['deployment done D-4KQ7M #4', { is: 'deployment-act', deployment: ID, act: { is: 'done', stage: 4 } }],
    [
      'deployment done D-4KQ7M 10 because “Vera of Virtuozzo”',
      { is: 'deployment-act', deployment: ID, act: { is: 'done', stage: 10, because: 'Vera of Virtuozzo' } },
    ],
    [
      'deployment skip D-4KQ7M 8 because "no"',
      { is: 'deployment-act', deployment: ID, act: { is: 'skip', stage: 8, because: 'no' } },
    ],
    ['deployment ask D-4KQ7M 10', { is: 'deployment-act', deployment: ID, act: { is: 'ask', stage: 10 } }],
    [
      'deployment ask D-4KQ7M 13 ours',
      { is: 'deployment-act', deployment: ID, act: { is: 'ask', stage: 13, side: 'owner' } },
    ],
    [
      'deployment ask D-4KQ7M 13 vendor',
      { is: 'deployment-act', deployment: ID, act: { is: 'ask', stage: 13, side: 'vendor' } },
    ],
    ['deployment reopen D-4KQ7M 7', { is: 'deployment-act', deployment: ID, act: { is: 'reopen', stage: 7 } }],
    ['deployment snooze D-4KQ7M', { is: 'deployment-act', deployment: ID, act: { is: 'snooze', days: 5 } }],
    ['deployment snooze D-4KQ7M for 10d', { is: 'deployment-act', deployment: ID, act: { is: 'snooze', days: 10 } }],
    [
      'deployment close D-4KQ7M because "given up"',
      { is: 'deployment-act', deployment: ID, act: { is: 'close', because: 'given up' } },
    ],
  ])('reads %s, and what it writes of it', (typed, sentence) => {
    expect(parse(typed, vocabulary)).toEqual({ ok: true, value: sentence });
    expect(parse(writeSentence(sentence), vocabulary)).toEqual({ ok: true, value: sentence });
  });

  it.each([
    ['deployment dnoe D-4KQ7M 4', 'deployment done D-4KQ7M 4'],
    ['deploymnet done D-4KQ7M 4', 'deployment done D-4KQ7M 4'],
    ['deployment strat acme-eu', 'deployment start acme-eu'],
    ['deployment ask D-4KQ7M 13 vendro', 'deployment ask D-4KQ7M 13 vendor'],
    ['deploymets', 'deployments'],
  ])('only suggests what %s may have meant', (typed, sentence) => {
    expect(parse(typed, vocabulary)).toMatchObject({ ok: false, error: { is: 'suggestion', sentence } });
  });

  it.each([
    ['deployment', '`deployment` does not say which one', 'deployment D-4KQ7M'],
    ['deployment acme-eu', '`acme-eu` is not the id of a deployment', 'deployment D-4KQ7M'],
    ['deployment start', '`deployment start` does not say which platform', 'deployment start acme-eu'],
    ['deployment start acme_eu', '`acme_eu` cannot be a platform’s name', 'deployment start acme-eu'],
    ['deployment start acme eu', 'I do not know what to do with `eu`', 'deployment start acme-eu'],
    ['deployment done', '`deployment done` does not say which deployment', 'deployment done D-4KQ7M 4'],
    ['deployment done R-4KQ7M 4', '`R-4KQ7M` is not the id of a deployment', 'deployment done D-4KQ7M 4'],
    ['deployment done D-4KQ7M', '`deployment done` does not say which stage', 'deployment done D-4KQ7M 4'],
    ['deployment done D-4KQ7M four', '`four` is not the number of a stage', 'deployment done D-4KQ7M 4'],
    ['deployment done D-4KQ7M 0', '`0` is not the number of a stage', 'deployment done D-4KQ7M 4'],
    ['deployment done D-4KQ7M 100', '`100` is not the number of a stage', 'deployment done D-4KQ7M 4'],
    ['deployment done D-4KQ7M 4 5', 'I do not know what to do with `5`', 'deployment done D-4KQ7M 4'],
    ['deployment begin D-4KQ7M 4 because x', '`deployment begin` takes no reason', 'deployment begin D-4KQ7M 4'],
    ['deployment ask D-4KQ7M 13 nobody', '`nobody` is no party of a stage', 'deployment ask D-4KQ7M 13 vendor'],
    ['deployment snooze D-4KQ7M for 61d', '`61d` is no time to be put off', 'deployment snooze D-4KQ7M for 10d'],
    ['deployment snooze D-4KQ7M until Monday', 'I do not know what to do with `until`', 'deployment snooze D-4KQ7M'],
    ['deployments all', 'I do not know what to do with `all`', 'deployments'],
  ])('says what is wrong with %s', (typed, why, example) => {
    const error = { is: 'not-understood', why: why.replace('’', "'"), example };
    expect(parse(typed, vocabulary)).toMatchObject({ ok: false, error });
  });

  it.each([
    ['deployment skip D-4KQ7M 8', '`deployment skip` needs a reason'],
    ['deployment close D-4KQ7M', '`deployment close` needs a reason'],
    ['deployment skip D-4KQ7M 8 because', 'there is no reason after `because`'],
  ])('wants the reason of %s', (typed, why) => {
    expect(parse(typed, vocabulary)).toMatchObject({ ok: false, error: { is: 'not-understood', why } });
  });

  it.each([
    ['form deployment done D-4KQ7M 10', { command: 'deployment done', filled: { deployment: ID, stage: '10' } }],
    ['form deployment skip D-4KQ7M 8', { command: 'deployment skip', filled: { deployment: ID, stage: '8' } }],
    ['form deployment close D-4KQ7M', { command: 'deployment close', filled: { deployment: ID } }],
    ['form deployment close D-4KQ7M because "x"', { command: 'deployment close', because: 'x' }],
  ])('opens the form of %s', (typed, gap) => {
    expect(parse(typed, vocabulary)).toMatchObject({ ok: true, value: { is: 'form', gap } });
  });

  it.each(['form deployment', 'form deployment ask D-4KQ7M 10', 'form deployment done'])(
    'has no form for %s',
    (typed) => {
      expect(parse(typed, vocabulary)).toMatchObject({ ok: false, error: { is: 'not-understood' } });
    },
  );
});
