import { ok, type Result } from '../result.ts';
import type { ScheduleAct } from '../schedule/act.ts';
import { type Builtin, builtinNamed } from './builtins.ts';
import { sayBack } from './letters.ts';
import { notUnderstood } from './misread.ts';
import { checkReason, not } from './read-act.ts';
import { readScheduleId, SCHEDULE_ALLOWED } from './run-id.ts';
import type { ScheduleSentence } from './schedule-sentence.ts';
import type { Misread } from './sentence.ts';
import { type Cut, says } from './tokens.ts';

/** Reads what follows `pause`, `resume`, `end` or `show` about what repeats: its id, the word `schedule` before it or not. */
export function readSchedule(verb: ScheduleAct | 'show', { cut }: { cut: Cut }): Result<ScheduleSentence, Misread> {
  const builtin = named(verb);
  const [first, more] = says(cut.tokens[0], 'schedule') ? cut.tokens.slice(1) : cut.tokens;
  const example = builtin.examples.at(-1) ?? builtin.name;
  if (!first) return notUnderstood(`\`${verb} schedule\` does not say which one`, SCHEDULE_ALLOWED, example);
  const schedule = readScheduleId(first.text);
  if (schedule === undefined) {
    const why = `${sayBack(first.text)} is not the id of what repeats`;
    return notUnderstood(why, `${SCHEDULE_ALLOWED}: \`scheduled\` lists them`, example);
  }
  if (more) return not(`I do not know what to do with ${sayBack(more.text)}`, builtin);
  const { because } = cut;
  const unsaid = checkReason(builtin, because);
  if (unsaid) return not(unsaid, builtin);
  if (verb === 'show') return ok({ is: 'show-schedule', schedule });
  return ok({ is: 'schedule-act', act: verb, schedule, ...(because !== undefined && { because }) });
}

function named(verb: ScheduleAct | 'show'): Builtin {
  const builtin = builtinNamed(verb === 'show' ? 'show' : `${verb} schedule`);
  if (!builtin) throw new Error(`no built-in sentence is named "${verb}"`);
  return builtin;
}
