import { describe, expect, it } from 'vitest';
import { renderAnnouncement } from '../../../../../bot/adapters/slack/render/announcement.ts';
import { renderAnswer } from '../../../../../bot/adapters/slack/render/answer.ts';
import { renderAnyCard } from '../../../../../bot/adapters/slack/render/any-card.ts';
import { renderForm } from '../../../../../bot/adapters/slack/render/form.ts';
import { sentenceOf } from '../../../../../bot/adapters/slack/render/form-sentence.ts';
import type { Answer } from '../../../../../bot/domain/answer.ts';
import { tellChange } from '../../../../../bot/domain/change/apply.ts';
import type { Change } from '../../../../../bot/domain/change/change.ts';
import type { ChangeEvent } from '../../../../../bot/domain/change/event.ts';
import type { ChangeActRefusal, ChangeRefusal } from '../../../../../bot/domain/change/refusal.ts';
import { HOUR } from '../../../../../bot/domain/instant.ts';
import { KINDS } from '../../../../../bot/domain/target.ts';
import { checkBlocks } from '../../../../../local/slack/blocks/check.ts';
import { foreignMarkup, pressesOf, textsOf } from './look.ts';
import { APPROVER, NOON, OPERATOR, reading } from './stories.ts';

const ADMIN = { team: 'T1ACME', user: 'U3ADMIN' };
const GRANT: Change = {
  kind: 'grant',
  whom: OPERATOR,
  person: 'T1ACME/U1OPERATOR',
  role: 'approver',
  until: NOON + HOUR,
};
const REVOKE: Change = {
  kind: 'revoke',
  whom: OPERATOR,
  person: 'T1ACME/U1OPERATOR',
  role: 'admin',
  had: { role: 'admin' },
};
const CELLS: Change = {
  kind: 'set-cells',
  profile: 'virtuozzo',
  cells: KINDS.map((kind) => ({
    activity: '<!channel> *Restarting* `Processes`',
    kind,
    from: { id: 'us', label: '<@U9>' },
    to: { id: 'them', label: '&Them' },
  })),
  turns: [
    { kind: 'user-host', to: 'vendor', commands: ['restart', 'logs'], count: 2 },
    { kind: 'end-user-container', to: 'vendor', commands: ['restart', 'logs', 'disk', 'uptime'], count: 9 },
    { kind: 'user-host', to: 'unlisted', commands: ['reboot'], count: 1 },
  ],
};
const CELL = { activity: '<!channel> *Restarting*', kind: 'user-host' } as const;
const IMPORT: Change = {
  kind: 'import-cells',
  profile: 'virtuozzo',
  seen: {
    rows: { added: 1, removed: 2, changed: 3, all: 32 },
    shifts: [{ party: '<@U9> & us', gains: { count: 0, first: [] }, loses: { count: 9, first: [CELL, CELL] } }],
    turns: [],
    unknown: { count: 6, first: ['a', 'b'] },
  },
};
const USE: Change = {
  kind: 'use-profile',
  from: { profile: 'virtuozzo', version: 3 },
  to: { profile: 'jelastic', version: 0 },
  turns: [],
  activities: { otherwise: 7, gone: 9, come: 1, same: 15 },
};
const GROUP: Change = {
  kind: 'grant-group',
  group: { team: 'T1ACME', group: 'S0TEAM' },
  role: 'approver',
  handle: '<!channel>team',
  seen: { handle: '<!channel>team', members: Array.from({ length: 12 }, (_, at) => ({ user: `U${at}` })), others: 2 },
};
const HOSTILE = '</script> <!channel> *bold* `code` & <@U9>';

