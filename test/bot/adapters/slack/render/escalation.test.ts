import { describe, expect, it } from 'vitest';
import { ACT_OUTCOME_BLOCK, ACT_REASON_BLOCK } from '../../../../../bot/adapters/slack/render/act-form.ts';
import { renderAnswer } from '../../../../../bot/adapters/slack/render/answer.ts';
import { renderAnyCard } from '../../../../../bot/adapters/slack/render/any-card.ts';
import { renderCard } from '../../../../../bot/adapters/slack/render/card.ts';
import { renderAnyForm } from '../../../../../bot/adapters/slack/render/every-word.ts';
import { renderForm } from '../../../../../bot/adapters/slack/render/form.ts';
import { sentenceOf } from '../../../../../bot/adapters/slack/render/form-sentence.ts';
import { renderVendorCard } from '../../../../../bot/adapters/slack/render/vendor-card.ts';
import type { Answer } from '../../../../../bot/domain/answer.ts';
import type { CustomEntry } from '../../../../../bot/domain/custom/custom.ts';
import { noted } from '../../../../../bot/domain/custom/custom.ts';
import type { EscalationRefusal } from '../../../../../bot/domain/escalation/refusal.ts';
import { tellToVendor } from '../../../../../bot/domain/escalation/to-vendor.ts';
import { HOUR } from '../../../../../bot/domain/instant.ts';
import { parse } from '../../../../../bot/domain/language/parse.ts';
import { USUAL_TARGETS } from '../../../../../bot/domain/vendor/vendor.ts';
import { commands } from '../../../../../commands/index.ts';
import { checkBlocks, checkView } from '../../../../../local/slack/blocks/check.ts';
import { ADMIN, NOTE, REQUESTS, requestStory, sentRequest, UNLISTED, withdrawn, word } from './escalations.ts';
import { foreignMarkup, pressesOf, sizeOf, textsOf } from './look.ts';
import { approved, host, NOON, OPERATOR, planned, reading, story } from './stories.ts';

const request = (name: string) => REQUESTS[name] ?? requestStory([]);
const entry = (more: Partial<CustomEntry> = {}): CustomEntry => ({ ...NOTE, by: OPERATOR, at: NOON, ...more });
const told = (answer: Answer) => textsOf(renderAnswer(answer, reading).blocks).join('\n');

