import type { CommandDefinition } from '../command.ts';
import type { Token } from './tokens.ts';

/**
 * Commands by the words that their sentences begin with, which are their name; `longest` is the most words of one, `after`
 * the words that go on a beginning of a name: after `status` the `load` of `status load`.
 */
type Index = { named: Map<string, CommandDefinition>; longest: number; after: Map<string, string[]> };

const indexes = new WeakMap<readonly CommandDefinition[], Index>();

/** A list is indexed once: a command is found in the same time among ten as among a thousand. */
function indexOf(commands: readonly CommandDefinition[]): Index {
  const known = indexes.get(commands);
  if (known) return known;
  const named = new Map(commands.map((command) => [command.name, command]));
  const names = commands.map(({ name }) => wordsOf(name));
  const index = { named, longest: Math.max(1, ...names.map(({ length }) => length)), after: wordsAfter(names) };
  indexes.set(commands, index);
  return index;
}

function wordsAfter(names: readonly string[][]): Map<string, string[]> {
  const after = new Map<string, string[]>();
  for (const words of names) {
    for (const [at, word] of words.entries()) {
      const begin = words.slice(0, at).join(' ');
      if (at > 0) after.set(begin, [...(after.get(begin) ?? []), word]);
    }
  }
  return after;
}

/** Finds a command by its whole name. */
export function commandNamed(name: string, commands: readonly CommandDefinition[]): CommandDefinition | undefined {
  return indexOf(commands).named.get(name);
}

/** The command whose name a sentence begins with, the longest of several: `status load` before `status`. */
export function commandBegun(
  tokens: readonly Token[],
  commands: readonly CommandDefinition[],
): CommandDefinition | undefined {
  const { named, longest } = indexOf(commands);
  const begin = tokens.slice(0, longest);
  const quoted = begin.findIndex(({ is }) => is !== 'word');
  const words = begin.slice(0, quoted < 0 ? undefined : quoted).map(({ text }) => text.toLowerCase());
  for (let count = words.length; count > 0; count -= 1) {
    const found = named.get(words.slice(0, count).join(' '));
    if (found) return found;
  }
  return undefined;
}

/** The words that would make a longer command's name of this one: after `status` the `load` of `status load`. */
export function wordsAfterName(name: string, commands: readonly CommandDefinition[]): readonly string[] {
  return indexOf(commands).after.get(name) ?? [];
}

/** The commands of which a word is only the first one of the name: of `firewall`, `firewall list` and the others. */
export function namesUnder(word: string, known: readonly string[]): string[] {
  return known.filter((name) => name.startsWith(`${word} `));
}

export function wordsOf(name: string): string[] {
  return name.split(' ');
}
