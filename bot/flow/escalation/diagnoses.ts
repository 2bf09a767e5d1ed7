import type { DiagnosisChoice } from '../../domain/answer.ts';
import type { Ask } from '../../domain/escalation/ask.ts';
import { DIAGNOSIS_FOR, diagnosisOf } from '../../domain/escalation/diagnosis.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Ledger } from '../../ports/ledger.ts';
import { readRun } from '../append-run.ts';
import { runId, runStateOf } from '../decode.ts';

/** Runs that are looked at, and of these how many that name a target are read whole: the form has to open within three seconds. */
const LOOKED_AT = 100;
const READ = 10;

/** Readings of the request's targets whose output can go with it, newest first. The index may miss one of this moment: it can be typed. */
export async function diagnosesFor(
  ledger: Pick<Ledger, 'recent' | 'head' | 'read'>,
  ask: Pick<Ask, 'targets'>,
  now: Instant,
): Promise<DiagnosisChoice[]> {
  if (ask.targets.length === 0) return [];
  const recent = await ledger.recent('run', { limit: LOOKED_AT, after: now - DIAGNOSIS_FOR });
  const heads = await Promise.all(recent.map(({ stream }) => ledger.head(stream)));
  const named = heads.flatMap((head) => {
    if (!head) return [];
    const { is, sentence } = runStateOf(head);
    const names = sentence.split(/[\s,]+/);
    return is === 'finished' && ask.targets.some(({ name }) => names.includes(name)) ? [runId(head.stream)] : [];
  });
  const runs = await Promise.all(named.slice(0, READ).map((id) => readRun(ledger, id)));
  return runs.flatMap((run) => {
    const diagnosis = run && diagnosisOf(run.story, { ask, now });
    return diagnosis?.ok ? [{ run: diagnosis.value.run, task: diagnosis.value.task, at: diagnosis.value.at }] : [];
  });
}
