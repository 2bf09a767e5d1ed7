import { describe, expect, it } from 'vitest';
import { renderAnswer } from '../../../../../bot/adapters/slack/render/answer.ts';
import type { EscalationRefusal } from '../../../../../bot/domain/escalation/refusal.ts';
import { readVendorSentence } from '../../../../../bot/domain/language/read-vendor-act.ts';
import { textsOf } from './look.ts';
import { NOON, reading } from './stories.ts';

const VERA = { team: 'T2VIRT', user: 'U2VERA' };
const VIKTOR = { team: 'T2VIRT', user: 'U2VIKTOR' };

const refused = (refusal: EscalationRefusal, to = VIKTOR) =>
  textsOf(renderAnswer({ is: 'heard-refused', to, request: '4KQ7M', refusal }, reading).blocks).join(' | ');
const misread = (typed: string) => {
  const read = readVendorSentence(typed);
  if (!read || !('wrong' in read)) throw new Error(`${typed} is read`);
  return textsOf(renderAnswer({ is: 'heard-misread', to: VERA, request: '8C2MX', misread: read }, reading).blocks).join(
    ' | ',
  );
};

describe('One of a vendor’s people who is told no', () => {
  it.each<[EscalationRefusal, RegExp]>([
    [{ reason: 'taken', by: VERA, at: NOON }, /<@U2VIKTOR>: \*E-4KQ7M\* was taken by <@U2VERA>, <!date.*UTC>$/],
    [{ reason: 'taken', by: VIKTOR, at: NOON }, /you have taken \*E-4KQ7M\*/],
    [{ reason: 'too-late', state: 'withdrawn' }, /\*E-4KQ7M\* is over: it was taken back$/],
    [{ reason: 'too-late', state: 'too-dear' }, /is over: nothing is wanted any more$/],
    [{ reason: 'not-now', state: 'sent', kind: 'task' }, /has to be accepted first.*`accept E-4KQ7M eta 2h`/],
    [{ reason: 'not-now', state: 'sent', kind: 'paid' }, /wants an estimate first.*`estimate E-4KQ7M 1250 EUR`/],
    [{ reason: 'not-now', state: 'estimated', kind: 'paid' }, /waits until its cost is approved$/],
    [{ reason: 'not-now', state: 'sent', kind: 'safety' }, /asks whether something is safe/],
    [{ reason: 'past-time', at: NOON }, /that time is over/],
  ])('hears why, and what may stand there: %j', (refusal, words) => expect(refused(refusal)).toMatch(words));

  it.each<EscalationRefusal>([
    { reason: 'no-role', needed: 'admin' },
    { reason: 'over-limit', limit: 500_000, spent: 1, amount: 2, currency: 'EUR' },
    { reason: 'too-late-to-reopen', until: NOON },
  ])('hears nothing of ours: $reason', (refusal) => {
    expect(refused(refusal)).toBe('✋ <@U2VIKTOR>: *E-4KQ7M* does not take that');
  });

  it('sees what may stand there instead of what they wrote, of that request', () => {
    expect(misread('decline E-8C2MX')).toBe(
      '🤔 <@U2VERA>: it does not say why | Allowed: `because` and a reason. For example `decline E-8C2MX because "the node is not ours"`',
    );
    expect(misread('estimate E-8C2MX much')).toContain('`estimate E-8C2MX 1250 EUR');
  });
});