function story(steps: object[], change: Change = GRANT, type = 'proposed') {
  const data = {
    source: 's',
    typed: 't',
    sentence: 'grant …',
    place: { team: 'T1ACME', channel: 'C1' },
    proposer: 'T1ACME/U3ADMIN',
    change,
    because: HOSTILE,
    base: 0,
    expiresAt: NOON + 24 * HOUR,
    ...(type === 'asked' && { file: 'F0CELLS' }),
  };
  const events = [{ type, data, by: ADMIN }, ...steps].map((step, seq) => ({
    seq,
    at: NOON,
    by: APPROVER,
    ...step,
  }));
  return tellChange('4KQ7M', events as ChangeEvent[]);
}
const CONFIRMED = { type: 'confirmed', data: { person: 'p' } };
const MOVED: ChangeRefusal = { reason: 'moved', what: { is: 'roles', whom: OPERATOR } };
const STATES = {
  proposed: story([]),
  confirmed: story([CONFIRMED]),
  applied: story([CONFIRMED, { type: 'applied', data: { seq: 1 } }]),
  denied: story([{ type: 'denied', data: { because: HOSTILE } }]),
  expired: story([{ type: 'expired', data: {} }]),
  void: story([CONFIRMED, { type: 'void', data: { refusal: MOVED } }]),
  'a revocation': story([], REVOKE),
  'of a group': story([], GROUP),
  'of cells': story([], CELLS),
  'of a file that is being read': story([], { kind: 'import-cells', profile: 'virtuozzo' }, 'asked'),
  'of a file': story([], IMPORT),
  'of the profile in force': story([], USE),
  'of the profile in force, done': story([CONFIRMED, { type: 'applied', data: { seq: 1 } }], USE),
};

describe('the card of a change', () => {
  it.each(Object.entries(STATES))('is what Slack takes, %s', (_state, told) => {
    for (const channelIsShared of [false, true]) {
      const card = renderAnyCard(told, { ...reading, channelIsShared });
      expect(checkBlocks(card.blocks)).toMatchObject({ ok: true });
      expect(foreignMarkup(card)).toEqual([]);
      expect(renderAnnouncement(told, { ...reading, channelIsShared }).text).toContain('<@U3ADMIN>');
    }
  });

  it('says what is gained, what is lost, who has to confirm it, and until when', () => {
    const card = renderAnyCard(STATES.proposed, reading);
    const text = textsOf(card.blocks).join('\n');
    expect(card.text).toContain('Grant approver to <@U1OPERATOR> until');
    expect(card.text).toContain('waits for a second admin · C-4KQ7M');
    expect(text).toContain('<@U1OPERATOR> gains: the role of an approver until');
    expect(text).toContain('loses: nothing');
    expect(text).toContain('One admin other than <@U3ADMIN> and <@U1OPERATOR> has to confirm it, until');
    expect(pressesOf(card)).toEqual({ Confirm: 'confirm C-4KQ7M', Deny: 'form deny C-4KQ7M' });
    expect(textsOf(renderAnyCard(STATES['a revocation'], reading).blocks)[1]).toContain(
      '<@U1OPERATOR> gains: nothing · loses: the role of an admin',
    );
  });

  it.each([
    ['confirmed', '▶ Granting approver'],
    ['applied', '✔ Granted approver'],
    ['denied', '⛔ Grant approver'],
    ['expired', '⌛ Grant approver'],
    ['void', '✋ Grant approver'],
  ] as const)('stands without buttons when it is %s', (state, first) => {
    const card = renderAnyCard(STATES[state], reading);
    expect(card.text).toContain(first);
    expect(pressesOf(card)).toEqual({});
  });

  it('says who is in a group, in bold that holds, and that joining it is enough', () => {
    const card = renderAnyCard(STATES['of a group'], reading);
    const text = [card.text, ...textsOf(card.blocks)].join('\n');
    expect(text).toMatch(/\*Grant approver to everybody in @[^*\n]*team\* waits for a second admin/);
    expect(text).toContain('and 2 more · left out, as guests, apps or closed accounts: 2');
    expect(text).toContain('Whoever joins the group in Slack gets the role');
    const why = { reason: 'too-large', count: 101, most: 100 } as const;
    const refusal = { reason: 'group', group: { team: 'T1ACME', group: 'S0TEAM' }, why } as const;
    const no = renderAnswer({ is: 'change-refused', change: GROUP, refusal }, reading);
    expect(no.text).toContain('the group has 101 members; at most 100');
  });

  it('says of an import how many rows and cells, what is unknown, and where a file is wrong', () => {
    const text = textsOf(renderAnyCard(STATES['of a file'], reading).blocks).join('\n');
    expect(text).toContain('32 activities: 1 added, 2 removed, 3 changed');
    expect(text).toContain('gains: nothing · loses: 9 cells (');
    expect(text).toContain('and 7 more)');
    expect(text).toContain('No command and no profile knows `a`, `b` and 4 more yet');
    const mistake = { line: 3, column: 2, why: '"=x" is a formula' };
    const no = renderAnswer({ is: 'change-refused', change: IMPORT, refusal: { reason: 'file', mistake } }, reading);
    expect(no.text).toContain('line 3, cell 2: "=x" is a formula');
  });

  it('says what a change of the matrix makes of commands, with how many on which kind of target', () => {
    const cells = textsOf(renderAnyCard(STATES['of cells'], reading).blocks).join('\n');
    expect(cells).toContain(
      'Becomes the vendor’s (11): restart and logs on User Host; restart, logs, disk, uptime and 5 more on End-User Container',
    );
    expect(cells).toContain('Becomes unlisted (1): reboot on User Host');
    const use = renderAnyCard(STATES['of the profile in force'], reading);
    expect(use.text).toContain('Use the matrix jelastic v0 in place of virtuozzo v3 waits for a second admin');
    const text = textsOf(use.blocks).join('\n');
    expect(text).toContain('No command of Remit is decided otherwise');
    expect(text).toContain('7 decided otherwise, 9 not listed any more, 1 listed anew, 15 as before');
    expect(pressesOf(use)).toMatchObject({ Differences: 'matrix diff virtuozzo jelastic' });
  });

  it('tells other organisations that there is a change, and no name and no role', () => {
    for (const told of Object.values(STATES)) {
      const card = renderAnyCard(told, { ...reading, channelIsShared: true });
      expect(JSON.stringify(card)).not.toMatch(/U1OPERATOR|U3ADMIN|approver|bold|Processes|jelastic/);
    }
  });
});