describe('the card of a request to a vendor', () => {
  it.each([
    ['a task, prepared', '✋', 'is a task of Virtuozzo Team · request prepared, not sent', 'waiting'],
    ['paid work, prepared', '✋', 'is a task of Virtuozzo Team, as paid work · request prepared, not sent', 'waiting'],
    [
      'safety of a plan, prepared',
      '✋',
      'is not listed: Virtuozzo Team says first whether it is safe · request prepared, not sent',
      'waiting',
    ],
    ['a task, sent', '⏸', '· sent to Virtuozzo Team by <@U2APPROVER>, who has not answered yet', 'waiting'],
    ['withdrawn', '⏹', '· the request to Virtuozzo Team was withdrawn by <@U1OPERATOR>', 'cancelled'],
    ['expired', '⌛', '· the request to Virtuozzo Team expired', 'expired'],
    ['safe', '✔', 'is safe, says Virtuozzo Team · recorded by <@U3ADMIN>', 'succeeded'],
    ['safe-if', '⚠', 'is safe under a condition, says Virtuozzo Team · recorded by <@U3ADMIN>', 'succeeded'],
    ['unsafe', '✋', 'is not safe, says Virtuozzo Team · recorded by <@U3ADMIN>', 'refused'],
  ])('says in its first line what, whose and how: %s', (name, sign, how, outcome) => {
    const card = renderAnyCard(request(name), reading);
    expect(card.text).toBe(`${sign} edit /etc/hosts on infra-gate ${how} · E-4KQ7M`);
    expect(card.metadata).toMatchObject({ event_payload: { stream: 'escalation#4KQ7M', outcome } });
  });

  it.each(Object.keys(REQUESTS))('holds to Slack’s limits, and each button is a sentence that is read: %s', (name) => {
    const card = renderAnyCard(request(name), reading);
    expect(checkBlocks(card.blocks)).toMatchObject({ ok: true });
    expect(foreignMarkup(card)).toEqual([]);
    const says = Object.values(pressesOf(card));
    expect(says.length).toBeGreaterThan(0);
    for (const sentence of says) expect([sentence, parse(sentence, { commands }).ok]).toEqual([sentence, true]);
  });

  it.each([
    ['a task, prepared', ['Send', 'See what they will see', 'Diagnose first', 'Withdraw']],
    ['paid work, prepared', ['Send for an estimate', 'See what they will see', 'Diagnose first', 'Withdraw']],
    [
      'safety of a plan, prepared',
      ['Send', 'See what they will see', 'Diagnose first', 'Record their word', 'Withdraw'],
    ],
    ['safety, sent', ['See what they will see', 'Record their word', 'Withdraw']],
    ['unsafe', ['Show E-4KQ7M']],
  ])('offers what can still be done: %s', (name, labels) => {
    expect(Object.keys(pressesOf(renderAnyCard(request(name), reading)))).toEqual(labels);
  });

  it.each([
    ['a task, prepared', 'It is sent by an operator, until '],
    ['paid work, prepared', 'a budget holder approves the cost; nothing goes further without'],
    ['safety of a plan, prepared', 'the run waits for their word'],
    ['safety by hand, prepared', 'it is done by hand after their word'],
    ['a task, sent', 'Waits for them until '],
    ['withdrawn', '<@U1OPERATOR>: “done by hand”'],
    ['safe-if', 'Only if: “the gate is drained first”'],
    ['unsafe', 'Their word: “ticket 4711”'],
  ])('says what happens next, or what was said: %s', (name, part) => {
    expect(textsOf(renderAnyCard(request(name), reading).blocks).join('\n')).toContain(part);
  });

  it('tells another organisation that reads along nothing of host, task, vendor or people', () => {
    for (const one of Object.values(REQUESTS)) {
      const card = renderAnyCard(one, { ...reading, channelIsShared: true });
      expect(card.text).toMatch(/^\S+ A request to a vendor is [a-z]+ · E-4KQ7M$/);
      expect(JSON.stringify([card.text, card.blocks])).not.toMatch(/infra-gate|hosts|Virtuozzo|U\d[A-Z]+|gateway|4711/);
    }
  });
});

describe('what the vendor will see', () => {
  it('is shown word for word, and what only we know is set apart', () => {
    const text = told({ is: 'escalation', story: request('a task, prepared') });
    for (const part of [
      '*What Virtuozzo Team will see* · E-4KQ7M · prepared, not sent',
      '🆘 *Editing System Files* on production, 1 infrastructure container · Major · E-4KQ7M',
      '*Wanted of you*: to do it',
      '*Task*: `edit /etc/hosts on infra-gate`',
      '*Why*: “new gateway”',
    ])
      expect(text).toContain(part);
    const [only, ...more] = text.split('\n').filter((line) => /U1OPERATOR|R-8C2MX/.test(line));
    expect(only).toMatch(/^Only for us: asked by <@U1OPERATOR>/);
    expect(more).toEqual([]);
  });

  it('is their card as the form shows it, where they have a channel', () => {
    const story = requestStory([{ type: 'sent', data: { vendor: 'virtuozzo', expiresAt: NOON + 48 * HOUR } }]);
    const vendor = {
      ...{ name: 'virtuozzo', label: 'Virtuozzo', parties: [], organisations: [], contacts: [] },
      ...{ targets: USUAL_TARGETS, channel: { team: 'T0OURS', channel: 'C0EXT' } },
    };
    const card = { story: tellToVendor(story, vendor), us: 'Acme' };
    const { blocks } = renderAnswer({ is: 'escalation', story, card }, reading);
    const form = renderAnyForm(
      {
        is: 'form',
        commands: [],
        targets: [],
        send: { story, sending: { is: 'send', request: story.id }, ask: story.ask, seen: 'x', choices: [], card },
      },
      reading,
    );
    const theirs = textsOf(renderVendorCard(card.story, { ...reading, us: 'Acme' }).blocks);
    for (const text of [theirs[0], theirs[1], 'Their buttons: [Accept…] [Decline…] [Ask…]'])
      for (const shown of [blocks, form.blocks]) expect(textsOf(shown)).toContain(text);
  });

  it('says the day on which it is wanted, and what was sent as it was sent', () => {
    const data = { wantedBy: NOON + 24 * HOUR, priority: 'critical', expiresAt: NOON + 48 * HOUR } as const;
    const sent = requestStory([{ type: 'sent', data }]);
    const text = told({ is: 'escalation', story: sent });
    expect(text).toContain('*What Virtuozzo Team sees*');
    expect(text).toContain('*Priority*: critical · *wanted by* ');
  });

  it('names the custom configuration to be kept, as much of it as a message holds', () => {
    const custom = Array.from({ length: 100 }, (_, at) => ({ ...NOTE, id: `${10_000 + at}`, what: 'x'.repeat(300) }));
    const answer = renderAnswer({ is: 'escalation', story: requestStory([], { ask: { custom } }) }, reading);
    expect(checkBlocks(answer.blocks)).toMatchObject({ ok: true });
    expect(sizeOf(answer)).toBeLessThan(12_000);
    expect(textsOf(answer.blocks).join('\n')).toMatch(/K-10000.*\n(?:.*\n)*… and \d\d more, not shown here/);
  });
});

