import type { CommandDefinition, MaintenanceDefinition } from '../../../domain/command.ts';
import { writeQuestion, writeWho } from '../../../domain/language/write-question.ts';
import type { Ruling } from '../../../domain/matrix/rule.ts';
import { context, type Press, sections } from './blocks.ts';
import { howItRuns, RISK } from './help.ts';
import { kindTitle } from './labels.ts';
import { fitting } from './lists.ts';
import { kindOf, partyWords, profileWords } from './ruling-words.ts';
import type { AnswerOf, Said } from './said.ts';
import { code, counted, inline, listed } from './text.ts';

/** Commands that a runbook of an activity says everything about; of more it has a line for each. */
const WHOLE = 3;

/** What to do about an activity, or with one command: all of it from the definitions and the matrix. */
export function sayRunbook(answer: AnswerOf<'runbook'>): Said {
  const { of, label, rulings, commands, readings, whole } = answer;
  const [one] = commands;
  const title = whole || !one ? inline(label, 120) : `${inline(one.name, 60)}* · *${inline(label, 120)}`;
  const lines = [
    ...whoseLines(rulings),
    ...askLines(rulings, commands),
    ...(commands.length > WHOLE ? commands.map(commandLine) : commands.flatMap(commandLines)),
    ...failLines(commands),
    ...readingLines(readings),
  ];
  const { shown, left } = fitting(lines);
  return {
    mark: 'information',
    first: `📖 *Runbook: ${title}*`,
    body: [
      ...sections(shown, { open: true }),
      ...(left > 0 ? [context(`… and ${counted(left, 'more line')}: name one command to see its own`)] : []),
      context(`Made from the definitions · ${profileWords(of)} · nothing was run`),
    ],
    presses: pressesOf(answer),
  };
}

/** Kinds with the same owner stand together. */
function whoseLines(rulings: readonly Ruling[]): string[] {
  const owners = new Map<string, string[]>();
  for (const ruling of rulings) {
    const words = partyWords(ruling);
    owners.set(words, [...(owners.get(words) ?? []), kindTitle(kindOf(ruling))]);
  }
  return ['*Whose it is*', ...[...owners].map(([words, kinds]) => `• ${listed(kinds)}: ${words}`)];
}

/** What to say where it is the vendor's, or nobody's yet: the same words prepare the request. */
function askLines(rulings: readonly Ruling[], commands: readonly CommandDefinition[]): string[] {
  const example = commands[0]?.examples[0];
  const vendors = rulings.filter(({ is }) => is === 'vendor' || is === 'vendor-paid');
  const paid = vendors.some(({ is }) => is === 'vendor-paid');
  const lines: string[] = [];
  if (vendors.length > 0) {
    const how = example
      ? `type it as if it were ours (${code(example, 150)}): the request is prepared, and \`send E-…\` sends it`
      : 'no command prepares that request yet: ask in their channel';
    lines.push(
      `*Where it is the vendor’s*: ${how}${paid ? '. Paid work is estimated, and its cost approved, first' : ''}`,
    );
  }
  if (rulings.some(({ is }) => is === 'unlisted')) {
    lines.push('*Where it is not listed*: the vendor says first whether it is safe; the plan waits for their word');
  }
  if (commands.length === 0 && rulings.some(({ is }) => is === 'ours')) {
    lines.push('*Where it is ours*: no command of Remit does it. People do it by hand');
  }
  return lines;
}

function commandLine({ name, summary, pattern }: CommandDefinition): string {
  return `• *${inline(name, 60)}*: ${inline(summary, 200)} ${code(pattern, 200)}`;
}

function commandLines(definition: CommandDefinition): string[] {
  const { name, summary, pattern, examples, fields, kinds, risk, effect } = definition;
  const values = Object.fromEntries(Object.entries(fields).map(([field, { example }]) => [field, example]));
  return [
    `*${inline(name, 60)}* · ${inline(summary, 300)}`,
    code(`${pattern} [because …]`, 300),
    `• *Examples*: ${examples
      .slice(0, 2)
      .map((example) => code(example, 200))
      .join(', ')}`,
    ...Object.values(fields).map((field) => `• *${inline(field.label, 60)}*: ${inline(field.allowed, 300)}`),
    `• *Where*: ${kinds ? listed(kinds.map(kindTitle)) : 'every kind of target that is ours'}`,
    `• *Before*: ${code(`plan ${examples[0] ?? name}`, 220)} shows the decision and the effect, and runs nothing`,
    `• *What it does*: ${RISK[risk]}: ${inline(effect(values), 300)}`,
    ...howItRuns(definition).map((line) => `• ${line}`),
    ...(definition.run ? runLines(definition) : []),
  ];
}

function runLines({ run, repeatable }: MaintenanceDefinition): string[] {
  const guard = run.guard
    ? `; each host takes it back by itself after ${run.guard.seconds} s unless it can be reached`
    : '';
  const again = repeatable ? 'safe to repeat' : 'not safe to repeat: look first';
  return [`• *On the host*: at most ${run.timeoutSeconds} s; ${again}${guard}`];
}

/** What the ends of a document mean; the fence of every document has the same. */
function failLines(commands: readonly CommandDefinition[]): string[] {
  if (!commands.some(({ run }) => run !== undefined)) return [];
  return [
    '*When it fails*',
    '• *failed*: the last line on the card says why, `show R-…` has the whole output of each host',
    '• *too late* (92): approved for then, not for now; nothing was run. Ask again',
    '• *timed out*, or *unknown* (93): it had begun. Look at the host, then `settle R-… host-7 as done because …`, or `as not done`',
    '• the host’s agent is too old (91): nothing was run. Update the SSM agent there',
  ];
}

function readingLines(readings: readonly CommandDefinition[]): string[] {
  if (readings.length === 0) return [];
  return [`*To look with*: ${listed(readings.map(({ examples: [example = ''] }) => code(example, 120)))}`];
}

function pressesOf({ label, rulings, commands, whole }: AnswerOf<'runbook'>): Press[] {
  const [one] = commands;
  const ruling = rulings.find(({ is }) => is !== 'not-available');
  const kind = ruling && kindOf(ruling);
  const forms: Press[] = commands
    .slice(0, 3)
    .map(({ name }) => ({ id: `form:${name}`, label: `Form: ${name}`, says: `form ${name}` }));
  const who: Press[] =
    kind && ruling.is !== 'unlisted'
      ? [{ id: 'who', label: 'Who can?', says: writeWho({ activity: label, where: { kinds: [kind] } }) }]
      : [];
  const all: Press[] =
    one && !whole
      ? [{ id: 'whole', label: 'The whole activity', says: writeQuestion({ is: 'runbook', about: one.activity }) }]
      : [];
  return [...forms, ...who, ...all];
}
