import { REMIT } from '../../domain/actor.ts';
import { send } from '../../domain/escalation/act.ts';
import type { EscalationStep } from '../../domain/escalation/event.ts';
import type { TendDeps } from '../deps.ts';
import { appendEscalation, type ReadEscalation } from './append-escalation.ts';
import { wantedByOf } from './sending.ts';

type Deps = Pick<TendDeps, 'ledger' | 'records' | 'chat' | 'now'>;

/** Sends what is to be sent as soon as it is on record: in the zone of whoever asked, if they still may. Whether it was, or had to be taken back. */
export async function sendAtOnce(deps: Deps, read: ReadEscalation): Promise<boolean> {
  const { prepared, state } = read.story;
  if (state.is !== 'prepared' || !prepared.atOnce) return false;
  const { step, by } = await stepFor(deps, read);
  await appendEscalation(deps.ledger, read, { step, by, at: deps.now() });
  return true;
}

async function stepFor(deps: Deps, { story }: ReadEscalation) {
  const { by, prepared, state } = story;
  const { vendor, named, ...wanted } = prepared.atOnce ?? {};
  const [{ person, policy }, profile] = await Promise.all([deps.records(by), deps.chat.profile(by)]);
  const now = deps.now();
  const back = (because: string) => ({
    step: { type: 'withdrawn', data: { because } } satisfies EscalationStep,
    by: REMIT,
  });
  if (!person) return back('whoever asked may not any more');
  const asked = { by: wanted, typed: prepared.sentence, rewrite: () => prepared.sentence };
  const wantedBy = wantedByOf(asked, { now, policy, zone: profile?.zone });
  if (!wantedBy.ok) return back('the time by which it was wanted is none, or over: say it with its zone');
  const said = { ...(vendor !== undefined && { vendor }), ...(named && { named }) };
  const step = send(state, person, { now, ...wantedBy.value, ...said });
  return step.ok ? { step: step.value, by } : back('whoever asked may not any more, or its time is over');
}
