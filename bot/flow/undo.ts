import { REMIT } from '../domain/actor.ts';
import type { ShippedCommand } from '../domain/command.ts';
import { err, ok, type Result } from '../domain/result.ts';
import type { Story } from '../domain/run/apply.ts';
import type { Refusal } from '../domain/run/refusal.ts';
import { decideUndo, type Undoing } from '../domain/run/undo.ts';
import type { Ledger } from '../ports/ledger.ts';
import { appendStep, readRun } from './append-run.ts';
import type { TendDeps } from './deps.ts';

/** What a run that takes another back is about, decided anew on what that one is now. Undefined for any other run. */
export async function readUndoing(
  deps: { ledger: Pick<Ledger, 'read'>; commands: readonly ShippedCommand[] },
  { asked }: Story,
  now: number,
): Promise<Result<Undoing | undefined, Refusal>> {
  const { undoes } = asked;
  if (undoes === undefined) return ok(undefined);
  const run = await readRun(deps.ledger, undoes);
  if (!run) throw new Error(`the run ${undoes} that is to be taken back is not on record`);
  const undoing = decideUndo(
    run.story,
    deps.commands.find(({ name }) => name === asked.command.name),
    now,
  );
  return undoing.ok ? undoing : err({ reason: 'not-undone', run: undoes, why: undoing.error });
}

/**
 * Writes on the run that was taken back where it was. Done once for each host, whoever is called how often; throws when
 * the other run was changed in this moment: the caller is tried again.
 */
export async function recordUndone(deps: TendDeps, { id, asked, outcomes }: Story): Promise<void> {
  if (asked.undoes === undefined) return;
  const hosts = [...outcomes.values()].filter(({ status }) => status === 'succeeded').map(({ host }) => host);
  const run = await readRun(deps.ledger, asked.undoes);
  const news = hosts.filter((host) => !run?.story.undone.has(host));
  if (!run || news.length === 0) return;
  const step = { type: 'undone', data: { by: id, hosts: news } } as const;
  const after = await appendStep(deps.ledger, run, { step, by: REMIT, at: deps.now() });
  if (!after) throw new Error(`run ${asked.undoes} was changed while its undo was recorded`);
}