describe('the answers around requests', () => {
  it('list what is open, each with a button', () => {
    const lines = ['a task, prepared', 'paid work, sent'].map((name) => ({
      id: '4KQ7M',
      at: NOON,
      state: request(name).state,
    }));
    const answer = renderAnswer({ is: 'escalations', lines }, reading);
    const text = textsOf(answer.blocks).join('\n');
    expect(text).toContain('*2 open requests to vendors*');
    expect(text).toContain('✋ *E-4KQ7M* edit /etc/hosts on infra-gate');
    expect(text).toContain('prepared, not sent · Virtuozzo Team · major · by <@U1OPERATOR>');
    expect(text).toContain('sent, to be estimated');
    expect(pressesOf(answer)).toEqual({ 'Show E-4KQ7M': 'show E-4KQ7M' });
  });

  it.each([
    ['sent', request('a task, sent'), '*E-4KQ7M* goes to Virtuozzo Team', 'Its card shows how it goes on'],
    [
      'sent',
      request('paid work, sent'),
      '*E-4KQ7M* goes to Virtuozzo Team for an estimate',
      '`withdraw` takes it back',
    ],
    ['withdrawn', request('withdrawn'), 'You withdrew *E-4KQ7M*', 'Nothing was run.'],
    [
      'withdrawn',
      requestStory([withdrawn()], { kind: 'safety', waits: true }),
      'You withdrew *E-4KQ7M*',
      'The run that waited for it is cancelled',
    ],
    ['safe', request('safe'), 'says that it is safe', 'The run goes on to the usual approvals'],
    ['safe', requestStory([word('safe')], { kind: 'safety' }), 'says that it is safe', 'does it by hand'],
    ['safe-if', request('safe-if'), 'safe under a condition', 'whoever approves sees the condition'],
    ['safe-if', requestStory([word('safe-if', 'x')], { kind: 'safety' }), 'under a condition', 'does it by hand'],
    ['unsafe', request('unsafe'), 'says that it is not safe', 'The run ends here'],
    ['unsafe', requestStory([word('unsafe')], { kind: 'safety' }), 'not safe', 'It is not to be done'],
  ] as const)('say what %s did', (act, made, first, after) => {
    const text = told({ is: 'escalation-acted', act, story: made });
    expect(text).toContain(first);
    expect(text).toContain(after);
  });

  it.each<[EscalationRefusal, string, string]>([
    [{ reason: 'no-role', needed: 'admin' }, 'this needs the role of an admin', 'help'],
    [{ reason: 'unknown-request' }, 'there is no request *E-4KQ7M*', 'requests'],
    [{ reason: 'not-yours' }, 'was asked for by somebody else', 'show E-4KQ7M'],
    [{ reason: 'too-late', state: 'withdrawn' }, '*E-4KQ7M* is withdrawn already', 'show E-4KQ7M'],
    [{ reason: 'expired', at: NOON }, '*E-4KQ7M* expired', 'show E-4KQ7M'],
    [{ reason: 'over-already', wantedBy: NOON }, 'is over', 'show E-4KQ7M'],
    [{ reason: 'not-asked', kind: 'paid' }, 'it asks for paid work', 'show E-4KQ7M'],
    [{ reason: 'not-asked', kind: 'task' }, 'it asks them to do it', 'show E-4KQ7M'],
  ])('say no, whose it would be, and the next step: %j', (refusal, why, next) => {
    const answer = renderAnswer({ is: 'escalation-act-refused', act: 'send', id: '4KQ7M', refusal }, reading);
    const text = textsOf(answer.blocks).join('\n');
    expect(text).toContain(why);
    expect(text).toContain('nothing was changed');
    expect(Object.values(pressesOf(answer))).toEqual([next]);
  });
});

