import { MINUTE } from '../domain/instant.ts';
import { isTerminal } from '../domain/run/state.ts';
import { ChatBusy } from '../ports/chat.ts';
import type { StoredEvent } from '../ports/ledger.ts';
import { type ReadRun, readRun } from './append-run.ts';
import { isClaimed, untouchedIntent } from './claim.ts';
import { freeHosts } from './conclude.ts';
import { runId } from './decode.ts';
import type { TendDeps } from './deps.ts';
import { INCIDENT, incidentIn } from './incident/append-incident.ts';
import { showIncidentAgain } from './incident/show-incident.ts';
import { cardOf, showAgain } from './show-card.ts';
import { showDirectlyAgain } from './show-directly.ts';

/**
 * An event that is no longer the head has nothing left to do: whatever it led to is the next event's. One that another
 * worker has claimed is left to it: it may still be posting the card. An intent that was followed before anybody began on it
 * is still to be sent.
 */
export async function dropTimers({ ledger }: TendDeps, past: readonly StoredEvent[]): Promise<void> {
  const unsent = untouchedIntent(past)?.seq;
  const idle = past.filter((event) => event.due !== undefined && !isClaimed(event) && event.seq !== unsent);
  await Promise.all(idle.map((event) => ledger.finish(event, { claimed: event.due ?? 0 })));
}

/** Who has not woken after so long is dead. Longer than a function lives, and than clocks are apart. */
const ASLEEP = 5 * MINUTE;

/**
 * What a worker left behind that died on an event which others have passed since. Its last edit may have landed on the
 * card after theirs, so the card is shown the newest state once more; it may have locked hosts of a run that was over. One that only
 * slept may do all that yet: it is looked after once more, later.
 */
export async function makeGood(deps: TendDeps, stream: string, past: readonly StoredEvent[]): Promise<void> {
  const dead = past.filter((event) => isClaimed(event) && (event.due ?? 0) <= deps.now());
  if (dead.length === 0) return;
  if (stream.startsWith(INCIDENT) && !(await incidentMadeGood(deps, stream))) return;
  const run = stream.startsWith('run#') ? await readRun(deps.ledger, runId(stream)) : undefined;
  if (run && !(await madeGood(deps, run))) return;
  const mayWake = run !== undefined && (await cardOf(deps, stream)) !== undefined;
  await Promise.all(dead.map((event) => lookLater(deps, event, mayWake && event.tries === 1)));
}

async function lookLater({ ledger, now }: TendDeps, event: StoredEvent, again: boolean): Promise<void> {
  const { due = 0 } = event;
  if (again) await ledger.claim(event, { seen: due, until: now() + ASLEEP });
  else await ledger.finish(event, { claimed: due });
}

async function incidentMadeGood(deps: TendDeps, stream: string): Promise<boolean> {
  const head = await deps.ledger.head(stream);
  return head === undefined || shown(deps, stream, () => showIncidentAgain(deps, incidentIn(head)));
}

async function madeGood(deps: TendDeps, run: ReadRun): Promise<boolean> {
  if (isTerminal(run.story.state)) await freeHosts(deps, run.story);
  return shown(deps, run.head.stream, async () => {
    await showAgain(deps, run);
    await showDirectlyAgain(deps, run);
  });
}

async function shown(deps: TendDeps, stream: string, show: () => Promise<void>): Promise<boolean> {
  try {
    await show();
    return true;
  } catch (error) {
    if (!(error instanceof ChatBusy)) throw error;
    deps.log('warn', 'slack-busy', { stream }); // it is still due: the next sweep comes back to it
    return false;
  }
}
