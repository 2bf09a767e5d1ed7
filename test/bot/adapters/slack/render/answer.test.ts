import { describe, expect, it } from 'vitest';
import { renderAnswer } from '../../../../../bot/adapters/slack/render/answer.ts';
import { TURNED_AWAY } from '../../../../../bot/adapters/slack/render/turned-away.ts';
import type { Answer } from '../../../../../bot/domain/answer.ts';
import { MINUTE } from '../../../../../bot/domain/instant.ts';
import { helpFor } from '../../../../../bot/domain/language/help.ts';
import { parse } from '../../../../../bot/domain/language/parse.ts';
import { readVendorSentence } from '../../../../../bot/domain/language/read-vendor-act.ts';
import type { ActRefusal } from '../../../../../bot/domain/run/refusal.ts';
import type { Target } from '../../../../../bot/domain/target.ts';
import { commands } from '../../../../../commands/index.ts';
import { checkBlocks } from '../../../../../local/slack/blocks/check.ts';
import { pressesOf, sizeOf, textsOf } from './look.ts';
import { APPROVER, NOON, OPERATOR, outcome, plan, REFUSALS, ran, reading, STATES, story } from './stories.ts';

const say = (answer: Answer) => renderAnswer(answer, reading);
const told = (answer: Answer) => textsOf(say(answer).blocks).join('\n');
const refused = (reason: keyof typeof REFUSALS): Answer => ({
  is: 'refused',
  refusal: REFUSALS[reason],
  sentence: 'restart nginx on host-77',
  run: '8C2MX',
});

const ACT_REFUSALS: ActRefusal[] = [
  { reason: 'no-role', needed: 'approver' },
  { reason: 'unknown-run', id: '8C2MY', suggestion: '8C2MX' },
  { reason: 'own-request' },
  { reason: 'already-approved', by: APPROVER },
  { reason: 'too-late', state: 'finished' },
  { reason: 'too-early', state: 'asked' },
  { reason: 'other-plan' },
  { reason: 'expired', at: NOON - MINUTE },
  { reason: 'not-unknown', host: 'host-7' },
];

const lines = Object.values(STATES).map((one) => ({
  id: one.id,
  by: one.by,
  at: one.at,
  sentence: one.asked.sentence,
  state: one.state,
}));

const targets = (count: number): Target[] =>
  Array.from({ length: count }, (_, index) => ({
    name: `host-${count - index}`,
    instanceId: `mi-${index}`,
    kind: index % 2 === 0 ? 'user-host' : 'infrastructure-container',
    environment: 'production',
    tags: ['web'],
    services: ['nginx', 'worker'],
  }));

const logs = commands.find(({ name }) => name === 'logs');
const ANSWERS: Answer[] = [
  ...Object.keys(REFUSALS).map((reason) => refused(reason as keyof typeof REFUSALS)),
  ...ACT_REFUSALS.map((refusal): Answer => ({ is: 'act-refused', act: 'approve', run: '8C2MX', refusal })),
  ...(['approved', 'denied', 'cancelled', 'cancel-requested', 'settled'] as const).map(
    (act): Answer => ({ is: 'acted', act, run: '8C2MX', more: 0 }),
  ),
  { is: 'accepted', run: '8C2MX', sentence: 'restart nginx on host-7' },
  { is: 'suggestion', typed: 'restrat ngnix on host-77', sentence: 'restart nginx on host-7' },
  { is: 'choice', typed: 'x', question: 'Which one?', sentences: ['uptime on host-7', 'uptime on host-8'] },
  { is: 'question', typed: 'restart', gap: { command: 'restart', missing: ['service', 'targets'], filled: {} } },
  { is: 'not-understood', typed: 'x', why: 'I do not know `x`', allowed: '`restart`', example: 'uptime on host-7' },
  { is: 'help', roles: ['operator', 'approver'], ...helpFor(['operator', 'approver'], commands) },
  ...(logs ? [{ is: 'help-command', definition: logs, may: true, neededRole: 'operator' } as const] : []),
  {
    is: 'help-act',
    entry: { name: 'show', pattern: 'show <run>', summary: 'Show', examples: ['show R-8C2MX'], risk: 'read' },
  },
  { is: 'plan', sentence: 'restart nginx on host-7', plan: plan() },
  { is: 'plan-refused', sentence: 'restart nginx on host-7', refusal: REFUSALS.offline },
  ...Object.values(STATES).flatMap((one): Answer[] => [
    { is: 'run', story: one },
    { is: 'why', story: one },
  ]),
  { is: 'runs', lines },
  { is: 'targets', filter: '', targets: targets(9), total: 9 },
  { is: 'health', lines: [{ part: 'ledger', well: true, detail: 'answers' }] },
  { is: 'nothing', what: 'No runs yet.', next: 'help' },
  { is: 'nothing', what: 'The form did not open in time.', next: 'Ask for it again.' },
  { is: 'outsider' },
  { is: 'failed', id: 'a1b2c3d4' },
];

