import { type Actor, actorOf, type Person, rolesOf } from '../../domain/actor.ts';
import type { ShippedCommand } from '../../domain/command.ts';
import type { EscalationStory } from '../../domain/escalation/apply.ts';
import type { Instant } from '../../domain/instant.ts';
import { cut } from '../../domain/language/tokens.ts';
import { commandBegun } from '../../domain/language/vocabulary.ts';
import type { Matrix } from '../../domain/matrix/matrix.ts';
import type { Need } from '../../domain/need.ts';
import { costNeeds } from '../../domain/policy/paid-approval.ts';
import type { Policy } from '../../domain/policy/policy.ts';
import type { ReadRecords } from '../records.ts';

type Deps = { records: ReadRecords; commands: readonly ShippedCommand[] };
type On = { matrix: Matrix | undefined; policy: Policy; at: Instant };

/** Of whom approvals of a request's cost are wanted. */
export type WantedOnCost = {
  needs: Need[];
  /** Who has agreed to the estimate, with the roles they have now. */
  others: Person[];
  sender?: Actor & { id: string };
};

/** Whose word the cost of a request wants, by the policy as it is, and who has given theirs. */
export async function wantedOn(
  deps: Deps,
  { by, sent, state, ask }: EscalationStory,
  { matrix, policy, at }: On,
): Promise<WantedOnCost> {
  const [asker, sender, agreed] = await Promise.all([
    deps.records(by),
    sent && deps.records(sent.by),
    Promise.all((state.agreed ?? []).map((one) => deps.records(one.by))),
  ]);
  const definition = commandBegun(cut(state.sentence).tokens, deps.commands);
  return {
    needs: costNeeds({ matrix, policy }, ask, { definition, requester: rolesOf(asker.person, at) }),
    others: agreed.flatMap(({ person }) => person ?? []),
    ...(sent && { sender: { ...actorOf(sent.by), id: sender?.person?.id ?? '' } }),
  };
}
