import { mayAskAs, type Role } from '../actor.ts';
import type { HelpEntry } from '../answer.ts';
import type { CommandDefinition } from '../command.ts';
import { BUILTINS, type Builtin, builtinNamed } from './builtins.ts';
import { commandNamed } from './vocabulary.ts';

/** The help of one person: what they may do, and how many sentences more there are for other roles. */
export type Help = { entries: HelpEntry[]; more: number };

/** Lists what these roles may do, commands first. Nobody is told how to do what they may not. */
export function helpFor(roles: readonly Role[], commands: readonly CommandDefinition[]): Help {
  const entries = [
    ...commands.filter(({ role }) => mayAskAs(roles, role)).map(commandHelp),
    ...BUILTINS.filter((builtin) => isOpenTo(builtin.roles, roles)).map(builtinHelp),
  ];
  return { entries, more: commands.length + BUILTINS.length - entries.length };
}

/** Whether these roles may use a sentence at all; on which targets and runs is decided later. */
export function mayUse(name: string, roles: readonly Role[], commands: readonly CommandDefinition[]): boolean {
  const needed = rolesFor(name, commands);
  return needed !== undefined && isOpenTo(needed, roles);
}

/** The role to ask for in order to use a sentence; undefined when everybody may, and when there is no such sentence. */
export function neededRole(name: string, commands: readonly CommandDefinition[]): Role | undefined {
  return rolesFor(name, commands)?.[0];
}

/** The help of one sentence, of a command or of Remit itself. */
export function helpAbout(name: string, commands: readonly CommandDefinition[]): HelpEntry | undefined {
  const command = commandNamed(name, commands);
  const builtin = builtinNamed(name);
  if (command) return commandHelp(command);
  return builtin && builtinHelp(builtin);
}

function rolesFor(name: string, commands: readonly CommandDefinition[]): readonly Role[] | undefined {
  const command = commandNamed(name, commands);
  if (!command) return builtinNamed(name)?.roles;
  return command.role === 'operator' ? ['operator', 'developer'] : [command.role];
}

function isOpenTo(needed: readonly Role[], roles: readonly Role[]): boolean {
  return needed.length === 0 || needed.some((role) => roles.includes(role));
}

function commandHelp({ name, pattern, summary, examples, risk }: CommandDefinition): HelpEntry {
  return { name, pattern: `${pattern} [because …]`, summary, examples, risk };
}

const TAILS = { may: ' [because …]', must: ' because …' };

function builtinHelp({ name, pattern, summary, examples, risk, because }: Builtin): HelpEntry {
  return { name, pattern: `${pattern}${because ? TAILS[because] : ''}`, summary, examples: [...examples], risk };
}