describe('an answer about a change', () => {
  const refusals: ChangeRefusal[] = [
    { reason: 'no-role' },
    { reason: 'already-has', whom: OPERATOR, role: 'approver' },
    { reason: 'already-has', whom: OPERATOR, role: 'approver', until: NOON },
    { reason: 'has-not', whom: OPERATOR, role: 'approver' },
    { reason: 'last-admin', whom: OPERATOR },
    { reason: 'over-already', until: NOON },
    { reason: 'account', whom: OPERATOR, flag: 'is_bot' },
    MOVED,
    { reason: 'rights-lost', user: OPERATOR },
    { reason: 'file', mistake: { line: 3, column: 2, why: HOSTILE } },
    { reason: 'file', mistake: { why: 'x'.repeat(5_000) } },
    { reason: 'one-person', users: [OPERATOR, APPROVER] },
    { reason: 'same-policy' },
    { reason: 'moved', what: { is: 'policy' } },
    { reason: 'one-already', whom: OPERATOR, to: APPROVER },
    { reason: 'linked-already', whom: OPERATOR, others: [APPROVER] },
    { reason: 'others-linked', whom: OPERATOR, others: [APPROVER] },
    { reason: 'not-linked', whom: OPERATOR, others: [] },
    { reason: 'not-linked', whom: OPERATOR, others: [APPROVER] },
  ];
  const actRefusals: ChangeActRefusal[] = [
    { reason: 'no-role' },
    { reason: 'unknown-change' },
    { reason: 'own-change' },
    { reason: 'gains-by-it' },
    { reason: 'own-accounts' },
    { reason: 'too-early' },
    { reason: 'other-change' },
    { reason: 'too-late', state: 'applied' },
    { reason: 'expired', at: NOON },
  ];
  const answers: Answer[] = [
    ...refusals.map((refusal): Answer => ({ is: 'change-refused', id: '4KQ7M', change: GRANT, refusal })),
    ...actRefusals.map((refusal): Answer => ({ is: 'change-act-refused', act: 'confirm', id: '4KQ7M', refusal })),
    { is: 'proposed', id: '4KQ7M', change: GRANT, wants: 1 },
    { is: 'proposed', id: '4KQ7M', change: REVOKE, wants: 0 },
    { is: 'proposed', id: '4KQ7M', change: IMPORT, wants: 1, reads: true },
    { is: 'change-acted', act: 'confirmed', id: '4KQ7M' },
    { is: 'change-acted', act: 'denied', id: '4KQ7M' },
    { is: 'change', story: STATES.proposed },
    { is: 'people', people: [] },
    { is: 'matrix-replay', of: { profile: 'jelastic', version: 3, inForce: false }, looked: 0, runs: [] },
    {
      is: 'matrix-replay',
      of: { profile: 'jelastic', version: 3, inForce: true },
      looked: 200,
      runs: Array.from({ length: 200 }, (_, at) => ({
        run: `7F3K${at % 10}`,
        by: OPERATOR,
        at: NOON,
        sentence: HOSTILE,
        otherwise: KINDS.map((kind) => ({ kind, before: 'ours', now: 'unlisted' })),
      })),
    },
    {
      is: 'people',
      people: Array.from({ length: 500 }, (_, at) => ({
        ...OPERATOR,
        user: `U${at}`,
        id: at < 20 ? 'x' : `x${at}`,
        grants: [{ role: 'approver', until: NOON }],
      })),
    },
  ];

  it.each(answers.map((answer) => [answer.is, 'refusal' in answer ? answer.refusal.reason : '', answer] as const))(
    'is what Slack takes: %s %s',
    (_is, _reason, answer) => {
      const rendered = renderAnswer(answer, reading);
      expect(checkBlocks(rendered.blocks)).toMatchObject({ ok: true });
      expect(foreignMarkup(rendered)).toEqual([]);
      expect(rendered.text).not.toBe('');
    },
  );

  it('of who has which role names people by mention, with the end of what ends', () => {
    const people = [
      { ...OPERATOR, id: 'x', grants: [{ role: 'operator' as const }, { role: 'on-call' as const, until: NOON }] },
    ];
    const text = textsOf(renderAnswer({ is: 'people', people }, reading).blocks).join('\n');
    expect(text).toContain('• <@U1OPERATOR> · operator, on call until');
  });

  it('of who has which role names the accounts of one person together, with the roles of each', () => {
    const people = [
      { ...OPERATOR, id: 'x', grants: [{ role: 'operator' as const }] },
      { ...APPROVER, id: 'x', grants: [] },
    ];
    const { text, blocks } = renderAnswer({ is: 'people', people }, reading);
    expect(text).toContain('1 person');
    expect(textsOf(blocks).join('\n')).toContain(
      '• <@U1OPERATOR> = <@U2APPROVER> are one person · <@U1OPERATOR>: operator · <@U2APPROVER>: no role',
    );
  });

  it('of a link says what follows for approvals', () => {
    const of = { whom: OPERATOR, person: 'x', guarded: true };
    const change: Change = { ...of, kind: 'link', to: APPROVER, toPerson: 'y' };
    const { text, blocks } = renderAnswer({ is: 'proposed', id: '4KQ7M', change, wants: 1 }, reading);
    expect(text).toContain('Link <@U1OPERATOR> to <@U2APPROVER>');
    expect(textsOf(blocks).join('\n')).toContain('neither approves what the other asks for');
    const card = renderAnyCard(story([], change), reading);
    expect(textsOf(card.blocks).join('\n')).toContain(
      'One admin other than <@U3ADMIN>, <@U1OPERATOR> and <@U2APPROVER>',
    );
    const undone: Change = { ...of, kind: 'unlink', from: [APPROVER] };
    const said = renderAnswer({ is: 'proposed', id: '4KQ7M', change: undone, wants: 0 }, reading);
    expect(textsOf(said.blocks).join('\n')).toContain('are two people again');
  });

  it('opens the form that asks why, and makes the sentence of it', () => {
    const gap = { command: 'deny', missing: ['because'], filled: { change: '4KQ7M' } };
    const form = renderForm({ is: 'form', gap, commands: [], targets: [] });
    expect(checkBlocks(form.blocks)).toMatchObject({ ok: true });
    const values = { because: { because: { type: 'plain_text_input', value: 'not agreed' } } };
    const { callback_id = '', private_metadata = '' } = form;
    expect(sentenceOf({ callback_id, private_metadata, values }, [])).toBe('deny C-4KQ7M because "not agreed"');
  });
});
