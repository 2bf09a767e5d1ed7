import { describe, expect, it } from 'vitest';
import type { EscalationSentence } from '../../../../bot/domain/language/escalation-sentence.ts';
import { parse } from '../../../../bot/domain/language/parse.ts';
import { writeSentence } from '../../../../bot/domain/language/write-sentence.ts';
import { vocabulary } from './fixtures.ts';

const SLOW = { is: 'escalate', text: 'the storage node is slow since 10:00', to: 'virtuozzo' } as const;
const targets = { names: ['infra-gate', 'infra-db'], groups: [] };
const whyOf = (read: ReturnType<typeof parse>) =>
  !read.ok && read.error.is === 'not-understood' ? read.error.why : read;

describe('what is said to be escalated, and of it', () => {
  it.each<[string, EscalationSentence]>([
    ['escalate "the storage node is slow since 10:00" to virtuozzo', SLOW],
    [
      'Escalate “the storage node is slow since 10:00” to Virtuozzo MAJOR on infra-gate, infra-db by friday 9:00 because "orders"',
      { ...SLOW, priority: 'major', targets, moment: { day: 'friday', hour: 9, minute: 0 }, because: 'orders' },
    ],
    [
      'escalate "x" as minor by 2026-12-24 to "Virtuozzo GmbH"',
      { is: 'escalate', text: 'x', to: 'virtuozzo gmbh', priority: 'minor', day: '2026-12-24' },
    ],
    [
      'escalate "nobody answers" to circle-owner critical',
      { is: 'escalate', text: 'nobody answers', to: 'circle-owner', priority: 'critical' },
    ],
    ['accept e-4kq7m eta 30m', { is: 'inner-act', request: '4KQ7M', said: { says: 'accept', eta: { in: 1_800_000 } } }],
    ['accept E-4KQ7M', { is: 'inner-act', request: '4KQ7M', said: { says: 'accept' } }],
    [
      'decline E-4KQ7M because "not ours"',
      { is: 'inner-act', request: '4KQ7M', said: { says: 'decline', because: 'not ours' } },
    ],
    ['ask E-4KQ7M "since when?"', { is: 'inner-act', request: '4KQ7M', said: { says: 'ask', text: 'since when?' } }],
    [
      'progress E-4KQ7M "half of it" eta 18:30',
      {
        is: 'inner-act',
        request: '4KQ7M',
        said: { says: 'progress', text: 'half of it', eta: { at: { hour: 18, minute: 30 } } },
      },
    ],
    [
      'done E-4KQ7M "they are on it"',
      { is: 'inner-act', request: '4KQ7M', said: { says: 'done', text: 'they are on it' } },
    ],
    ['done E-4KQ7M', { is: 'inner-act', request: '4KQ7M', said: { says: 'done' } }],
  ])('%s is read, and written so that it reads the same', (text, sentence) => {
    const read = parse(text, vocabulary);
    expect(read).toEqual({ ok: true, value: sentence });
    expect(parse(writeSentence(sentence), vocabulary)).toEqual(read);
  });

  it.each([
    ['escalate', ['text', 'receiver'], {}],
    ['escalate "it is slow"', ['receiver'], { text: 'it is slow' }],
    ['escalate to virtuozzo major', ['text'], { to: 'virtuozzo', priority: 'major' }],
    ['form escalate "it is slow" to virtuozzo by 18:00', [], { text: 'it is slow', to: 'virtuozzo', by: '18:00' }],
  ])('%s opens the form that asks for the rest', (text, missing, filled) => {
    expect(parse(text, vocabulary)).toEqual({
      ok: true,
      value: { is: 'form', gap: { command: 'escalate', missing, filled } },
    });
  });

  it('is only suggested where it is a guess what is asked', () => {
    expect(parse('escalate the node is slow to virtuozzo major', vocabulary)).toEqual({
      ok: false,
      error: { is: 'suggestion', sentence: 'escalate "the node is slow" to virtuozzo major' },
    });
  });

  it.each([
    ['escalate "x" to virtuozzo urgent', 'I do not know what to do with `urgent`'],
    [`escalate "${'x'.repeat(501)}" to virtuozzo`, 'what you ask has 501 characters'],
    ['escalate "x" to virtuozzo by noonish', '`noonish` is no day'],
    ['escalate "x" to', 'there is nothing after `to`'],
    ['escalate "x" to virtuozzo major, infra-gate', 'I do not know what to do with `,`'],
    ['accept it', '`it` is not the id of a request'],
    ['accept', '`accept` does not say which request'],
    ['accept E-4KQ7M eta soon', '`soon` is no time of the day'],
    ['decline E-4KQ7M', 'it does not say why'],
    ['form accept', '`accept` does not say which request'],
  ])('%s is refused in words', (text, why) => {
    const said = whyOf(parse(text, vocabulary));
    expect(said).toContain(why);
  });
});
