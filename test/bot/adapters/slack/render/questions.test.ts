import { beforeAll, describe, expect, it } from 'vitest';
import { renderAnswer } from '../../../../../bot/adapters/slack/render/answer.ts';
import type { Rendered } from '../../../../../bot/adapters/slack/render/rendered.ts';
import type { Answer } from '../../../../../bot/domain/answer.ts';
import { parse } from '../../../../../bot/domain/language/parse.ts';
import { matrixStream } from '../../../../../bot/flow/records.ts';
import { commands } from '../../../../../commands/index.ts';
import { checkBlocks } from '../../../../../local/slack/blocks/check.ts';
import { PEOPLE } from '../../../flow/people.ts';
import { aTarget, createWorld, type World } from '../../../flow/world.ts';
import { foreignMarkup, pressesOf, sizeOf, textsOf } from './look.ts';

const TARGETS = [
  aTarget('host-4', { environment: 'staging' }),
  aTarget('host-7'),
  aTarget('infra-db', { kind: 'infrastructure-container', services: ['database'] }),
  aTarget('env-101', { kind: 'end-user-container', services: [] }),
];

let world: World;
beforeAll(async () => {
  world = await createWorld({ targets: TARGETS });
});

async function ask(text: string, who: 'operator' | 'admin' = 'operator', of = world): Promise<Rendered> {
  const answer = (await of.say(who, text)) as Answer;
  return renderAnswer(answer, { now: of.now(), definitions: commands });
}
const told = async (text: string, who?: 'operator' | 'admin', of?: World) =>
  textsOf((await ask(text, who, of)).blocks).join('\n');

const QUESTIONS = [
  'matrix',
  'matrix in jelastic',
  'matrix restarting processes',
  'matrix frobnication',
  'matrix firewall',
  'matrix history',
  'matrix diff virtuozzo jelastic',
  'matrix diff jelastic jelastic',
  'who can restart nginx on host-7',
  'who can restart nginx on host-4 in jelastic',
  'who can reboot env-101',
  'who can "Restarting Processes" on host',
  'who can "SSL Certificates Update" on infra-db',
  'who can "Additional Software" on containers',
  'who can "Adding new Regions" on user host in jelastic',
  'who can fly on host-7',
  'what can I do on infra-db',
  'what can I do on host-7, env-101',
  'what can I do on host-7 in jelastic',
  'what can I do on host-77',
];

