import { describe, expect, test } from 'vitest';
import type { Person } from '../../../../bot/domain/actor.ts';
import { nextEscalation, tellEscalation } from '../../../../bot/domain/escalation/apply.ts';
import type { EscalationKind } from '../../../../bot/domain/escalation/ask.ts';
import { approveCost, denyCost } from '../../../../bot/domain/escalation/cost.ts';
import type { EscalationEvent, EscalationStep } from '../../../../bot/domain/escalation/event.ts';
import { REOPEN_FOR, reopen, reply } from '../../../../bot/domain/escalation/our-act.ts';
import { decideVendorAct, type VendorAct } from '../../../../bot/domain/escalation/vendor-act.ts';
import { HOUR, MINUTE } from '../../../../bot/domain/instant.ts';
import { mayActForVendor, USUAL_TARGETS, type Vendor, vendorFor } from '../../../../bot/domain/vendor/vendor.ts';

const T0 = Date.UTC(2026, 10, 2, 9);
const us = { team: 'T1', user: 'U1' };
const vera = { team: 'T2', user: 'V1' };
const viktor = { team: 'T2', user: 'V2' };
const operator: Person = { ...us, id: 'p1', grants: [{ role: 'operator' }] };
const budget: Person = { team: 'T1', user: 'U9', id: 'p9', grants: [{ role: 'budget-holder' }] };

function of(kind: EscalationKind) {
  const ask = {
    ...{ kind, receiver: 'Virtuozzo Team', activity: 'a', label: 'A', cells: [], task: 't', targets: [], custom: [] },
    priority: 'major' as const,
  };
  const place = { team: 'T1', channel: 'C1' };
  const data = {
    source: 's',
    requester: 'p1',
    place,
    sentence: 't',
    ask,
    expiresAt: T0 + 9 * HOUR,
    vendor: 'virtuozzo',
  };
  const sent = { type: 'sent' as const, data: { expiresAt: T0 + 99 * HOUR } };
  const start = tellEscalation('4KQ7M', [{ type: 'prepared', data, seq: 0, at: T0, by: us }]);
  return then(start, [[sent, us]]);
}

type Story = ReturnType<typeof tellEscalation>;

function then(story: Story, steps: [EscalationStep, { team: string; user: string }][]): Story {
  return steps.reduce((told, [step, by]) => {
    const event = { ...step, seq: told.seq + 1, at: T0 + (told.seq + 1) * MINUTE, by } as EscalationEvent;
    return nextEscalation(told, event);
  }, story);
}

function act(story: Story, by: typeof vera, act: VendorAct): Story {
  const decided = decideVendorAct(story.state, by, { act, now: T0 + HOUR });
  if (!decided.ok) throw new Error(JSON.stringify(decided.error));
  return then(story, [[decided.value, by]]);
}

const refused = (story: Story, by: typeof vera, act: VendorAct) => {
  const decided = decideVendorAct(story.state, by, { act, now: T0 + HOUR });
  return decided.ok ? undefined : decided.error;
};

const EVERY: VendorAct[] = [
  { is: 'accept' },
  { is: 'decline', because: 'no' },
  { is: 'ask', text: 'which?' },
  { is: 'progress', text: 'half' },
  { is: 'estimate', amount: 100, currency: 'EUR' },
  { is: 'done' },
  { is: 'word', word: 'safe', because: 'it is' },
];

const may = (story: Story) => EVERY.filter((one) => refused(story, vera, one) === undefined).map(({ is }) => is);

