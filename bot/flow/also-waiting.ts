import { type Person, rolesOf, sameActor } from '../domain/actor.ts';
import type { AlsoWaiting, EscalationLine } from '../domain/answer.ts';
import { confirm } from '../domain/change/act.ts';
import type { ChangeState } from '../domain/change/state.ts';
import type { ShippedCommand } from '../domain/command.ts';
import { mayAgree } from '../domain/escalation/cost.ts';
import { HOUR } from '../domain/instant.ts';
import type { Request } from '../domain/request.ts';
import type { Ledger } from '../ports/ledger.ts';
import { wantedOn } from './budget/wanted-on-cost.ts';
import { stateOf } from './decode.ts';
import { escalationStream, readEscalation } from './escalation/append-escalation.ts';
import { openEscalations } from './escalation/find.ts';
import type { ReadRecords } from './records.ts';

type Deps = {
  ledger: Pick<Ledger, 'read' | 'recent' | 'head'>;
  records: ReadRecords;
  commands: readonly ShippedCommand[];
};
type Of = { request: Request; person: Person };

/** Changes that can still wait: none does for more than a week. */
const CHANGES = 50;
const OLDEST = 8 * 24 * HOUR;

/** What waits for a person beside runs: found by the index, which may lag, and read consistently. */
export async function alsoWaiting(deps: Deps, of: Of): Promise<AlsoWaiting> {
  const [changes, open] = await Promise.all([changesFor(deps, of), openEscalations(deps.ledger, of.request.at)]);
  const questions = open.filter(({ state }) => state.waiting !== undefined && sameActor(state.by, of.request.actor));
  return { changes, costs: await costsFor(deps, of, open), questions };
}

async function changesFor({ ledger }: Deps, { request: { at }, person }: Of): Promise<ChangeState[]> {
  if (!rolesOf(person, at).includes('admin')) return [];
  const recent = await ledger.recent('change', { limit: CHANGES, after: at - OLDEST });
  const heads = await Promise.all(recent.map(({ stream }) => ledger.head(stream)));
  const states = heads.flatMap((head) => (head ? [stateOf<ChangeState>(head)] : []));
  return states.filter((state) => confirm(state, person, { now: at }).ok);
}

async function costsFor(deps: Deps, { request: { actor, at }, person }: Of, open: EscalationLine[]) {
  const { matrix, policy } = await deps.records(actor);
  if (!policy) return [];
  const estimated = open.filter(({ state }) => state.is === 'estimated' && at < state.expiresAt);
  const theirs = estimated.map(async (line) => {
    const read = await readEscalation(deps.ledger, escalationStream(line.id));
    if (!read) return [];
    const wanted = await wantedOn(deps, read.story, { matrix, policy, at });
    return mayAgree(read.story.state, [person], { ...wanted, now: at }).length > 0 ? [line] : [];
  });
  return (await Promise.all(theirs)).flat();
}
