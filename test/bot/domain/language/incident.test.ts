import { describe, expect, it } from 'vitest';
import { parse } from '../../../../bot/domain/language/parse.ts';
import { writeSentence } from '../../../../bot/domain/language/write-sentence.ts';
import { vocabulary } from './fixtures.ts';

const read = (text: string) => parse(text, vocabulary);
const ID = '7QK2P';

describe('sentences about incidents', () => {
  it.each([
    [
      'incident "checkout is down" critical',
      { is: 'incident-declare', title: 'checkout is down', severity: 'critical' },
    ],
    [
      'INCIDENT “Zahlung für Kund’innen – aus” Minor platform drill here because "tägliche Übung"',
      {
        title: "Zahlung für Kund'innen – aus",
        severity: 'minor',
        kind: 'platform',
        drill: true,
        here: true,
        impact: 'tägliche Übung',
      },
    ],
    [
      'incident "slow" hits some customers in staging from R-8C2MX',
      { hits: { whom: 'some-customers', environment: 'staging' }, run: '8C2MX' },
    ],
    ['incident "slow" hits us', { hits: { whom: 'ourselves', environment: 'production' } }],
    ['incident i-7qk2p', { is: 'incident', incident: ID }],
    ['incidents', { is: 'incidents' }],
    ['On-Call', { is: 'on-call' }],
    ['ack', { is: 'incident-act', act: { is: 'acknowledge' } }],
    ['acknowledge in I-7QK2P', { incident: ID, act: { is: 'acknowledge' } }],
    ['take Lead', { act: { is: 'take', role: 'lead' } }],
    ['leave scribe in I-7QK2P', { incident: ID, act: { is: 'leave', role: 'scribe' } }],
    ['severity major because "one region"', { act: { is: 'severity', severity: 'major', impact: 'one region' } }],
    ['severity because "one region"', { act: { is: 'severity', impact: 'one region' } }],
    [
      'severity hits all customers in production in I-7QK2P',
      { incident: ID, act: { hits: { whom: 'all-customers', environment: 'production' } } },
    ],
    ['mitigated', { act: { is: 'mitigated' } }],
    [
      'resolve in I-7QK2P because "leak, in R-8C2MX"',
      { incident: ID, act: { is: 'resolve', because: 'leak, in R-8C2MX' } },
    ],
    [
      'severity major because “one region only” in I-7QK2P',
      { incident: ID, act: { severity: 'major', impact: 'one region only' } },
    ],
    ['reopen because it is back', { act: { is: 'reopen', because: 'it is back' } }],
    [
      'note "öffne Ticket, dann warten" at 14:05 in I-7QK2P',
      { act: { text: 'öffne Ticket, dann warten', at: { hour: 14, minute: 5 } } },
    ],
    ['timeline', { is: 'timeline', filter: {} }],
    ['timeline alarms, runs last 2 hours', { filter: { kinds: ['alarm', 'run'], last: 7_200_000 } }],
    ['timeline host-7 "Müller" in I-7QK2P', { incident: ID, filter: { host: 'host-7', search: 'Müller' } }],
    ['timeline <@U0OPERATOR>', { filter: { person: 'U0OPERATOR' } }],
    ['timeline I-7QK2P last 2h', { incident: ID, filter: { last: 7_200_000 } }],
    ['timeline in I-7QK2P last 2h', { incident: ID, filter: { last: 7_200_000 } }],
    ['take lead i-7qk2p', { incident: ID, act: { is: 'take', role: 'lead' } }],
    ['resolve I-7QK2P because "leak"', { incident: ID, act: { is: 'resolve', because: 'leak' } }],
    ['severity I-7QK2P hits us in staging', { incident: ID, act: { hits: { environment: 'staging' } } }],
    ['note "as in I-AAAAA" I-7QK2P', { incident: ID, act: { text: 'as in I-AAAAA' } }],
    ['report done I-7QK2P', { is: 'report', incident: ID }],
    ['timeline before 2026-11-21T14:05:00.123Z', { before: Date.UTC(2026, 10, 21, 14, 5, 0, 123) }],
  ])('reads %s, and reads what it writes of it', (text, value) => {
    const first = read(text);
    expect(first).toMatchObject({ ok: true, value });
    expect(first.ok && read(writeSentence(first.value))).toEqual(first);
  });

  it.each([
    ['incident checkout is down critical', 'incident "checkout is down" critical'],
    ['incident "checkout is down" critcal', 'incident "checkout is down" critical'],
    ['incdient "checkout is down" critical', 'incident "checkout is down" critical'],
    [
      'incident payments, and more hits some customers',
      'incident "payments, and more" hits some customers in production',
    ],
    ['take laed', 'take lead'],
    ['severity mjor', 'severity major'],
    ['note the cache was cleared because it hung', 'note "the cache was cleared because it hung"'],
    ['note the same as I-7QK2P', 'note "the same as I-7QK2P"'],
    ['timeline alrms', 'timeline alarm'],
    ['akcnowledge', 'acknowledge'],
  ])('only suggests what %s may mean', (text, sentence) => {
    expect(read(text)).toEqual({ ok: false, error: { is: 'suggestion', sentence } });
  });

  it.each([
    ['incident', {}],
    ['incident "checkout is down"', { title: 'checkout is down' }],
    ['incident drill here', { drill: 'drill', here: 'here' }],
    ['form incident "slow" major from R-8C2MX', { title: 'slow', severity: 'major', run: '8C2MX' }],
    ['form resolve in I-7QK2P', { incident: ID }],
    ['form note', {}],
  ])('opens the form of %s with what is known', (text, filled) => {
    expect(read(text)).toMatchObject({ ok: true, value: { is: 'form', gap: { filled } } });
  });

  it.each([
    ['resolve', '`resolve` needs a reason'],
    ['timeline I-AAAAA in I-7QK2P', 'I do not know what to do with `I-AAAAA`'],
    ['resolve now because "x"', 'I do not know what to do with `now`'],
    ['take', '`take` does not say which role'],
    ['take cake', '`cake` is no role in an incident'],
    ['ack in I-7QK', '`I-7QK` is not the id of an incident'],
    ['severity awful', '`awful` is no severity'],
    ['note', '`note` does not say what'],
    ['note "x" at noonish', '`noonish` is no time of the day'],
    ['incident "x" critical hits dogs', '`dogs` does not say whom it hits'],
    ['incident "x" critical tomorrow', 'I do not know what to do with `tomorrow`'],
    [`incident "${'x'.repeat(121)}" critical`, 'the title has 121 characters'],
    ['timeline last tuesday', '`tuesday` is no length of time'],
    ['timeline before lunch', '`lunch` is no moment'],
    ['timeline @somebody', '`@somebody` is nobody that I know of'],
  ])('says why %s is none', (text, why) => {
    expect(read(text)).toMatchObject({ ok: false, error: { is: 'not-understood', why } });
  });
});

describe('what somebody wrote in a form', () => {
  it.each(['declared “checkout is down”, critical', 'the «cache» „here‟', '"“”"', 'ends in “', '“'])(
    'is read to the letter, whatever quotation marks a phone made of it: %s',
    (text) => {
      const note = { is: 'incident-act', act: { is: 'note', text } } as const;
      expect(read(writeSentence(note))).toEqual({ ok: true, value: note });
    },
  );
});
