import type { Role } from '../../../domain/actor.ts';
import type { HelpEntry } from '../../../domain/answer.ts';
import type { CommandDefinition, Risk } from '../../../domain/command.ts';
import { type ApprovalWanted, needsOf } from '../../../domain/need.ts';
import { undoWords } from '../../../domain/run/undo.ts';
import { ENVIRONMENTS } from '../../../domain/target.ts';
import { context, type Press, sections } from './blocks.ts';
import { kindTitle, oneWithRole, roleWords } from './labels.ts';
import { NO_DOCUMENT } from './refusal-words.ts';
import type { Reading } from './rendered.ts';
import { needsWords } from './rule-words.ts';
import { runbookPress } from './runbook-press.ts';
import type { AnswerOf, Said } from './said.ts';
import { stoppedLine } from './stopped-line.ts';
import { code, counted, inline, listed } from './text.ts';

/** What this person may do, in groups that fit a phone; how many sentences more there are for other roles. */
export function sayHelp({ entries, roles, more, stop }: AnswerOf<'help'>, reading: Reading): Said {
  const isCommand = ({ name }: HelpEntry) => reading.definitions.some((definition) => definition.name === name);
  const commands = entries.filter(isCommand);
  const own = entries.filter((entry) => !isCommand(entry));
  return {
    mark: 'information',
    first: `*What you may do* · ${roles.length > 0 ? `as ${listed(roles.map(roleWords))}` : 'without a role'}`,
    body: [
      ...sections(stoppedLine(stop, reading)),
      ...group('Look at hosts', commands.filter(isRead)),
      ...group(
        'Change hosts',
        commands.filter((entry) => !isRead(entry)),
      ),
      ...group(
        'Decide on runs',
        own.filter((entry) => !isRead(entry)),
      ),
      ...group('Find your way', own.filter(isRead)),
      context(`Every command may end in ${code('because …')}. ${others(more)}`),
    ],
    presses: helpPresses(commands),
  };
}

function others(more: number): string {
  return more > 0
    ? `${counted(more, 'more sentence')} for people with other roles; an admin grants roles.`
    : 'That is all.';
}

const isRead = ({ risk }: HelpEntry): boolean => risk === 'read';

function group(title: string, entries: readonly HelpEntry[]) {
  if (entries.length === 0) return [];
  return sections([`*${title}*`, ...entries.map(helpLine)]);
}

/** A line of the list. That every command may end in a reason is said once, below. */
export function helpLine({ pattern, summary }: HelpEntry): string {
  return `${code(pattern.replace(' [because …]', ''))} ${inline(summary, 200)}`;
}

/** Looking is tried at once; what changes something opens its form, so that no example runs by a slip of the thumb. */
export function helpPresses(commands: readonly HelpEntry[]): Press[] {
  const looks = commands.filter(isRead).flatMap(({ examples }) => examples.slice(0, 1));
  const changes = commands.filter((entry) => !isRead(entry));
  return [
    ...looks.slice(0, 4).map((example, index) => ({ id: `try:${index}`, label: `Try: ${example}`, says: example })),
    ...changes.slice(0, 4).map(({ name }) => ({ id: `form:${name}`, label: `Form: ${name}`, says: `form ${name}` })),
  ];
}

export const RISK: Record<Risk, string> = {
  read: 'changes nothing',
  change: 'changes a system for good',
  disruptive: 'interrupts what runs, and leaves it as it was',
};

export function sayCommandHelp({ definition, may, neededRole }: AnswerOf<'help-command'>): Said {
  const { name, pattern, summary, examples, fields, kinds, risk } = definition;
  return {
    mark: 'information',
    first: `*${inline(name, 60)}* · ${inline(summary, 300)}`,
    body: [
      ...sections([
        code(`${pattern} [because …]`),
        ...(may ? [] : [mayNot(neededRole)]),
        ...Object.values(fields).map(({ label, allowed }) => `*${inline(label, 60)}*: ${inline(allowed, 300)}`),
        `*Where*: ${kinds ? listed(kinds.map(kindTitle)) : 'every kind of target'}`,
        `*What it does*: ${RISK[risk]}`,
        ...howItRuns(definition),
        `*Examples*: ${examples.map((example) => code(example, 200)).join(', ')}`,
      ]),
    ],
    presses: may ? commandPresses(definition) : [],
  };
}

function mayNot(needed: Role): string {
  return `*You may not:* it needs the role of ${oneWithRole(needed)}; an admin grants it`;
}

/** A task has no document: the vendor is asked for it, or people do it by hand. */
export function howItRuns(definition: CommandDefinition): string[] {
  if (!definition.run) return [`*Who does it*: ${NO_DOCUMENT}`];
  const { approval, undo } = definition;
  const wants = ENVIRONMENTS.map((environment) => `${environment} ${wanted(approval[environment])}`).join('; ');
  return [`*Approval*: ${wants}; policy may want more`, `*Undo*: ${inline(undoWords(undo), 300)}`];
}

function wanted(approval: ApprovalWanted): string {
  return approval === 'none' ? 'none' : needsWords(needsOf(approval));
}

function commandPresses({ name, risk, examples }: CommandDefinition): Press[] {
  const tries = risk === 'read' ? examples.slice(0, 2) : [];
  return [
    { id: 'form', label: 'Open the form', says: `form ${name}` },
    runbookPress(name),
    ...tries.map((example, index) => ({ id: `try:${index}`, label: `Try: ${example}`, says: example })),
  ];
}

export function sayHelpAbout({ entry, neededRole }: AnswerOf<'help-act'>): Said {
  const { name, pattern, summary, examples } = entry;
  return {
    mark: 'information',
    first: `*${inline(name, 60)}* · ${inline(summary, 300)}`,
    body: sections([
      code(pattern),
      ...(neededRole ? [mayNot(neededRole)] : []),
      `*Examples*: ${examples.map((example) => code(example, 200)).join(', ')}`,
    ]),
  };
}
