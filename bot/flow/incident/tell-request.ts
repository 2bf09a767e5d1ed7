import { entriesOfRequest } from '../../domain/incident/request-entries.ts';
import { escalationEventOf, type ReadEscalation } from '../escalation/append-escalation.ts';
import { type TellDeps, tellStream } from './tell-stream.ts';

/** Writes what became of a request to a vendor on the timeline of its incident. */
export async function tellRequest(deps: TellDeps, { story, head, events }: ReadEscalation): Promise<void> {
  const { id, ask, prepared } = story;
  const request = { id, receiver: ask.receiver, sentence: prepared.sentence };
  const told = { head, events, place: prepared.place };
  await tellStream(deps, told, (event) => entriesOfRequest(request, escalationEventOf(event)));
}
