import { actorOf, onCallOf } from '../../domain/actor.ts';
import type { Answer } from '../../domain/answer.ts';
import { onCallHours } from '../../domain/policy/on-call.ts';
import type { Request } from '../../domain/request.ts';
import type { Ledger } from '../../ports/ledger.ts';
import { everybodyNow } from '../everybody.ts';
import { refuseReader } from '../look.ts';
import type { ReadRecords } from '../records.ts';

/** `/ops on-call`: who of the organisation is on call, by their roles and the policy's hours. */
export async function tellOnCall(
  deps: { ledger: Pick<Ledger, 'recent' | 'head'>; records: ReadRecords },
  request: Request,
): Promise<Answer> {
  const { actor, at } = request;
  const refusal = await refuseReader(deps, request, 'on-call');
  if (refusal) return { is: 'refused', refusal, sentence: 'on-call' };
  const [everybody, { policy }] = await Promise.all([everybodyNow(deps.ledger, at), deps.records(actor)]);
  const when = onCallHours(policy ?? {}, at);
  const moment = when && !when.on ? (when.from ?? at) : at;
  const people = onCallOf(everybody, { team: actor.team, now: moment }).map(actorOf);
  return { is: 'on-call', people, ...(when && { when }) };
}
