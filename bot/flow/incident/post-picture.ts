import type { Declared } from '../../domain/incident/event.ts';
import type { IncidentState } from '../../domain/incident/state.ts';
import { zoneOf } from '../../domain/policy/hours.ts';
import type { NewFile } from '../../ports/files.ts';
import type { Drawn } from '../../ports/pictures.ts';
import { dataOf } from '../decode.ts';
import type { TendDeps } from '../deps.ts';
import { notTaken } from '../not-taken.ts';
import type { ReadIncident } from './append-incident.ts';
import { isReadAlong } from './read-along.ts';
import { tellWhole } from './whole-timeline.ts';

/** The receipt of the picture: which status it was posted for last. */
const PICTURE = 'picture';
/** Tries of one event after which it is left out: a picture shows nothing that the timeline does not. */
const GIVE_UP = 4;
/** Names in a picture: those who have a row of their own. */
const PEOPLE = 8;

/**
 * Posts the picture of an incident into its channel when its status or its severity is another one than in the last. Once for each, but
 * for a crash between posting and its receipt, and in no channel that another organisation shares. Its hours are by the clocks of the policy.
 */
export async function postPicture(deps: TendDeps, read: ReadIncident): Promise<void> {
  const { head, state } = read;
  const { room } = state;
  if (!room || room.archived) return;
  const shows = statusOf(state);
  const before = (await deps.receipts.get(head.stream, PICTURE))?.value.shows ?? (await declaredAs(deps, read));
  if (before === shows) return;
  if ((head.tries ?? 0) < GIVE_UP && !(await isReadAlong(deps, room.channel))) {
    const { policy } = await deps.records(state.by);
    const told = await tellWhole(deps, read, { zone: zoneOf(policy ?? {}), people: PEOPLE });
    const { caption, files } = filesOf(await deps.pictures.timeline(told));
    const posted = await deps.files.post({ channel: room.channel }, files, caption);
    if (posted.is === 'too-large') await deps.chat.note(room, notTaken(posted, insteadOf(told.name)));
  }
  await deps.receipts.put(head.stream, PICTURE, { value: { shows }, seq: head.seq });
}

export function filesOf({ caption, pictures }: Drawn): { caption: string; files: NewFile[] } {
  return { caption, files: pictures.map(({ png, ...picture }) => ({ ...picture, bytes: png })) };
}

function insteadOf(name: string): { instead: string; next: string } {
  return { instead: 'It would show the timeline up to now.', next: `timeline in ${name}` };
}

function statusOf({ is, severity }: Pick<IncidentState, 'is' | 'severity'>): string {
  return `${is}/${severity}`;
}

/** When it was declared there was nothing to draw. */
async function declaredAs({ ledger }: Pick<TendDeps, 'ledger'>, { head }: ReadIncident): Promise<string> {
  const first = await ledger.event({ stream: head.stream, seq: 0 });
  if (!first) throw new Error(`${head.stream} has no e#0`);
  return statusOf({ is: 'open', severity: dataOf<Declared>(first).severity });
}
