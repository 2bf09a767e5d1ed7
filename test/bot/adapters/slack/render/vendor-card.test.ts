import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderAnnouncement } from '../../../../../bot/adapters/slack/render/announcement.ts';
import { renderAnyCard } from '../../../../../bot/adapters/slack/render/any-card.ts';
import type { Rendered } from '../../../../../bot/adapters/slack/render/rendered.ts';
import { renderToldVendor } from '../../../../../bot/adapters/slack/render/vendor-thread.ts';
import type { EscalationStory } from '../../../../../bot/domain/escalation/apply.ts';
import type { EscalationKind } from '../../../../../bot/domain/escalation/ask.ts';
import type { EscalationStep } from '../../../../../bot/domain/escalation/event.ts';
import { tellToVendor, VENDOR_LOSSES } from '../../../../../bot/domain/escalation/to-vendor.ts';
import type { ToldVendor } from '../../../../../bot/domain/escalation/told-vendor.ts';
import { HOUR, MINUTE } from '../../../../../bot/domain/instant.ts';
import { readVendorSentence } from '../../../../../bot/domain/language/read-vendor-act.ts';
import { plainText } from '../../../../../bot/domain/plain-text.ts';
import { USUAL_TARGETS, type Vendor } from '../../../../../bot/domain/vendor/vendor.ts';
import { checkBlocks } from '../../../../../local/slack/blocks/check.ts';
import { ADMIN, asking, NOTE, requestStory, sentRequest, withdrawn, word } from './escalations.ts';
import { foreignMarkup, pressesOf, sizeOf, textsOf } from './look.ts';
import { APPROVER, NOON, OPERATOR, reading } from './stories.ts';

const VERA = { team: 'T2VIRT', user: 'U9VERA' };
const VENDOR: Vendor & { channel: { team: string; channel: string } } = {
  name: 'virtuozzo',
  label: 'Virtuozzo',
  parties: ['Virtuozzo Team'],
  organisations: ['T2VIRT'],
  channel: { team: 'T1ACME', channel: 'C9EXT' },
  targets: USUAL_TARGETS,
  contacts: [{ who: ADMIN, side: 'ours' }],
  costLimit: { amount: 777_000, currency: 'EUR' },
};

type Step = EscalationStep & { by?: typeof VERA };
const sent: Step = { ...sentRequest, data: { ...sentRequest.data, vendor: 'virtuozzo' } } as Step;
const accepted: Step = { type: 'accepted', data: { eta: NOON + HOUR }, by: VERA };
const estimated: Step = { type: 'estimated', data: { amount: 125_050, currency: 'EUR', text: 'two hours' }, by: VERA };
const approvedCost: Step = { type: 'cost-approved', data: { person: 'p-budget', spent: 1 }, by: APPROVER };

const cardOf = (story: EscalationStory, vendor: Partial<Vendor> = {}): Rendered =>
  renderAnyCard(tellToVendor(story, { ...VENDOR, ...vendor }), { ...reading, channelIsShared: true, us: 'Acme' });
const card = (steps: Step[], kind: EscalationKind = 'task', vendor: Partial<Vendor> = {}) =>
  cardOf(requestStory(steps, { kind }), vendor);
const verbsOf = (rendered: Rendered) => Object.values(pressesOf(rendered)).map((says) => says.replace(' E-4KQ7M', ''));

