import type { CommandDefinition, Field } from '../command.ts';
import { err, ok, type Result } from '../result.ts';
import { sayBack } from './letters.ts';
import type { Match } from './match.ts';
import { type NotUnderstood, notUnderstood } from './misread.ts';

/** Reads the fields of a command, checked; an optional one that is not said has its default. */
export function readFields(definition: CommandDefinition, laid: Match): Result<Record<string, string>, NotUnderstood> {
  const filled: Record<string, string> = {};
  for (const [name, field] of Object.entries(definition.fields)) {
    const token = laid.values.get(name);
    const value = token ? readValue(field, token.text) : ok(field.default);
    if (!value.ok) return notUnderstood(value.error, field.allowed, definition.examples[0] ?? definition.pattern);
    if (value.value !== undefined && !laid.missing.includes(name)) filled[name] = value.value;
  }
  return ok(filled);
}

const tests = new Map<string, RegExp>();

/** As typed where that is allowed, else in lower case. */
function readValue({ allowedPattern, except, label }: Field, typed: string): Result<string, string> {
  const test = tests.get(allowedPattern) ?? new RegExp(allowedPattern);
  tests.set(allowedPattern, test);
  const value = [typed, typed.toLowerCase()].find((one) => test.test(one));
  if (value === undefined) return err(`${sayBack(typed)} cannot be the ${label.toLowerCase()}`);
  return except?.names.some((name) => isNamed(name, value))
    ? err(`${sayBack(value)} is refused: ${except.why}`)
    : ok(value);
}

/** `*` in a name stands for any characters. */
function isNamed(name: string, value: string): boolean {
  const [begin = '', end] = name.split('*');
  return end === undefined ? value === name : value.startsWith(begin) && value.endsWith(end);
}
