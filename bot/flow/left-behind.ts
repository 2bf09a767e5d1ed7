import { isTerminal } from '../domain/run/state.ts';
import { ChatBusy } from '../ports/chat.ts';
import type { StoredEvent } from '../ports/ledger.ts';
import { readRun } from './append-run.ts';
import { isClaimed, untouchedIntent } from './claim.ts';
import { freeHosts } from './conclude.ts';
import { runId } from './decode.ts';
import type { TendDeps } from './deps.ts';
import { ESCALATION, readEscalation } from './escalation/append-escalation.ts';
import { showVendorAgain } from './escalation/tell-vendor.ts';
import { FREEZES } from './freeze/read-standing.ts';
import { showStopsAgain } from './freeze/tend-freezes.ts';
import { INCIDENT, incidentIn } from './incident/append-incident.ts';
import { showIncidentAgain } from './incident/show-incident.ts';
import { cardOf, readShown, showAgain } from './show-card.ts';
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

/**
 * What a worker left behind that died on an event which others have passed since. Its last edit may have landed on the
 * card after theirs, so the card is shown the newest state once more; it may have locked hosts of a run that was over. One that only
 * slept may do all that yet: it is looked after once more, later.
 */
export async function makeGood(deps: TendDeps, stream: string, past: readonly StoredEvent[]): Promise<void> {
  const dead = past.filter((event) => isClaimed(event) && (event.due ?? 0) <= deps.now());
  const [earliest] = dead;
  if (!earliest) return;
  if (stream.startsWith('run#')) await freeHostsOf(deps, stream);
  if (!(await shownAgain(deps, earliest))) return;
  const mayWake = stream === FREEZES || (await cardOf(deps, stream)) !== undefined;
  await Promise.all(dead.map((event) => lookLater(deps, event, mayWake && event.tries === 1)));
}

async function lookLater({ ledger, now, waits }: TendDeps, event: StoredEvent, again: boolean): Promise<void> {
  const { due = 0 } = event;
  if (again) await ledger.claim(event, { seen: due, until: now() + waits.asleep });
  else await ledger.finish(event, { claimed: due });
}

async function freeHostsOf(deps: TendDeps, stream: string): Promise<void> {
  const run = await readRun(deps.ledger, runId(stream));
  if (run && isTerminal(run.story.state)) await freeHosts(deps, run.story);
}

/** False while Slack is busy: it is still due, the next sweep comes back to it. */
async function shownAgain(deps: TendDeps, dead: StoredEvent): Promise<boolean> {
  try {
    await showNewest(deps, dead);
    return true;
  } catch (error) {
    if (!(error instanceof ChatBusy)) throw error;
    deps.log('warn', 'slack-busy', { stream: dead.stream });
    return false;
  }
}

async function showNewest(deps: TendDeps, { stream, seq }: StoredEvent): Promise<void> {
  if (stream === FREEZES) return showStopsAgain(deps, seq);
  if (stream.startsWith(INCIDENT)) {
    const head = await deps.ledger.head(stream);
    return head && showIncidentAgain(deps, incidentIn(head));
  }
  const read = await readShown(deps, stream);
  if (read) await showAgain(deps, read);
  const request = stream.startsWith(ESCALATION) ? await readEscalation(deps.ledger, stream) : undefined;
  if (request) await showVendorAgain(deps, request);
  const asked = stream.startsWith('run#') ? await readRun(deps.ledger, runId(stream)) : request;
  if (asked) await showDirectlyAgain(deps, asked);
}
