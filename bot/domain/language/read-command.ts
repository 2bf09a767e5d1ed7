import type { Gap } from '../answer.ts';
import type { Command, CommandDefinition } from '../command.ts';
import { ok, type Result } from '../result.ts';
import { type Rollout, writeRollout } from '../rollout.ts';
import type { Timing } from '../schedule/timing.ts';
import type { Selector, Target } from '../target.ts';
import { corrections } from './correct.ts';
import { sayBack } from './letters.ts';
import { type Match, match } from './match.ts';
import { meant, notUnderstood, suggestion } from './misread.ts';
import { patternParts } from './patterns.ts';
import { readFields } from './read-fields.ts';
import { cutRollout, readRollout } from './read-rollout.ts';
import { readTiming, takeTiming } from './read-timing.ts';
import type { Misread } from './sentence.ts';
import { readTargets } from './targets.ts';
import type { Cut, Token } from './tokens.ts';
import { write } from './write.ts';

/** A sentence that begins with a command's name. `slipped`: it had to be corrected to get here, so it may only be suggested. */
export type Asked = {
  definition: CommandDefinition;
  cut: Cut;
  text: string;
  slipped: boolean;
  definitions: readonly CommandDefinition[];
  targets?: readonly Target[];
};

/** What was understood of a sentence, whole or not: `gap` is what a form can be filled with. */
export type CommandRead = { gap: Gap; selector: Selector; rollout?: Rollout; slipped: boolean };

/** Reads a command, or says what the next step is: the corrected sentence, what is missing, what is not understood. */
export function readCommand(asked: Asked): Result<{ command: Command; sentence: string }, Misread> {
  const { definition, definitions } = asked;
  const { tokens, when } = takeTiming(asked.cut.tokens, definition.pattern);
  const timing = readWhen(when);
  const read = readParts({ ...asked, cut: { ...asked.cut, tokens } });
  if (!read.ok) return read;
  if (!timing.ok) return timing;
  const { gap, selector, rollout } = read.value;
  if (gap.missing.length > 0) return timing.value ? unfinished(gap) : { ok: false, error: { is: 'question', gap } };
  const because = gap.because === undefined ? {} : { because: gap.because };
  const how = { ...(rollout && { rollout }), ...(timing.value && { when: timing.value }) };
  const command: Command = { name: definition.name, fields: gap.filled, targets: selector, ...how, ...because };
  if (!read.value.slipped) return ok({ command, sentence: write(command, definitions) });
  const corrected = asked.targets ? corrections(command, definition, asked.targets) : [];
  return meant('Which one did you mean?', corrected) ?? suggestion(write(command, definitions));
}

function readWhen(when: readonly Token[]): Result<Timing | undefined, Misread> {
  if (when.length === 0) return ok(undefined);
  const timing = readTiming(when);
  const example = when[0]?.text.toLowerCase() === 'every' ? REPEATED : TIMED;
  return timing.ok ? timing : notUnderstood(timing.error.why, timing.error.allowed, example);
}

const REPEATED = 'restart nginx on host-4 every sunday 03:00';
const TIMED = 'restart nginx on host-7 at 02:00 because "worker leak"';

/** A form has no place for a time: filled in and sent, it would run at once what was meant for the night. */
function unfinished({ missing }: Pick<Gap, 'missing'>): Result<never, Misread> {
  return notUnderstood(
    `a command with a time has to be whole: ${missing.join(' and ')} is missing`,
    'the whole command, then when, then `because …`',
    TIMED,
  );
}

/** Reads as much of a command as there is. Refuses what is wrong; what is missing is in the gap. */
export function readParts({ definition, cut, text, slipped }: Asked): Result<CommandRead, Misread> {
  const { rest, said } = cutRollout(cut.tokens);
  const laid = match(definition.pattern, rest);
  const leftOver = laid.left[0] && notExpected(laid.left, definition, text);
  if (leftOver) return leftOver;
  const targets = readTargets(laid.targets);
  if (!targets.ok) return targets;
  const { selector } = targets.value;
  if (!takesMany(definition) && selector.names.length + selector.groups.length * 2 > 1) return onlyOne(definition);
  const fields = readFields(definition, laid);
  if (!fields.ok) return fields;
  const rolled = readRollout(definition, said);
  if (!rolled.ok) return rolled;
  const { rollout } = rolled.value;
  const gap: Gap = {
    command: definition.name,
    missing: [...laid.missing, ...unsaid(laid, selector), ...(cut.because === '' ? ['because'] : [])],
    filled: fields.value,
    ...(laid.targets.length > 0 && { targets: slice(text, laid.targets) }),
    ...wordsOf(rollout, cut.because),
  };
  const slips = slipped || laid.slipped || targets.value.slipped || rolled.value.slipped;
  return ok({ gap, selector, ...(rollout && { rollout }), slipped: slips });
}

function wordsOf(rollout: Rollout | undefined, because: string | undefined): Pick<Gap, 'rollout' | 'because'> {
  return { ...(rollout && { rollout: writeRollout(rollout) }), ...(because && { because }) };
}

/** Words for targets that name none. */
function unsaid({ targets }: Match, { names, groups }: Selector): string[] {
  return targets.length > 0 && names.length + groups.length === 0 ? ['targets'] : [];
}

function takesMany({ pattern }: CommandDefinition): boolean {
  return patternParts(pattern).some((part) => part.is === 'targets' && part.many);
}

function onlyOne(definition: CommandDefinition): Result<never, Misread> {
  const allowed = 'one target, by its name';
  return notUnderstood(`\`${definition.name}\` works on one target at a time`, allowed, definition.examples[0] ?? '');
}

function notExpected(left: readonly Token[], definition: CommandDefinition, text: string): Result<never, Misread> {
  const why = `I do not know what to do with ${sayBack(slice(text, left))}`;
  return notUnderstood(why, `\`${definition.pattern}\`, and a reason: \`because …\``, definition.examples[0] ?? '');
}

function slice(text: string, tokens: readonly Token[]): string {
  return text.slice(tokens[0]?.start, tokens.at(-1)?.end);
}
