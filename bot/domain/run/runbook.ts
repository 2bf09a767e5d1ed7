import type { CommandDefinition } from '../command.ts';

/** Readings that a runbook names: more would be a list, not advice. */
const READINGS = 4;

/**
 * Commands that only look, for somebody who wonders how a command went: first those that ask for the same things (a
 * service), then those that need nothing but a target.
 */
export function readingsBeside<T extends CommandDefinition>(of: readonly T[], commands: readonly T[]): T[] {
  const asked = new Set(of.flatMap(({ fields }) => Object.keys(fields)));
  const looks = commands.filter((one) => one.risk === 'read' && one.run !== undefined && !of.includes(one));
  const alike = looks.filter(
    ({ fields }) => needed(fields).length > 0 && needed(fields).every((name) => asked.has(name)),
  );
  const plain = looks.filter(({ fields }) => needed(fields).length === 0);
  return [...alike, ...plain].slice(0, READINGS);
}

function needed(fields: CommandDefinition['fields']): string[] {
  return Object.entries(fields).flatMap(([name, field]) => (field.default === undefined ? [name] : []));
}
