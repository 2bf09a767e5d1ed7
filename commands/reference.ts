import type { CommandDefinition, Field, Guard } from '../bot/domain/command.ts';
import { BUILTINS } from '../bot/domain/language/builtins.ts';
import { helpAbout } from '../bot/domain/language/help.ts';
import type { Matrix } from '../bot/domain/matrix/matrix.ts';
import { type ApprovalWanted, needsOf } from '../bot/domain/need.ts';
import { coverageSection } from './coverage.ts';
import { commands, maintenance } from './index.ts';

/** The reference of all sentences as Markdown, made from the definitions and the matrices: it cannot say what does not hold. */
export function reference(matrices: readonly Matrix[]): string {
  return `${[
    '# Commands',
    'Made from the definitions in `commands/` by `node docs/write-commands.ts`; a test holds it to them. Type a sentence after `/ops`, or after a mention of the bot.',
    ...targetsSection(),
    '## Maintenance',
    ...maintenance.map(commandSection),
    "## The vendor's tasks",
    'No document of ours does these: where the matrix gives them to the vendor, the same words make the request.',
    ...commands.filter(({ run }) => !run).map(commandSection),
    '## Runs, and Remit itself',
    ...BUILTINS.map(({ name }) => builtinSection(name)),
    ...coverageSection(matrices, commands),
  ].join('\n\n')}\n`;
}

function targetsSection(): string[] {
  return [
    '## Where',
    [
      '| written | means |',
      '|---|---|',
      '| `host-7` | the target of that name |',
      '| `host-7, host-8`, `host-7 and host-8` | each of them |',
      '| `host-[4-6]`, `host-[4-6,9]` | host-4, host-5, host-6 (and host-9) |',
      '| `all user hosts` | a kind: user hosts, infrastructure hosts, infrastructure containers, end-user containers, hosts, containers |',
      '| `all staging`, `all production user hosts` | an environment, with or without a kind |',
      '| `tag:web`, `all staging tag:web` | what carries a tag |',
    ].join('\n'),
    '`all` alone is refused. A reason follows at the end: `because worker leak`. Letter case does not matter; a word that would be read as a keyword stands in quotes.',
  ];
}

function commandSection(command: CommandDefinition): string {
  const { name, summary, pattern, fields, role, activity } = command;
  const rows: [string, string][] = [
    ['sentence', `\`${pattern} [because …]\``],
    ...Object.entries(fields).map(([field, spec]): [string, string] => [`\`<${field}>\``, fieldWords(spec)]),
    ['asked for by', role],
    ['matrix', `activity \`${activity}\``],
    ...howItRuns(command),
  ];
  return section({ name, summary, rows, examples: command.examples });
}

function howItRuns(command: CommandDefinition): [string, string][] {
  const { risk } = command;
  if (!command.run)
    return [
      ['risk', risk],
      ['document', 'none: the vendor is asked for it, or people do it by hand'],
    ];
  const { repeatable, approval, run, undo } = command;
  const back = undo.script === undefined ? '' : `; \`${run.document}-Undo-…\` takes it back`;
  return [
    ['risk', `${risk}${repeatable ? ', safe to repeat' : ', not safe to repeat'}`],
    ['approval', `production: ${approvalWords(approval.production)}; staging: ${approvalWords(approval.staging)}`],
    ['document', `\`${run.document}-…\`, at most ${run.timeoutSeconds} s on a host${back}`],
    ...(run.guard ? [['guard', guardWords(run.guard)] satisfies [string, string]] : []),
    ['undo', undo.words],
  ];
}

function guardWords({ seconds }: Guard): string {
  return `the host takes the change back by itself after ${seconds} s, unless it answers \`Remit-Keep-…\` before`;
}

function builtinSection(name: string): string {
  const entry = helpAbout(name, []);
  const roles = BUILTINS.find((builtin) => builtin.name === name)?.roles ?? [];
  const rows: [string, string][] = [
    ['sentence', `\`${entry?.pattern}\``],
    ['asked for by', roles.length > 0 ? roles.join(' or ') : 'everybody'],
  ];
  return section({ name, summary: entry?.summary ?? '', rows, examples: entry?.examples ?? [] });
}

type Section = { name: string; summary: string; rows: [string, string][]; examples: readonly string[] };

function section({ name, summary, rows, examples }: Section): string {
  const table = ['| | |', '|---|---|', ...rows.map(([what, words]) => `| ${what} | ${words.replaceAll('|', '\\|')} |`)];
  return [`### ${name}`, `${summary}.`, table.join('\n'), ['```', ...examples, '```'].join('\n')].join('\n\n');
}

function fieldWords({ allowed, default: value }: Field): string {
  return value === undefined ? allowed : `${allowed}; ${value} when it is not said`;
}

function approvalWords(approval: ApprovalWanted): string {
  const needs = needsOf(approval).map(({ of, from }) => `${of} × ${from}`);
  return needs.join(' and ') || 'none';
}