describe('an answer of the matrix', () => {
  it.each(QUESTIONS)('is accepted by Slack, fits a message, and each button is a sentence: %s', async (text) => {
    const rendered = await ask(text);
    expect(checkBlocks(rendered.blocks)).toMatchObject({ ok: true });
    expect(sizeOf(rendered)).toBeLessThanOrEqual(12_000);
    expect(foreignMarkup(rendered)).toEqual([]);
    for (const says of Object.values(pressesOf(rendered)))
      expect(parse(says, { commands }), says).toMatchObject({ ok: true });
  });

  it('tells parties apart by sign and word, and says once what each sign means', async () => {
    const text = await told('matrix');
    expect(text).toContain('● Platform Owner: we do it\n◆ Virtuozzo Team: the vendor does it\n');
    expect(text).toContain(
      '• *Host Firewall Configuration*: ● Platform Owner: User Host; ◆ Virtuozzo Team: Infrastructure Host and Infrastructure Container; – N/A: End-User Container',
    );
    expect(text).toContain('• *Restarting Processes*: ● Platform Owner: every kind');
    expect(text.match(/^\*[A-Z][A-Z a-z]+\*$/gm)).toEqual([
      '*DEPLOYMENT and SCALING*',
      '*CONFIGURATION and SETUP*',
      '*ADMINISTRATION*',
      '*MONITORING and MAINTENANCE*',
      '*TROUBLESHOOTING and ROOT CAUSE ANALYSIS*',
    ]);
  });

  it('names the cell, profile, version, rule, people and the next step of who can', async () => {
    expect((await told('who can restart nginx on host-7')).split('\n')).toEqual([
      '*who can restart nginx on host-7?* ✔ Ours, as Platform Owner',
      '*Matrix*: Restarting Processes × User Host → Platform Owner · virtuozzo v0. People of that party do it, under policy',
      `• \`restart\` on production user host: waits for one approver other than whoever asks. May ask: ${mention('approver')}, ${mention('approver-2')} and ${mention('operator')}; may approve: ${mention('approver')} and ${mention('approver-2')}`,
      '*Next*: `restart nginx on host-7`',
      'virtuozzo v0 · policy v0 · nothing was run',
    ]);
  });

  it('says who does by hand what no command does', async () => {
    const without = await createWorld({
      targets: TARGETS,
      commands: commands.filter(({ activity }) => activity !== 'ssl-certificates'),
    });
    const text = await told('who can "SSL Certificates Update" on infra-db', 'operator', without);
    expect(text).toContain('No command of Remit does it. By hand, the operators: ');
  });

  it.each([
    ['who can "Additional Software" on infra-db', `Costs are decided by: ${mention('budget')}`],
    ['who can "Additional Software" on infra-db', 'That prepares the request to them; nothing is run'],
    ['who can reboot env-101', 'The matrix has it for: User Host, Infrastructure Host and Infrastructure Container'],
    ['who can "Adding new Regions" on user host in jelastic', '*Next*: ask the vendor whether it is safe, and wait'],
    ['who can "Additional Software" on containers', 'That depends on the kind of target'],
    ['who can restart nginx on host-7 in jelastic', 'jelastic v0, which is not in force'],
    ['what can I do on host-7', '*⏸ After approval*'],
    ['what can I do on env-101', '*– Not available there*'],
  ])('%s says: %s', async (text, part) => {
    expect(await told(text)).toContain(part);
  });

  it('opens a form for what may be asked for, and nothing under a profile that is not in force', async () => {
    expect(pressesOf(await ask('what can I do on host-7'))).toMatchObject({
      'Form: restart': 'form restart on host-7',
    });
    expect(pressesOf(await ask('what can I do on host-7 in jelastic'))).toEqual({});
    expect(pressesOf(await ask('what can I do on host-7', 'admin'))).toEqual({});
  });

  it('keeps within a message when everything is as long as it may be, and escapes what a record says', async () => {
    const large = await createWorld({ targets: TARGETS });
    const parties = ['owner', 'vendor', 'vendor-paid', 'none'].map((kind) => ({
      id: kind,
      label: `<!here> ${'&'.repeat(30)} ${kind}`,
      kind,
      otherNames: [],
      organisations: ['T0ACME'],
    }));
    const rows = Array.from({ length: 60 }, (_, n) => ({
      label: `<@U1> *row* \`${n}\``,
      section: `s${n}`,
      covers: [`a${n}`],
      cells: ['owner', 'vendor', 'vendor-paid', 'none'],
    }));
    const head = await large.ledger.head(matrixStream('virtuozzo'));
    const state = { profile: 'virtuozzo', parties, rows };
    const data = { because: '<!channel> ```' };
    const draft = { stream: matrixStream('virtuozzo'), head, type: 'changed', at: large.now(), by: PEOPLE.admin, data };
    await large.ledger.append({ ...draft, state });
    for (const text of [
      'matrix',
      'matrix diff virtuozzo jelastic',
      'matrix history',
      'matrix a7',
      'who can "a7" on host',
    ]) {
      const rendered = await ask(text, 'operator', large);
      expect(checkBlocks(rendered.blocks)).toMatchObject({ ok: true });
      expect(sizeOf(rendered)).toBeLessThanOrEqual(12_000);
      expect(foreignMarkup(rendered)).toEqual([]);
    }
    expect(await told('matrix', 'operator', large)).toMatch(/… and \d+ more: name one to see it/);
  });
});

function mention(who: keyof typeof PEOPLE): string {
  return `<@${PEOPLE[who].user}>`;
}
