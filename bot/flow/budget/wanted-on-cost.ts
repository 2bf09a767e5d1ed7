import { type Actor, actorOf, type Person, rolesOf } from '../../domain/actor.ts';
import type { ShippedCommand } from '../../domain/command.ts';
import type { EscalationStory } from '../../domain/escalation/apply.ts';
import { TAKE_BACK } from '../../domain/escalation/ask.ts';
import type { EscalationState } from '../../domain/escalation/state.ts';
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

type Costly = Pick<EscalationStory, 'by' | 'sent' | 'ask'> & { state: Pick<EscalationState, 'sentence' | 'agreed'> };

/** Whose word the cost of a request wants, by the policy as it is, and who has given theirs. */
export async function wantedOn(
  deps: Deps,
  { by, sent, state, ask }: Costly,
  { matrix, policy, at }: On,
): Promise<WantedOnCost> {
  const [asker, sender, agreed] = await Promise.all([
    deps.records(by),
    sent && deps.records(sent.by),
    Promise.all((state.agreed ?? []).map((one) => deps.records(one.by))),
  ]);
  return {
    needs: costNeeds({ matrix, policy }, ask, {
      definition: commandOf(deps, { state, ask }),
      requester: rolesOf(asker.person, at),
    }),
    others: agreed.flatMap(({ person }) => person ?? []),
    ...(sent && { sender: { ...actorOf(sent.by), id: sender?.person?.id ?? '' } }),
  };
}

/** The command that was typed, or the one whose run is to be taken back. */
function commandOf({ commands }: Pick<Deps, 'commands'>, { state, ask }: Pick<Costly, 'state' | 'ask'>) {
  const text = ask.task.startsWith(TAKE_BACK) ? ask.task.slice(TAKE_BACK.length) : state.sentence;
  return commandBegun(cut(text).tokens, commands);
}
