import type { CommandDefinition } from '../command.ts';
import { BUILTINS } from './builtins.ts';

/** Commands by the word that their sentences begin with, which is their name. */
type Index = Map<string, CommandDefinition>;

const indexes = new WeakMap<readonly CommandDefinition[], Index>();

/** Finds a command by name in the same time for ten as for a thousand: the list is indexed once. */
export function commandNamed(name: string, commands: readonly CommandDefinition[]): CommandDefinition | undefined {
  let index = indexes.get(commands);
  if (!index) {
    index = new Map(commands.map((command) => [command.name, command]));
    indexes.set(commands, index);
  }
  return index.get(name);
}

/** Every word that a sentence can begin with. */
export function verbs(commands: readonly CommandDefinition[]): string[] {
  return [...commands.map(({ name }) => name), ...BUILTINS.map(({ name }) => name)];
}