describe('custom configuration', () => {
  it('is said to be recorded, where others are, and how it is taken off again', () => {
    const text = told({ is: 'custom-recorded', note: NOTE, others: 2 });
    expect(text).toContain('✔ *Custom configuration recorded* · K-7F3KA');
    expect(text).toContain('raised worker_connections to 4096 on infra-gate: “load”, agreed with vendor-1');
    expect(text).toContain('2 others there. ');
    expect(text).toContain('`custom remove K-7F3KA`');
    expect(told({ is: 'custom-removed', note: NOTE })).toContain('Nothing was changed on a target');
  });

  it('is listed with who recorded it, as much as a message holds', () => {
    expect(told({ is: 'custom-list', notes: [entry()], on: 'infra-gate' })).toContain(
      '*1 custom configuration* on infra-gate',
    );
    const notes = Array.from({ length: 300 }, (_, at) => entry({ id: `${10_000 + at}` }));
    const answer = renderAnswer({ is: 'custom-list', notes }, reading);
    expect(checkBlocks(answer.blocks)).toMatchObject({ ok: true });
    expect(sizeOf(answer)).toBeLessThan(12_000);
    expect(textsOf(answer.blocks).join('\n')).toMatch(/… and \d+ more: name targets to see them/);
  });

  it('is on the card that is approved, and in what `show` and `plan` say, above its buttons', () => {
    const custom = noted([entry({ on: ['host-7'] })]);
    const run = story([planned({ ...(custom && { custom }) })]);
    for (const { blocks } of [renderCard(run, reading), renderAnswer({ is: 'run', story: run }, reading)]) {
      const text = textsOf(blocks).join('\n');
      expect(text).toContain('*Custom configuration here*: it may be overwritten');
      expect(text.match(/raised worker_connections to 4096 on host-7/g)).toHaveLength(1);
      expect(blocks.at(-1)?.type).toBe('actions');
    }
    expect(textsOf(renderCard(story([planned()]), reading).blocks).join('\n')).not.toContain('Custom configuration');
    const over = story([planned({ ...(custom && { custom }) }), approved()]);
    expect(textsOf(renderCard(over, reading).blocks).join('\n')).not.toContain('Custom configuration');
  });

  it('is on the card of the request that is sent, until it is over', () => {
    const ask = { custom: [NOTE] };
    for (const steps of [[], [sentRequest]]) {
      const text = textsOf(renderAnyCard(requestStory(steps, { ask }), reading).blocks).join('\n');
      expect(text).toContain('raised worker_connections to 4096 on infra-gate');
    }
    const over = renderAnyCard(requestStory([withdrawn()], { ask }), reading);
    expect(textsOf(over.blocks).join('\n')).not.toContain('worker_connections');
  });

  it('leaves room for the plan of 50 hosts', () => {
    const hosts = Array.from({ length: 50 }, (_, at) => host(`production-user-host-${at}`));
    const custom = noted(Array.from({ length: 60 }, (_, at) => entry({ id: `${10_000 + at}`, what: 'x'.repeat(300) })));
    const making = { hosts, ...(custom && { custom }) };
    const run = story([planned(making)], making);
    for (const answer of [renderCard(run, reading), renderAnswer({ is: 'run', story: run }, reading)]) {
      expect(checkBlocks(answer.blocks)).toMatchObject({ ok: true });
      expect(sizeOf(answer)).toBeLessThan(12_000);
      expect(textsOf(answer.blocks).join('\n')).toMatch(/… and \d\d more, not shown here/);
    }
  });
});

