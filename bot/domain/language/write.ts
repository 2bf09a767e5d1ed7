import { WEEKDAYS } from '../calendar/week.ts';
import type { Command, CommandDefinition } from '../command.ts';
import { writeRollout } from '../rollout.ts';
import type { Timing } from '../schedule/timing.ts';
import type { Selector } from '../target.ts';
import { writeGroup } from './groups.ts';
import { looksEncoded } from './normalise.ts';
import { type Part, patternParts, patternWords } from './patterns.ts';
import { ROLLOUT_WORDS } from './read-rollout.ts';
import { writeTiming } from './read-timing.ts';
import { commandNamed, wordsAfterName } from './vocabulary.ts';

/** A command whose targets and rollout are still words, as a form gives them. */
export type Composed = {
  name: string;
  fields: Record<string, string>;
  targets: string;
  rollout?: string;
  when?: Timing;
  because?: string;
};

/** What a sentence begins with that asks nobody first. */
export const BREAK_GLASS = 'break-glass';

/** Words that would be read as more than a name if they stood unquoted. */
const KEYWORDS = new Set<string>([
  'because',
  'and',
  'all',
  'at',
  'in',
  'every',
  'everything',
  'today',
  'tomorrow',
  ...WEEKDAYS,
]);

/**
 * The one canonical sentence of a command: reading it gives the same command again. Optional parts that say what holds
 * anyway are left out.
 *
 * Throws when no definition has the command's name: commands are made by reading sentences, with the same definitions.
 */
export function write(command: Command, definitions: readonly CommandDefinition[]): string {
  const definition = defined(command.name, definitions);
  const keywords = keywordsOf(definition, definitions);
  const { rollout, targets, ...rest } = command;
  const how = rollout ? { rollout: writeRollout(rollout) } : {};
  const written = { ...rest, targets: writeSelector(targets, keywords), ...how };
  const sentence = composed({ command: written, definition, keywords });
  return command.breakGlass ? `${BREAK_GLASS} ${sentence}` : sentence;
}

/** The sentence that a form stands for: its targets as they were typed, to be read like any other sentence. */
export function compose(command: Composed, definitions: readonly CommandDefinition[]): string {
  const definition = defined(command.name, definitions);
  return composed({ command, definition, keywords: keywordsOf(definition, definitions) });
}

function composed(writing: Writing): string {
  const { command, definition } = writing;
  const words = writeParts(patternParts(definition.pattern), writing);
  const when = command.when ? [writeTiming(command.when)] : [];
  return [...words, command.rollout ?? '', ...when, ...reason(command.because)].filter((word) => word !== '').join(' ');
}

type Writing = { command: Composed; definition: CommandDefinition; keywords: ReadonlySet<string> };

/** The words that mean something in a sentence of this command: a value or a name that is one of them is quoted. */
function keywordsOf(definition: CommandDefinition, definitions: readonly CommandDefinition[]): Set<string> {
  const { name, pattern } = definition;
  return new Set([...patternWords(pattern), ...wordsAfterName(name, definitions), ...ROLLOUT_WORDS]);
}

function writeParts(parts: readonly Part[], writing: Writing): string[] {
  const { command, definition, keywords } = writing;
  return parts.flatMap((part): string[] => {
    if (part.is === 'word') return [part.word];
    if (part.is === 'targets') return [command.targets];
    if (part.is === 'field') return [quoteIfNeeded(command.fields[part.name] ?? '', keywords)];
    return saysMore(part.parts, command, definition) ? writeParts(part.parts, writing) : [];
  });
}

function saysMore(parts: readonly Part[], { fields }: Composed, definition: CommandDefinition): boolean {
  return parts.some(
    (part) =>
      part.is === 'field' &&
      fields[part.name] !== undefined &&
      fields[part.name] !== definition.fields[part.name]?.default,
  );
}

/** Targets in words: names as they were typed, then groups. `keywords`: the words that end them in this sentence. */
export function writeSelector({ names, groups }: Selector, keywords: ReadonlySet<string> = NONE): string {
  return [...names.map((name) => quoteIfNeeded(name, keywords)), ...groups.map(writeGroup)].join(', ');
}

const NONE: ReadonlySet<string> = new Set();

function defined(name: string, definitions: readonly CommandDefinition[]): CommandDefinition {
  const definition = commandNamed(name, definitions);
  if (!definition) throw new Error(`no command is named "${name}"`);
  return definition;
}

function quoteIfNeeded(value: string, keywords: ReadonlySet<string>): string {
  const plain = /^[A-Za-z0-9/][\w.@:/+=~%-]*$/.test(value) && !KEYWORDS.has(value) && !keywords.has(value);
  return plain || value === '' ? value : quoted(value);
}

/**
 * A text in quotation marks, to be read back as one token, to the letter: any mark of the kind would close it, of several spaces only the first is one for the
 * reader of sentences, and what looks like Slack's encoding would be read as that.
 */
export function quoted(text: string): string {
  const marked = text.replace(/\\(?=["'`“”„‟«»‘’‚‛\\ ]|$)|["“”„‟«»]/g, '\\$&').replace(/(?<= ) /g, '\\ ');
  return `"${looksEncoded(marked) ? encoded(marked) : marked}"`;
}

function encoded(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

function reason(because: string | undefined): string[] {
  if (because === undefined) return [];
  const text = looksEncoded(because) ? encoded(because) : because;
  return [`because "${text}"`];
}
