import type { Answer } from '../../domain/answer.ts';
import { type MomentRefusal, momentAt } from '../../domain/calendar/moment.ts';
import type { Instant } from '../../domain/instant.ts';
import type { End } from '../../domain/language/freeze-sentence.ts';
import { LENGTH_ALLOWED, MOMENT_ALLOWED, writeMoment } from '../../domain/language/read-time.ts';
import { err, ok, type Result } from '../../domain/result.ts';

type Asked = { now: Instant; zone: string; longest: number; typed: string; rewrite: (end: End) => string };

/** The moment at which it ends, or what to say instead: clocks that never say it, or say it twice, are asked after. */
export function endOf(end: End, asked: Asked): Result<Instant, Answer> {
  const { now, zone, longest, typed } = asked;
  if ('for' in end) return ok(now + end.for);
  const at = momentAt(end.until, { now, zone });
  if (!at.ok) return err(answerTo(at.error, end, asked));
  if (at.value - now <= longest) return ok(at.value);
  const days = Math.round(longest / 86_400_000);
  const why = `until then it is longer than ${days} days`;
  return err({
    is: 'not-understood',
    typed,
    why,
    allowed: `at most ${days} days`,
    example: asked.rewrite({ for: longest }),
  });
}

function answerTo(refusal: MomentRefusal, end: { until: Parameters<typeof writeMoment>[0] }, asked: Asked): Answer {
  const { typed, rewrite } = asked;
  const example = rewrite({ for: 2 * 3_600_000 });
  const no = (why: string, allowed: string): Answer => ({ is: 'not-understood', typed, why, allowed, example });
  switch (refusal.reason) {
    case 'past':
      return no(`${writeMoment(end.until)} is over: ${utc(refusal.at)}`, `a moment to come; or ${LENGTH_ALLOWED}`);
    case 'skipped':
      return no(
        `no clock in ${refusal.zone} ever says ${refusal.clock}: they are put forward to ${refusal.next}`,
        MOMENT_ALLOWED,
      );
    case 'twice': {
      const question = `The clocks in ${refusal.zone} say ${refusal.clock} twice. Which one?`;
      const { zone: _zone, ...moment } = end.until;
      const [date, time] = refusal.clock.split(' ');
      const [year = 0, month = 0, day = 0] = (date ?? '').split('-').map(Number);
      const [hour = moment.hour, minute = moment.minute] = (time ?? '').split(':').map(Number);
      const sentences = refusal.offsets.map((words) =>
        rewrite({ until: { day: { year, month, day }, hour, minute, offset: offsetOf(words) } }),
      );
      return { is: 'choice', typed, question, sentences };
    }
    default:
      return refusal satisfies never;
  }
}

/** `+02:00` in milliseconds. */
function offsetOf(words: string): number {
  const [hours = 0, minutes = 0] = words.slice(1).split(':').map(Number);
  return (hours * 60 + minutes) * 60_000 * (words.startsWith('-') ? -1 : 1);
}

function utc(at: Instant): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
