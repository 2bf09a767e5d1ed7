import type { CommandDefinition } from '../command.ts';
import { readRunId } from './run-id.ts';
import type { FormFrom } from './sentence.ts';
import { type Cut, says } from './tokens.ts';
import { wordsOf } from './vocabulary.ts';

/** `form edit lines from R-8C2MX`: the form of a command that rewrites a file, with the text that a run read. */
export function readTextForm(definition: CommandDefinition, { tokens, because }: Cut): FormFrom | undefined {
  const [from, id, ...more] = tokens.slice(wordsOf(definition.name).length);
  const run = readRunId(id?.text ?? '');
  if (!definition.rewrites || !says(from, 'from') || run === undefined || more.length > 0) return undefined;
  return { command: definition.name, run, ...(because && { because }) };
}
