import type { Actor } from '../actor.ts';
import type { Instant } from '../instant.ts';
import type { Place } from '../run/state.ts';
import type { Change } from './change.ts';

type Confirm = { by: Actor; person: string; at: Instant };

/** What every state of a change carries. `proposer` is the person's id, `by` the account that typed. */
type Proposal = {
  id: string;
  by: Actor;
  proposer: string;
  place: Place;
  change: Change;
  wants: number;
  expiresAt: Instant;
  confirms: Confirm[];
};

/**
 * What the head of a change's stream says. `asked`: its file is yet to be read. `proposed` waits for a second admin; `confirmed` is being applied; `void`: what
 * it was shown upon is not so any more, and nothing was changed.
 */
export type ChangeState =
  | (Proposal & { is: 'asked'; file: string })
  | (Proposal & { is: 'proposed'; wakeAt: Instant })
  | (Proposal & { is: 'confirmed' })
  | (Proposal & { is: 'refused' | 'applied' | 'denied' | 'expired' | 'void' });