describe('What a vendor may do with a request, by where it stands', () => {
  const accepted = act(of('task'), vera, { is: 'accept', eta: T0 + 3 * HOUR });
  const estimated = act(of('paid'), vera, { is: 'estimate', amount: 12_500, currency: 'EUR' });
  const offered = then(estimated, [[{ type: 'cost-approved', data: { person: 'p9', spent: 0 } }, budget]]);
  test.each([
    ['a task that is sent', of('task'), ['accept', 'decline', 'ask']],
    ['a task that is accepted', accepted, ['decline', 'ask', 'progress', 'done']],
    ['paid work that is sent: first the estimate', of('paid'), ['decline', 'ask', 'estimate']],
    ['paid work that is estimated', estimated, ['decline', 'ask', 'estimate']],
    ['paid work whose cost is approved', offered, ['accept', 'decline', 'ask', 'estimate']],
    ['a question on safety', of('safety'), ['decline', 'ask', 'word']],
    ['what they declined', act(of('task'), vera, { is: 'decline', because: 'no' }), []],
    ['what is done', act(accepted, vera, { is: 'done', text: 'it is' }), []],
  ])('%s', (_, story, allowed) => expect(may(story)).toEqual(allowed));

  test('the first to accept takes it, and the others are told who and when', () => {
    expect(accepted.state).toMatchObject({ is: 'accepted', acceptor: vera, eta: T0 + 3 * HOUR });
    expect(refused(accepted, viktor, { is: 'accept' })).toMatchObject({ reason: 'taken', by: vera });
  });

  test('a new estimate takes back the approval of the old one', () => {
    const dearer = act(offered, vera, { is: 'estimate', amount: 99_900, currency: 'EUR' });
    expect(dearer.state).toMatchObject({ is: 'estimated', estimate: { amount: 99_900 } });
  });

  test('nothing before it is sent, after its end, or for a time that is over', () => {
    const late = decideVendorAct(of('task').state, vera, { act: { is: 'accept' }, now: T0 + 100 * HOUR });
    expect(late).toMatchObject({ error: { reason: 'expired' } });
    expect(refused(of('task'), vera, { is: 'accept', eta: T0 })).toMatchObject({ reason: 'past-time' });
  });

  test('the clocks: sent, offered, accepted, the first reply and done', () => {
    const done = act(act(act(of('task'), vera, { is: 'ask', text: '?' }), vera, { is: 'accept' }), vera, {
      is: 'done',
    });
    const minutes = Object.entries(done.state.clock ?? {}).map(([what, at]) => [what, (at - T0) / MINUTE]);
    expect(Object.fromEntries(minutes)).toEqual({ sent: 1, offered: 1, firstReply: 2, accepted: 3, done: 4 });
    expect(offered.state.clock).toMatchObject({ sent: T0 + MINUTE, offered: T0 + 3 * MINUTE });
  });

  test('what is said to be done goes back to them for a while', () => {
    const done = act(accepted, vera, { is: 'done' });
    const asked = { now: T0 + HOUR, because: 'still down', doneAt: T0 };
    const again = reopen(done.state, operator, asked);
    expect(again).toMatchObject({ ok: true });
    if (again.ok) expect(then(done, [[again.value, us]]).state).toMatchObject({ is: 'accepted', acceptor: vera });
    expect(reopen(done.state, operator, { ...asked, now: T0 + REOPEN_FOR })).toMatchObject({
      error: { reason: 'too-late-to-reopen' },
    });
  });

  test('the cost: a budget holder, within the limit of the month, in its currency', () => {
    const limit = { amount: 20_000, currency: 'EUR' };
    const ask = { now: T0, spent: 0, limit };
    expect(approveCost(estimated.state, budget, ask)).toMatchObject({ ok: true });
    expect(approveCost(estimated.state, operator, ask)).toMatchObject({ error: { reason: 'own-request' } });
    const other = { ...operator, user: 'UOTHER', id: 'p-other' };
    expect(approveCost(estimated.state, other, ask)).toMatchObject({ error: { reason: 'no-role' } });
    expect(approveCost(estimated.state, budget, { ...ask, spent: 8_000 })).toMatchObject({
      error: { reason: 'over-limit', spent: 8_000, amount: 12_500 },
    });
    expect(approveCost(estimated.state, budget, { now: T0, spent: 0, limit: undefined })).toMatchObject({
      error: { reason: 'no-limit' },
    });
    const dollars = { ...ask, limit: { ...limit, currency: 'USD' } };
    expect(approveCost(estimated.state, budget, dollars)).toMatchObject({ error: { reason: 'other-currency' } });
    expect(approveCost(offered.state, budget, ask)).toMatchObject({ error: { reason: 'not-now' } });
    const denied = denyCost(estimated.state, budget, { now: T0, because: 'too much' });
    if (denied.ok) expect(then(estimated, [[denied.value, budget]]).state.is).toBe('too-dear');
    expect(denied.ok).toBe(true);
  });

  test('we answer what is with them, and nothing else', () => {
    const registered = { ...of('task').state, vendor: 'virtuozzo' };
    expect(reply(of('task').state, operator, { now: T0, text: 'x' })).toEqual({
      ok: false,
      error: { reason: 'by-hand' },
    });
    expect(reply(registered, operator, { now: T0, text: 'the second one' })).toMatchObject({ ok: true });
    const declined = act(of('task'), vera, { is: 'decline', because: 'no' });
    expect(reply(declined.state, operator, { now: T0, text: 'why?' })).toMatchObject({ error: { reason: 'too-late' } });
  });
});

describe('Who may act for a vendor', () => {
  const vendor = (name: string, team: string, channel: string): Vendor => ({
    ...{ name, label: name, parties: [], organisations: [team], channel: { team: 'T1', channel }, contacts: [] },
    targets: USUAL_TARGETS,
  });
  const vendors = [vendor('virtuozzo', 'T2', 'CV'), vendor('zeta', 'T3', 'CZ')];
  test.each([
    ['one of theirs, in their channel, on their request', 'T2', 'CV', 'virtuozzo', true],
    ['of another vendor', 'T3', 'CV', 'virtuozzo', 'wrong-channel'],
    ['of another vendor, in their own channel', 'T3', 'CZ', 'virtuozzo', 'wrong-request'],
    ['one of theirs, in another channel', 'T2', 'C1', 'virtuozzo', 'wrong-channel'],
    ['one of ours', 'T1', 'CV', 'virtuozzo', 'unknown-team'],
    ['of an organisation that nobody registered', 'T9', 'CV', 'virtuozzo', 'unknown-team'],
    ['of no organisation that Slack named', 'unresolved', 'CV', 'virtuozzo', 'unknown-team'],
  ])('%s', (_, team, channel, name, answer) => {
    const may = mayActForVendor(vendors, { team, user: 'X' }, { team: 'T1', channel, request: { vendor: name } });
    expect(may.ok ? true : may.why).toBe(answer);
  });

  test('a request of no registered vendor is nobody’s', () => {
    expect(mayActForVendor(vendors, vera, { team: 'T1', channel: 'CV', request: {} }).ok).toBe(false);
  });
});

describe('Whose a request is', () => {
  const vendor: Vendor = {
    ...{ name: 'virtuozzo', label: 'Virtuozzo', parties: ['Virtuozzo Team'], organisations: ['T2'], contacts: [] },
    targets: USUAL_TARGETS,
  };
  test.each([
    ['the party of theirs', undefined, 'Virtuozzo Team', 'virtuozzo'],
    ['a party that is nobody’s', undefined, 'Virtuozzo Team (paid)', undefined],
    ['an activity that they take', ['platform-upgrade'], 'Virtuozzo Team', 'virtuozzo'],
    ['an activity that they do not take', ['backups'], 'Virtuozzo Team', undefined],
  ])('%s', (_what, activities, receiver, expected) => {
    const vendors = [{ ...vendor, ...(activities && { activities }) }];
    expect(vendorFor(vendors, { receiver, activity: 'platform-upgrade' })?.name).toBe(expected);
  });
});
