import { wakeAtOf } from '../../domain/incident/wake.ts';
import type { Instant } from '../../domain/instant.ts';
import type { StoredEvent } from '../../ports/ledger.ts';
import type { TendDeps } from '../deps.ts';
import { keepReport } from '../report/draft-report.ts';
import { incidentEventOf, incidentIn } from './append-incident.ts';
import { stepsWithSlack } from './capture.ts';
import { furnishRoom } from './furnish-room.ts';
import { keepCanvas, tryCanvasAgain } from './keep-canvas.ts';
import { makeRoom } from './make-room.ts';
import { postPicture } from './post-picture.ts';
import { postUpdates } from './post-updates.ts';
import { remind, reminderOf, sayReminders } from './remind.ts';
import { showIncident, showReopened } from './show-incident.ts';
import { tellOpenedOn } from './tell-opened-on.ts';
import { writeSteps } from './write-entries.ts';
import { dropTimer, leaveWritten, writtenOf } from './written.ts';

/** Events after which the receipt is written: what is done again after a crash. */
const CHUNK = 25;

/**
 * Does what an incident's head asks for: writes the entries of all events that came since, keeps the channel, shows the card.
 * Returns when to look again.
 */
export async function tendIncident(
  deps: TendDeps,
  head: StoredEvent,
  { first }: { first: boolean },
): Promise<Instant | undefined> {
  if ((await writeSince(deps, head)) && (await isPassed(deps, head))) return undefined; // what a message says is on record now: that event is tended next
  const read = incidentIn(head);
  if (await makeRoom(deps, read)) return undefined; // the event that says so is tended next
  if (await keepReport(deps, read)) return undefined;
  const next = await reminderOf(deps, read);
  if (await remind(deps, read, next)) return undefined;
  const again = await showIncident(deps, read, { first });
  // What people wait for goes before what a channel is furnished with: one thing that Slack refuses holds up all that comes after it.
  await postUpdates(deps, read, { first });
  await sayReminders(deps, read);
  await furnishRoom(deps, read);
  await postPicture(deps, read);
  await keepCanvas(deps, read);
  const wakeAt = wakeAtOf(read.state, { next, now: deps.now() });
  return again === undefined || wakeAt === undefined ? (again ?? wakeAt) : Math.min(again, wakeAt);
}

/** What a message says may have been put on record before this head, by a worker that died then. */
async function isPassed({ ledger }: TendDeps, { stream, seq }: StoredEvent): Promise<boolean> {
  return (await ledger.head(stream))?.seq !== seq;
}

/** The entries of each event once, in their order: several may have come before a worker did. True when a message was read for it. */
async function writeSince(deps: TendDeps, head: StoredEvent): Promise<boolean> {
  const { stream } = head;
  const before = await writtenOf(deps, stream);
  const { open } = before;
  let written = before.seq;
  let isRead = false;
  for (let seq = written + 1; seq <= head.seq; seq += 1) {
    const event = seq === head.seq ? head : await deps.ledger.event({ stream, seq });
    if (!event) throw new Error(`${stream} has no e#${seq}`);
    isRead = (await writeEvent(deps, event)) || isRead;
    if (seq === head.seq || !(await dropTimer(deps, event))) open.push(seq);
    written = seq;
    if ((seq + 1) % CHUNK === 0) await leaveWritten(deps, stream, { seq: written, open });
  }
  if (written > before.seq) await leaveWritten(deps, stream, { seq: written, open });
  return isRead;
}

/** True when a message was read for it. */
async function writeEvent(deps: TendDeps, event: StoredEvent): Promise<boolean> {
  const read = incidentIn(event);
  const { seq, at, type } = event;
  const followed = await stepsWithSlack(deps, read.id, incidentEventOf(event));
  await writeSteps(deps, read.id, { steps: followed.steps, seq, at });
  await tellOpenedOn(deps, read.id, incidentEventOf(event));
  if (type === 'unarchived') {
    await showReopened(deps, read);
    await tryCanvasAgain(deps, read);
  }
  return followed.read === true;
}
