import type { CommandDefinition } from '../command.ts';
import { BUILTINS } from './builtins.ts';
import type { Token } from './tokens.ts';

/** Commands by the words that their sentences begin with, which are their name; `longest` is the most words of one. */
type Index = { named: Map<string, CommandDefinition>; longest: number };

const indexes = new WeakMap<readonly CommandDefinition[], Index>();

/** A list is indexed once: a command is found in the same time among ten as among a thousand. */
function indexOf(commands: readonly CommandDefinition[]): Index {
  const known = indexes.get(commands);
  if (known) return known;
  const named = new Map(commands.map((command) => [command.name, command]));
  const index = { named, longest: Math.max(1, ...commands.map(({ name }) => wordsOf(name).length)) };
  indexes.set(commands, index);
  return index;
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
export function wordsAfterName(name: string, commands: readonly CommandDefinition[]): string[] {
  const begin = `${name} `;
  return commands.flatMap((other) =>
    other.name.startsWith(begin) ? wordsOf(other.name.slice(begin.length)).slice(0, 1) : [],
  );
}

/** The commands of which a word is only the first one of the name: of `firewall`, `firewall list` and the others. */
export function namesUnder(word: string, known: readonly string[]): string[] {
  return known.filter((name) => name.startsWith(`${word} `));
}

export function wordsOf(name: string): string[] {
  return name.split(' ');
}

/** All that a sentence can begin with. */
export function verbs(commands: readonly CommandDefinition[]): string[] {
  return [...commands.map(({ name }) => name), ...BUILTINS.map(({ name }) => name)];
}
