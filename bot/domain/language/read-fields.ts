import type { CommandDefinition, Field } from '../command.ts';
import { ok, type Result } from '../result.ts';
import { sayBack } from './letters.ts';
import type { Match } from './match.ts';
import { type NotUnderstood, notUnderstood } from './misread.ts';

/** Reads the fields of a command, checked; an optional one that is not said has its default. */
export function readFields(definition: CommandDefinition, laid: Match): Result<Record<string, string>, NotUnderstood> {
  const filled: Record<string, string> = {};
  for (const [name, field] of Object.entries(definition.fields)) {
    const token = laid.values.get(name);
    const value = token ? readValue(field, token.text) : field.default;
    if (token && value === undefined) {
      const why = `${sayBack(token.text)} cannot be the ${field.label.toLowerCase()}`;
      return notUnderstood(why, field.allowed, definition.examples[0] ?? definition.pattern);
    }
    if (value !== undefined && !laid.missing.includes(name)) filled[name] = value;
  }
  return ok(filled);
}

const tests = new Map<string, RegExp>();

/** As typed where that is allowed, else in lower case. */
function readValue({ allowedPattern }: Field, typed: string): string | undefined {
  const test = tests.get(allowedPattern) ?? new RegExp(allowedPattern);
  tests.set(allowedPattern, test);
  return [typed, typed.toLowerCase()].find((value) => test.test(value));
}