describe('renderAnswer', () => {
  it.each(ANSWERS.map((answer, index) => [`${answer.is} ${index}`, answer] as const))(
    'is accepted by Slack, and each of its buttons is a sentence of the language: %s',
    (_name, answer) => {
      const rendered = say(answer);
      expect(checkBlocks(rendered.blocks)).toMatchObject({ ok: true });
      expect(rendered.text).not.toBe('');
      for (const says of Object.values(pressesOf(rendered))) {
        const sentence = parse(says, { commands });
        expect(sentence.ok || sentence.error.is, says).toBe(true);
      }
    },
  );

  it('tells whoever is turned away of no act that nobody of a vendor has', () => {
    const [, named = ''] = /write (.*) in its thread/.exec(TURNED_AWAY) ?? [];
    const verbs = named.split(/, | or /);
    expect(verbs.length).toBeGreaterThan(3);
    for (const verb of verbs) expect(readVendorSentence(`${verb} E-4KQ7M "x"`), verb).toBeDefined();
  });

  it('names nothing of ours to people of another organisation whose press failed', () => {
    const told = say({ is: 'failed', id: 'a1b2c3d4', outside: true });
    expect(pressesOf(told)).toEqual({});
    expect(JSON.stringify(told.blocks)).toContain('please try again');
    expect(JSON.stringify(told)).not.toMatch(/Remit|a1b2c3d4/);
  });

  it.each([
    ['accepted', { is: 'accepted', run: '8C2MX', sentence: 'x' }, { outcome: 'accepted', stream: 'run#8C2MX' }],
    ['approved', { is: 'acted', act: 'approved', run: '8C2MX', more: 0 }, { outcome: 'approved', stream: 'run#8C2MX' }],
    [
      'one of two',
      { is: 'acted', act: 'approved', run: '8C2MX', more: 1 },
      { outcome: 'waiting', stream: 'run#8C2MX' },
    ],
    ['denied', { is: 'acted', act: 'denied', run: '8C2MX', more: 0 }, { outcome: 'information', stream: 'run#8C2MX' }],
    ['refused', refused('offline'), { outcome: 'refused', stream: 'run#8C2MX' }],
    ['outsider', { is: 'outsider' }, { outcome: 'refused' }],
    ['plan', { is: 'plan', sentence: 'x', plan: plan() }, { outcome: 'information' }],
    ['run', { is: 'run', story: story([]) }, { outcome: 'information', stream: 'run#8C2MX' }],
    ['suggestion', { is: 'suggestion', typed: 'x', sentence: 'y' }, { outcome: 'suggestion' }],
    ['choice', { is: 'choice', typed: 'x', question: 'y', sentences: [] }, { outcome: 'question' }],
    ['failed', { is: 'failed', id: 'a1' }, { outcome: 'failed' }],
  ] as [string, Answer, object][])('marks what kind of answer it is: %s', (_name, answer, event_payload) => {
    expect(say(answer).metadata).toEqual({ event_type: 'remit_answer', event_payload });
  });

  it.each(Object.keys(REFUSALS).filter((reason) => reason !== 'outsider'))(
    'refuses in three parts, why, whose it would be, and a step to take: %s',
    (reason) => {
      const rendered = say(refused(reason as keyof typeof REFUSALS));
      const [why, whose] = textsOf(rendered.blocks);
      expect(why).toMatch(/^✋ \*No:\* \S/);
      expect(whose?.length).toBeGreaterThan(10);
      expect(Object.keys(pressesOf(rendered)).length).toBeGreaterThan(0);
      expect(told(refused(reason as keyof typeof REFUSALS))).toContain('nothing was run');
    },
  );

  it('names the cell of the matrix, with its profile and version, and the party', () => {
    expect(told(refused('vendor-task'))).toBe(
      [
        '✋ *No:* that is a task of *Virtuozzo Team*, not ours · infra-db',
        'Matrix: Editing System Files × Infrastructure Container → Virtuozzo Team · virtuozzo v3',
        'Virtuozzo Team would do it as paid work: somebody who decides on costs has to agree first',
        '`restart nginx on host-77` · R-8C2MX · nothing was run · reason: `vendor-task`',
      ].join('\n'),
    );
  });

  it('says the one sentence to outsiders, and nothing else, whatever was refused', () => {
    const answers: Answer[] = [
      { is: 'outsider' },
      refused('outsider'),
      { is: 'act-refused', act: 'show', run: '8C2MX', refusal: { reason: 'outsider' } },
    ];
    for (const answer of answers) {
      expect(say(answer)).toMatchObject({
        text: TURNED_AWAY,
        blocks: [{ type: 'section', text: { text: TURNED_AWAY } }],
      });
    }
  });

  it('suggests one sentence that one press sends', () => {
    const rendered = say({ is: 'suggestion', typed: 'restrat ngnix on host-77', sentence: 'restart nginx on host-7' });
    expect(rendered.text).toBe('🤔 Did you mean restart nginx on host-7? · nothing was run');
    expect(pressesOf(rendered)).toEqual({
      'Yes, that': 'restart nginx on host-7',
      'Open the form': 'form restart nginx on host-7',
    });
  });

  it('asks for what is missing, and takes what is known into the form', () => {
    const gap = { command: 'restart', missing: ['service'], filled: {}, targets: 'host-7', because: 'worker leak' };
    const rendered = say({ is: 'question', typed: 'restart on host-7', gap });
    expect(rendered.text).toBe('🤔 restart needs service (such as `nginx`) · nothing was run');
    expect(pressesOf(rendered)).toEqual({ 'Open the form': 'form restart on host-7 because "worker leak"' });
  });

  it('lists in the help what this person may do, and tries only what changes nothing', () => {
    const help = helpFor(['operator'], commands);
    const rendered = say({ is: 'help', roles: ['operator'], ...help });
    const text = textsOf(rendered.blocks).join('\n');
    expect(text).toContain('`restart &lt;service&gt; on &lt;targets&gt;` Restart one service on one or more targets');
    expect(text).not.toContain('`approve');
    expect(text).toContain(`${help.more} more sentences for people with other roles`);
    const says = Object.values(pressesOf(rendered));
    expect(says).toContain('status nginx on host-7');
    expect(says).toContain('form restart');
    expect(says.filter((sentence) => /^(?:restart|reboot)/.test(sentence))).toEqual([]);
  });

  it('says which role is missing instead of offering a command that is not theirs', () => {
    if (!logs) throw new Error('there is no command logs');
    const rendered = say({ is: 'help-command', definition: logs, may: false, neededRole: 'operator' });
    expect(textsOf(rendered.blocks).join('\n')).toContain('*You may not:* it needs the role of an operator');
    expect(pressesOf(rendered)).toEqual({});
    const entry = {
      name: 'grant',
      pattern: 'grant <role>',
      summary: 'Grant',
      examples: ['grant'],
      risk: 'change',
    } as const;
    const ofAdmin = say({ is: 'help-act', entry: { ...entry, examples: [...entry.examples] }, neededRole: 'admin' });
    expect(textsOf(ofAdmin.blocks).join('\n')).toContain('*You may not:* it needs the role of an admin');
  });

  it('shows a plan word for word: hosts by id, document, parameters, whole digest', () => {
    const shown = told({ is: 'plan', sentence: 'restart nginx on host-7', plan: plan() });
    for (const part of ['mi-0host7', 'Remit-Restart-3f9a1c2b', 'Service = `nginx`', 'policy v2', plan().digest]) {
      expect(shown).toContain(part);
    }
  });

  it('shows the plan of a run until it is over, and more of its output than the card', () => {
    expect(told({ is: 'run', story: STATES.waiting ?? story([]) })).toContain(plan().digest);
    const tail = Array.from({ length: 40 }, (_, index) => `line ${index}`).join('\n');
    const shown = told({ is: 'run', story: ran([outcome('host-7', { tail })]) });
    expect(shown).toContain('line 0');
    expect(shown).not.toContain('word for word');
  });

  it('explains a run from the request to the end', () => {
    const why = told({ is: 'why', story: STATES.succeeded ?? story([]) }).split('\n');
    expect(why.map((line) => /^\*[A-Z][a-z]+/.exec(line)?.[0])).toEqual([
      '*Why',
      '*Asked',
      '*Right',
      '*Where',
      '*Effect',
      '*Approval',
      '*Approved',
      '*Sent',
      '*Ended',
      undefined,
    ]);
    expect(why.join('\n')).toContain('command `1f0c2d3e-aaaa-4bbb-8ccc-0123456789ab`');
  });

  it('lists hundreds of targets in one message, by kind and number, and counts what it leaves out', () => {
    const rendered = say({ is: 'targets', filter: '', targets: targets(900), total: 900 });
    expect(checkBlocks(rendered.blocks)).toMatchObject({ ok: true });
    expect(sizeOf(rendered)).toBeLessThanOrEqual(12_000);
    const text = textsOf(rendered.blocks).join('\n');
    const shown = text.match(/`host-\d+`/g) ?? [];
    const left = Number(/… and (\d+) more/.exec(text)?.[1]);
    expect(shown.slice(0, 2)).toEqual(['`host-2`', '`host-4`']);
    expect(shown.length).toBeGreaterThan(150);
    expect(shown.length + left).toBe(900);
  });

  it('shows each run of the list with sign, name, sentence, state, who and when', () => {
    expect(told({ is: 'runs', lines: lines.slice(1, 2) })).toContain(
      `⏸ *R-8C2MX* restart nginx on host-7 because "worker leak" · waiting for approval · by <@${OPERATOR.user}> <!date^`,
    );
  });
});
