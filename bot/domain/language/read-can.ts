import type { CommandDefinition } from '../command.ts';
import { ok, type Result } from '../result.ts';
import { match } from './match.ts';
import { notUnderstood, suggestion } from './misread.ts';
import { patternWords } from './patterns.ts';
import type { WhatQuestion, WhoQuestion } from './question.ts';
import { readParts } from './read-command.ts';
import { type Parted, partProfile, phraseOf } from './read-phrase.ts';
import type { Reading } from './read-sentence.ts';
import type { Misread } from './sentence.ts';
import { readTargets } from './targets.ts';
import { says, type Token } from './tokens.ts';
import { commandBegun, wordsOf } from './vocabulary.ts';
import { compose } from './write.ts';
import { readKindPhrase, writeProfile, writeQuestion, writeWhere, writeWho } from './write-question.ts';

const WHO = 'who can restart nginx on host-7';
const WHO_ALLOWED =
  '`who can`, a command or an activity of the matrix, `on` and a target or a kind of target; then perhaps `in <profile>`';

/** Reads what follows `who`: a command or an activity, and targets or a kind. */
export function readWho(reading: Reading): Result<WhoQuestion, Misread> {
  const { tokens: all, because } = reading.cut;
  if (because !== undefined) return notUnderstood('`who can` takes no reason', WHO_ALLOWED, WHO);
  if (!says(all[0], 'can')) return notUnderstood('`who` does not say who can do what', WHO_ALLOWED, WHO);
  const parted = partProfile(all.slice(1));
  if (!parted.ok) return parted;
  const { tokens } = parted.value;
  const definition = commandBegun(tokens, reading.vocabulary.commands);
  const on = tokens.findLastIndex((token) => says(token, 'on'));
  if (definition) return readCommandOn(definition, reading, { ...parted.value, on });
  const activity = phraseOf(tokens.slice(0, Math.max(on, 0)));
  if (activity === '') return notUnderstood('`who can` does not say what, and where', WHO_ALLOWED, WHO);
  return readActivityOn(activity, { ...parted.value, on });
}

/** `on`: where the last `on` stands, -1 without one. */
type Laid = Parted & { on: number };

function readActivityOn(activity: string, { tokens, on, profile }: Laid): Result<WhoQuestion, Misread> {
  const after = tokens.slice(on + 1);
  const kinds = kindsOf(after);
  const read = kinds ? undefined : readTargets(after);
  if (read && !read.ok) return read;
  if (after.length === 0) return notUnderstood('`who can` does not say where', WHO_ALLOWED, WHO);
  const where = kinds ? { kinds } : { targets: read?.value.selector ?? { names: [], groups: [] } };
  if ('targets' in where && where.targets.names.length + where.targets.groups.length === 0) {
    return notUnderstood('`who can` does not say where', WHO_ALLOWED, WHO);
  }
  const sentence = writeWho({ activity, where, profile });
  if (read?.value.slipped) return suggestion(sentence);
  return ok({ is: 'who', what: { activity }, where, ...(profile !== undefined && { profile }), sentence });
}

function readCommandOn(
  definition: CommandDefinition,
  reading: Reading,
  { tokens, on, profile }: Laid,
): Result<WhoQuestion, Misread> {
  const named = wordsOf(definition.name).length;
  const end = on < 0 ? named : on;
  const kinds = kindsOf(tokens.slice(on < 0 ? named : on + 1));
  const laid = [...(kinds ? tokens.slice(0, end) : tokens)];
  const { commands: definitions } = reading.vocabulary;
  const read = readParts({ definition, cut: { tokens: laid }, text: reading.text, slipped: false, definitions });
  if (!read.ok) return read;
  const { gap, selector, slipped } = read.value;
  if (kinds ? gap.targets !== undefined : gap.missing.includes('targets')) {
    return notUnderstood('`who can` does not say where', WHO_ALLOWED, WHO);
  }
  const where = kinds ? { kinds } : { targets: selector };
  const sentence = `who can ${writeCommandOn(definition, gap.filled, where, definitions)}${writeProfile(profile)}`;
  if (slipped) return suggestion(sentence);
  const what = { command: definition.name, fields: gap.filled };
  return ok({ is: 'who', what, where, ...(profile !== undefined && { profile }), sentence });
}

/** The command as it would be typed; a kind stands where its targets would. */
function writeCommandOn(
  definition: CommandDefinition,
  fields: Record<string, string>,
  where: WhoQuestion['where'],
  definitions: readonly CommandDefinition[],
): string {
  const targets = writeWhere(where, patternWords(definition.pattern));
  return compose({ name: definition.name, fields, targets }, definitions);
}

function kindsOf(tokens: readonly Token[]) {
  const plain = tokens.length > 0 && tokens.every(({ is }) => is === 'word');
  return plain ? readKindPhrase(tokens.map(({ text }) => text)) : undefined;
}

const WHAT = 'what can I do on infra-db';

/** Reads what follows `what`. */
export function readWhat({ cut: { tokens: all, because } }: Reading): Result<WhatQuestion, Misread> {
  const allowed = '`what can I do on`, then targets as any command has them';
  if (because !== undefined) return notUnderstood('`what can I do` takes no reason', allowed, WHAT);
  const parted = partProfile(all);
  if (!parted.ok) return parted;
  const { tokens, profile } = parted.value;
  const laid = match('can i do on <targets>', tokens);
  if (laid.left.length > 0 || laid.targets.length === 0) {
    return notUnderstood('`what` does not say where', allowed, WHAT);
  }
  const read = readTargets(laid.targets);
  if (!read.ok) return read;
  const { selector: targets, slipped } = read.value;
  if (targets.names.length + targets.groups.length === 0) {
    return notUnderstood('`what can I do` does not say where', allowed, WHAT);
  }
  const question: WhatQuestion = { is: 'what', targets, ...(profile !== undefined && { profile }) };
  return laid.slipped || slipped ? suggestion(writeQuestion(question)) : ok(question);
}
