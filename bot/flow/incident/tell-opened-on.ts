import type { IncidentEvent } from '../../domain/incident/event.ts';
import { readRun } from '../append-run.ts';
import { tellRun } from './tell-run.ts';
import type { TellDeps } from './tell-stream.ts';

/**
 * A run on which an incident is opened belongs to its timeline, with what it did before and what it does from then on, wherever it was
 * asked for; unless it belongs to another already.
 */
export async function tellOpenedOn(deps: TellDeps, id: string, event: IncidentEvent): Promise<void> {
  const from = event.type === 'declared' ? event.data.from : undefined;
  if (!from || !('run' in from)) return;
  const read = await readRun(deps.ledger, from.run);
  if (read) await tellRun(deps, read, id);
}