describe('a run that waits for the vendor’s word', () => {
  const making = { unlisted: UNLISTED };
  const linked = { type: 'linked', data: { request: '4KQ7M' } } as const;

  it('says whose word, in which request, until when, and offers no approval', () => {
    const card = renderCard(story([planned(making), linked], making), reading);
    expect(card.text).toBe('⏸ Restart nginx on host-7 waits for the vendor’s word · R-8C2MX');
    const text = textsOf(card.blocks).join('\n');
    expect(text).toContain('Moving racks × User Host is not listed in virtuozzo v3');
    expect(text).toContain('Virtuozzo Team is asked in *E-4KQ7M*; then the usual approvals, until ');
    expect(pressesOf(card)).toEqual({
      'Show E-4KQ7M': 'show E-4KQ7M',
      'Show plan': 'show R-8C2MX',
      Cancel: 'cancel R-8C2MX',
    });
  });

  it('names no request before there is one', () => {
    const card = renderCard(story([planned(making)], making), reading);
    expect(textsOf(card.blocks).join('\n')).toContain('Virtuozzo Team is asked; then the usual approvals');
  });

  it.each([
    ['recorded', 'recorded'],
    ['given', 'said'],
  ] as const)('goes on to the approvals with the word (%s) and its condition on the card', (heard, how) => {
    const cleared = {
      type: 'cleared',
      data: {
        request: '4KQ7M',
        because: 'ticket 4711',
        condition: 'the gate is drained first',
        by: ADMIN,
        heard,
      },
    } as const;
    const card = renderCard(story([planned(making), linked, cleared], making), reading);
    expect(card.text).toContain('waits for approval');
    const text = textsOf(card.blocks).join('\n');
    expect(text).toContain('says that it is safe, *only if* “the gate is drained first”: “ticket 4711”');
    expect(text).toContain(`${how} by <@U3ADMIN> · E-4KQ7M`);
  });
});

describe('the form of an act on a request', () => {
  it.each([
    [
      'record',
      'safe',
      'record E-4KQ7M as safe because "by phone"',
      { is: 'record', word: 'safe', because: 'by phone' },
    ],
    ['record', 'unsafe', 'record E-4KQ7M as unsafe because "by phone"', { is: 'record', word: 'unsafe' }],
    ['withdraw', undefined, 'withdraw E-4KQ7M because "by phone"', { is: 'withdraw', because: 'by phone' }],
  ] as const)('stands for a sentence that is read: %s %s', (command, outcome, sentence, read) => {
    const gap = { command, missing: ['because'], filled: { request: '4KQ7M' } };
    const view = renderForm({ is: 'form', gap, commands: [], targets: [] });
    expect(checkView(view)).toMatchObject({ ok: true });
    const typed = outcome ? 'record E-4KQ7M safe if "…" because …' : 'withdraw E-4KQ7M because …';
    expect(textsOf(view.blocks).at(-1)).toContain(`\`${typed}\``);
    const chosen = outcome && { [ACT_OUTCOME_BLOCK]: { value: { selected_option: { value: outcome } } } };
    const values = { [ACT_REASON_BLOCK]: { value: { value: 'by phone' } }, ...chosen };
    const said = sentenceOf(
      { callback_id: view.callback_id ?? '', private_metadata: view.private_metadata ?? '', values },
      commands,
    );
    expect(said).toBe(sentence);
    expect(parse(said, { commands })).toMatchObject({ ok: true, value: { ...read, request: '4KQ7M' } });
  });
});