describe('the card of a request in the vendor’s channel', () => {
  it('says in its first line who asks what, how pressing, which request and by when', () => {
    expect(card([sent]).text).toBe('🆘 Acme asks: edit /etc/hosts on infra-gate · Major · E-4KQ7M · accept within 2 h');
  });

  it('shows what, where, why, and how to answer by text', () => {
    const text = textsOf(card([sent]).blocks).join('\n');
    for (const one of [
      '*Task*: `edit /etc/hosts on infra-gate`',
      'infra-gate (Infrastructure Container)',
      '“new gateway”',
    ]) {
      expect(text).toContain(one);
    }
    expect(text).toContain('or answer here, in the thread: `accept eta 30m` · `decline because …`');
  });

  it.each<[string, Step[], EscalationKind, string, string[]]>([
    ['sent', [sent], 'task', 'accept within 2 h', ['form accept', 'form decline', 'form ask']],
    ['paid work, sent', [sent], 'paid', 'estimate within 4 h', ['form estimate', 'form decline', 'form ask']],
    ['safety, sent', [sent], 'safety', 'answer within 4 h', ['form safe', 'form unsafe', 'form ask', 'form decline']],
    [
      'estimated',
      [sent, estimated],
      'paid',
      'you want 1,250.50 EUR; Acme decides on the cost',
      ['form estimate', 'form ask', 'form decline'],
    ],
    [
      'offered',
      [sent, estimated, approvedCost],
      'paid',
      'the cost of 1,250.50 EUR is approved: accept within 2 h',
      ['form accept', 'form decline', 'form ask'],
    ],
    [
      'accepted',
      [sent, accepted],
      'task',
      'accepted by <@U9VERA>, done by ',
      ['form done', 'form progress', 'form ask', 'form decline'],
    ],
    [
      'done',
      [sent, accepted, { type: 'done', data: { heard: 'given', because: 'restarted' }, by: VERA }],
      'task',
      'done, says <@U9VERA>',
      [],
    ],
    [
      'recorded',
      [sent, accepted, { type: 'done', data: { heard: 'recorded' } }],
      'task',
      'Acme put on record that it is done',
      [],
    ],
    [
      'declined',
      [sent, { type: 'declined', data: { because: 'not ours' }, by: VERA }],
      'task',
      'declined by <@U9VERA>',
      [],
    ],
    [
      'too dear',
      [sent, estimated, { type: 'cost-denied', data: { person: 'p-budget', because: 'too much' } }],
      'paid',
      'Acme did not approve the cost',
      [],
    ],
    ['withdrawn', [sent, withdrawn('done by hand')], 'task', 'Acme took it back', []],
    ['expired', [sent, { type: 'expired', data: {} }], 'task', 'it expired', []],
    ['safe', [sent, word('safe')], 'safety', 'safe, as Acme put on record', []],
    [
      'not safe',
      [sent, { type: 'answered', data: { word: 'unsafe', because: 'x', heard: 'given' }, by: VERA }],
      'safety',
      'not safe, said by <@U9VERA>',
      [],
    ],
    [
      'reopened',
      [
        sent,
        accepted,
        { type: 'done', data: { heard: 'given' }, by: VERA },
        { type: 'reopened', data: { because: 'it is down again' } },
      ],
      'task',
      'accepted by <@U9VERA>',
      ['form done', 'form progress', 'form ask', 'form decline'],
    ],
  ])('says how it stands and offers what may be done then: %s', (_name, steps, kind, how, verbs) => {
    const rendered = card(steps, kind);
    expect(rendered.text).toContain(how);
    expect(verbsOf(rendered)).toEqual(verbs);
    expect(checkBlocks(rendered.blocks)).toMatchObject({ ok: true });
  });

  it('says why it was given back, and no longer when they meant to be done', () => {
    const done: Step = { type: 'done', data: { heard: 'given' }, by: VERA };
    const rendered = card([sent, accepted, done, { type: 'reopened', data: { because: 'it is down again' } }]);
    expect(textsOf(rendered.blocks).join('\n')).toContain('*Acme* reopened it: “it is down again”');
    expect(rendered.text).not.toContain('done by');
  });

  it('offers a run where the vendor’s runs are switched on and it is accepted', () => {
    expect(verbsOf(card([sent, accepted], 'task', { runs: true }))[0]).toBe('run');
    expect(verbsOf(card([sent], 'task', { runs: true }))).not.toContain('run');
  });

  it('names only text twins that are read', () => {
    for (const [steps, kind] of [
      [[sent], 'task'],
      [[sent], 'paid'],
      [[sent], 'safety'],
      [[sent, accepted], 'task'],
    ] as const) {
      const line = textsOf(card([...steps], kind).blocks).at(-1) ?? '';
      const twins = [...line.matchAll(/`([^`]+)`/g)].map(([, twin = '']) => twin.replace('…', '"words"'));
      expect(twins.length).toBeGreaterThan(0);
      for (const twin of twins) expect(readVendorSentence(twin), twin).toHaveProperty('says');
    }
  });

  it('shows the last words that were said to and fro, ours in nobody’s name', () => {
    const text = textsOf(
      card([
        sent,
        { type: 'asked-back', data: { text: 'which gate?' }, by: VERA },
        { type: 'replied', data: { text: 'the first, says <@U2APPROVER>' } },
      ]).blocks,
    ).join('\n');
    expect(text).toContain('<@U9VERA>: “which gate?”');
    expect(text).toContain('*Acme*: “the first, says &lt;@…&gt;”');
  });

  it('holds nothing of ours but what was asked and said, in no block, text or metadata', () => {
    const inner = requestStory(
      [
        sent,
        estimated,
        approvedCost,
        { type: 'replied', data: { text: 'try token ghp_0123456789abcdefghijABCDEFGHIJ012345' } },
        accepted,
        { type: 'reminded', data: { of: 'done', step: 2, to: { who: ADMIN, side: 'ours' } } },
        withdrawn('the budget of Zoë is spent, host-99 is moved to BigCorp'),
      ],
      { kind: 'paid' },
    );
    inner.prepared.place = { team: 'T1ACME', channel: 'C1SECRETROOM', thread: '171234.5' };
    for (const steps of [inner, requestStory([sent], { kind: 'task' }), requestStory([sent, accepted])]) {
      const rendered = cardOf(steps);
      const all = JSON.stringify(rendered);
      for (const name of [
        ...[
          '8C2MX',
          'run#',
          'p-operator',
          'p-budget',
          'C1SECRETROOM',
          '171234.5',
          OPERATOR.user,
          APPROVER.user,
          ADMIN.user,
        ],
        ...['T1ACME', 'Zoë', 'host-99', 'BigCorp', 'ghp_', '777', 'spent', 'requester', 'digest', 'prepared'],
      ]) {
        expect(all, name).not.toContain(name);
      }
      expect(rendered.metadata).toEqual({
        event_type: 'remit_run',
        event_payload: { stream: 'escalation#4KQ7M', effect: 'vendor-card' },
      });
    }
  });

  it.each(VENDOR_LOSSES)('is missed on our own card, which says why and what mends it: %s', (lost) => {
    const rendered = renderAnyCard(requestStory([sent]), { ...reading, lost });
    expect(textsOf(rendered.blocks).join('\n')).toMatch(
      /⚠ \*They do not see it\*: .+\. .+; until then tell them by hand/,
    );
    const over = renderAnyCard(requestStory([sent, withdrawn()]), { ...reading, lost });
    expect(textsOf(over.blocks).join('\n')).not.toContain('They do not see it');
  });

  it('shows custom configuration that is to be kept', () => {
    const story = requestStory([sent], { ask: { custom: [NOTE] } });
    expect(textsOf(cardOf(story).blocks).join('\n')).toContain('raised worker_connections to 4096 on infra-gate');
  });
});

const SHORT = [
  '<!channel>',
  '<@U2APPROVER>',
  '<http://evil|https://console.aws.amazon.com>',
  '`<!here>`',
  '\u001b[31m<!x>',
  '\u202e<!y>',
  '@ops restart nginx on host-7',
];
const LONG = ['<', '&', 'x', '👩‍🚒', '`', '<!channel>'].map((text) => text.repeat(Math.ceil(40_000 / text.length)));
const anyText = fc
  .array(fc.oneof(fc.constantFrom(...SHORT), fc.string()), { maxLength: 4 })
  .map((parts) => parts.join(''));

describe('what is said below the vendor’s card', () => {
  it.each<[ToldVendor['is'], object, string]>([
    ['replied', { text: 'the first' }, '<@U9VERA> 💬 Acme: “the first”'],
    ['reopened', { text: 'down again' }, 'Acme reopened E-4KQ7M: “down again” · it is yours again'],
    [
      'cost-approved',
      { estimate: { amount: 125_050, currency: 'EUR' } },
      'The cost of 1,250.50 EUR is approved: you may accept E-4KQ7M',
    ],
    ['cost-denied', {}, 'Acme did not approve the cost of E-4KQ7M'],
    ['withdrawn', {}, 'Acme took E-4KQ7M back'],
    ['expired', {}, 'E-4KQ7M expired'],
    ['recorded', {}, 'Acme put on record that E-4KQ7M is done'],
    ['run', { move: { is: 'waits' } }, 'Your run waits for an approval of Acme'],
  ])('is in the name of our organisation: %s', (is, more, words) => {
    const told = { request: '4KQ7M', seq: 3, since: NOON, to: VERA, is, ...more } as ToldVendor;
    const rendered = renderToldVendor(told, { ...reading, us: 'Acme' });
    expect(rendered.text).toContain(words);
    expect(rendered.metadata.event_payload).toEqual({ stream: 'escalation#4KQ7M', effect: 'said-3' });
  });
});

describe('hostile text on the vendor’s card and on ours', () => {
  function sound(rendered: Rendered): void {
    expect(foreignMarkup(rendered)).toEqual([]);
    expect(checkBlocks(rendered.blocks)).toMatchObject({ ok: true });
    expect(JSON.stringify(rendered).isWellFormed()).toBe(true);
    expect(sizeOf(rendered)).toBeLessThan(13_000);
    for (const shown of textsOf(rendered.blocks)) expect(plainText(shown)).toBe(shown);
  }
  const check = (text: string) => {
    const note = { ...NOTE, what: text, on: [text], because: text, agreed: text };
    const ask = { ...asking('paid'), label: text, task: text, typed: text, because: text, custom: [note] };
    const steps: Step[] = [
      sent,
      { type: 'asked-back', data: { text }, by: VERA },
      { type: 'estimated', data: { amount: 1, currency: 'EUR', text }, by: VERA },
      approvedCost,
      { type: 'replied', data: { text } },
      { type: 'accepted', data: {}, by: VERA },
      { type: 'progressed', data: { text, eta: NOON + 9 * MINUTE }, by: VERA },
      { type: 'declined', data: { because: text }, by: VERA },
    ];
    for (const is of ['replied', 'reopened'] as const) {
      sound(
        renderToldVendor(
          { request: '4KQ7M', seq: 3, since: NOON, to: VERA, is, text },
          { ...reading, us: text.slice(0, 300) },
        ),
      );
    }
    sound(renderAnnouncement(requestStory(steps.slice(0, 2), { kind: 'paid', ask }), reading));
    sound(renderAnnouncement(requestStory(steps, { kind: 'paid', ask }), reading));
    for (const at of [3, 7, 8]) {
      const story = requestStory(steps.slice(0, at), { kind: 'paid', ask });
      const told = tellToVendor(story, VENDOR);
      sound(renderAnyCard(told, { ...reading, channelIsShared: true, us: text.slice(0, 300) }));
      sound(renderAnyCard(story, { ...reading, lost: 'strangers' }));
    }
  };

  it.each([...SHORT, ...LONG])('is shown as text: %#', check);
  it('is shown as text, whatever it is', () => {
    fc.assert(fc.property(anyText, check), { numRuns: 40 });
  });
});
