import { HOUR, type Instant } from '../instant.ts';
import { redact } from '../redact.ts';
import { err, ok, type Result } from '../result.ts';
import type { Story } from '../run/apply.ts';
import type { Ask, Diagnosis } from './ask.ts';
import { outward } from './outward.ts';

/** The reading that is offered where there is none yet: of one target. */
export const DIAGNOSE = 'assess';
/** What is older says nothing of how it is. */
export const DIAGNOSIS_FOR = 24 * HOUR;
/** Characters of all outputs together: a vendor's message has room for them beside everything else. */
const MOST = 2_400;

/** Why the output of a run cannot go with a request. `changes`: it did more than read. */
export type NoDiagnosis =
  | { why: 'unknown' | 'changes' | 'old' | 'not-over' | 'nothing' }
  | { why: 'elsewhere'; hosts: string[] };

/** What a run of ours printed, as it may go with a request: a reading, on targets of it alone, over and not older than a day. */
export function diagnosisOf(
  { id, plan, state, asked, outcomes, finishedAt, at }: Story,
  { ask, now }: { ask: Pick<Ask, 'targets'>; now: Instant },
): Result<Diagnosis & { run: string }, NoDiagnosis> {
  if (!plan || state.is !== 'finished') return err({ why: plan?.risk === 'read' || !plan ? 'not-over' : 'changes' });
  if (plan.risk !== 'read') return err({ why: 'changes' });
  const hosts = plan.hosts.map(({ name }) => name).filter((name) => !ask.targets.some((spot) => spot.name === name));
  if (hosts.length > 0) return err({ why: 'elsewhere', hosts });
  const over = finishedAt ?? at;
  if (now - over >= DIAGNOSIS_FOR) return err({ why: 'old' });
  const printed = [...outcomes.values()].filter(({ tail }) => tail.trim() !== '');
  if (printed.length === 0) return err({ why: 'nothing' });
  const room = Math.floor(MOST / printed.length);
  const outputs = printed.map(({ host, tail }) => ({ host, text: beginning(outward(redact(tail)), room) }));
  return ok({ run: id, task: outward(asked.sentence), at: over, outputs });
}

/** Whole lines as far as there is room: what is wrong stands first in an assessment. */
function beginning(text: string, room: number): string {
  const lines = text.trimEnd().split('\n');
  const kept: string[] = [];
  let left = room;
  for (const line of lines) {
    if (line.length + 1 > left) break;
    kept.push(line);
    left -= line.length + 1;
  }
  const first = lines[0] ?? '';
  if (kept.length === 0) return `${first.slice(0, room - 1).toWellFormed()}…`;
  const more = lines.length - kept.length;
  return more === 0 ? kept.join('\n') : [...kept, `… ${more} more ${more === 1 ? 'line' : 'lines'}`].join('\n');
}
