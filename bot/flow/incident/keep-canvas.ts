import { canvasOf } from '../../domain/incident/canvas.ts';
import { callingsOf } from '../../domain/incident/export-told.ts';
import { type Instant, MINUTE, SECOND } from '../../domain/instant.ts';
import { zoneOf } from '../../domain/policy/hours.ts';
import { CANVAS_MOST } from '../../ports/canvases.ts';
import type { TendDeps } from '../deps.ts';
import type { ReadIncident } from './append-incident.ts';
import { organisationsOf } from './organisations.ts';
import { tellWhole } from './whole-timeline.ts';

/** The receipt of the canvas: what it shows, and when it was written. `again`: when somebody looks anyway. */
const CANVAS = 'canvas';
/** Entries that keep coming are written this often; a change of status at once. */
const EVERY = 5 * MINUTE;
/** A hint reaches no further. */
const HINT_MOST = 900;

/**
 * Keeps the whole timeline as the canvas of the incident's channel. It is written anew: at once when the status is another one, and
 * every five minutes while entries come. A channel that takes no canvas has none, nor has one that another organisation shares, and one that people
 * made stays theirs; the files say the same.
 */
export async function keepCanvas(deps: TendDeps, read: ReadIncident): Promise<void> {
  const { head, state, id } = read;
  const { room } = state;
  const receipt = await deps.receipts.get(head.stream, CANVAS);
  if (!room || room.archived || receipt?.value.none !== undefined) return;
  const { changes, entries } = await deps.timeline.head(id);
  const shows = `${state.is}/${state.severity}`;
  const { shows: shown, changes: written = '', again } = receipt?.value ?? {};
  if (entries === 0 || (shown === shows && written === `${changes}`)) return;
  const due = shown === shows ? Number(receipt?.value.at ?? 0) + EVERY : 0;
  if (deps.now() < due) return lookAgain(deps, read, { due, again: Number(again ?? 0), value: receipt?.value ?? {} });
  const none = await tryToWrite(deps, read, { channel: room.channel, before: Boolean(receipt?.value.shows) });
  const value = { shows, changes: `${changes}`, at: `${deps.now()}`, ...(none !== undefined && { none }) };
  await deps.receipts.put(head.stream, CANVAS, { value, seq: head.seq });
}

/** A channel that was archived may take one again. */
export async function tryCanvasAgain({ receipts }: Pick<TendDeps, 'receipts'>, { head }: ReadIncident): Promise<void> {
  const receipt = await receipts.get(head.stream, CANVAS);
  if (receipt?.value.none === undefined) return;
  const { none: _none, ...value } = receipt.value;
  await receipts.put(head.stream, CANVAS, { value: { ...value, shows: '' }, seq: head.seq });
}

/** One hint for all entries that come until then. */
async function lookAgain(
  deps: TendDeps,
  { head }: ReadIncident,
  { due, again, value }: { due: Instant; again: Instant; value: Record<string, string> },
): Promise<void> {
  if (again > deps.now()) return;
  await deps.receipts.put(head.stream, CANVAS, { value: { ...value, again: `${due}` }, seq: head.seq });
  await deps.soon(head.stream, Math.min(HINT_MOST, Math.max(1, Math.ceil((due - deps.now()) / SECOND))));
}

/** `before`: it was written for this incident already. */
type Where = { channel: string; before: boolean };

/** Why it is not written, for good. */
async function tryToWrite(deps: TendDeps, read: ReadIncident, where: Where): Promise<string | undefined> {
  const none = (await refused(deps, where)) ?? (await write(deps, read, where.channel));
  if (none !== undefined) deps.log('warn', 'no-canvas', { stream: read.head.stream, reason: none });
  return none;
}

async function write(deps: TendDeps, read: ReadIncident, channel: string): Promise<string | undefined> {
  const { policy, matrix } = await deps.records(read.state.by);
  const told = await tellWhole(deps, read, { zone: zoneOf(policy ?? {}) });
  const callings = callingsOf(told.names, organisationsOf(matrix));
  const written = await deps.canvases.write(channel, {
    title: `${read.state.drill ? 'DRILL · ' : ''}Timeline of ${told.name}`,
    markdown: canvasOf({ ...told, callings }, CANVAS_MOST),
  });
  if (!written.ok) return written.error.reason;
  await deps.receipts.put(canvasesOf(channel), OURS, { value: { canvas: written.value }, seq: 0 });
  return undefined;
}

/** Of a channel, whatever is worked on in it: its canvas is one that Remit made. Without `canvas`: it was about to. */
const OURS = 'canvas';
const canvasesOf = (channel: string) => `room#${channel}`;

/**
 * Why nothing is to be written there: another organisation reads along, or people have made a canvas of their own. One that was written
 * by a version that noted nothing of the channel is ours.
 */
async function refused(
  { rooms, receipts }: TendDeps,
  { channel, before }: Where,
): Promise<'shared' | 'theirs' | undefined> {
  const room = await rooms.look(channel);
  if (!room.ok) return undefined; // whoever writes is told why it cannot be
  const { shared, canvas } = room.value;
  if (shared) return 'shared';
  const made = await receipts.get(canvasesOf(channel), OURS);
  if (canvas === undefined) await receipts.leave(canvasesOf(channel), OURS, { value: {}, seq: 0 });
  else if (made ? made.value.canvas !== undefined && made.value.canvas !== canvas : !before) return 'theirs';
  return undefined;
}
