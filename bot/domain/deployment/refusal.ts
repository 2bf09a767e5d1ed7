import type { Role } from '../actor.ts';
import type { StageTold } from './apply.ts';
import type { DeploymentState } from './state.ts';

/** Why an act on a deployment is not carried out. */
export type DeploymentRefusal =
  | { reason: 'no-role'; needed: Role }
  | { reason: 'unknown-deployment' }
  /** One of that name is not over yet. */
  | { reason: 'name-taken'; name: string; other: string }
  | { reason: 'no-such-stage'; stage: number; most: number }
  | { reason: 'over-already'; state: DeploymentState['is'] }
  /** It stands as it was to be set. */
  | { reason: 'already'; stage: StageTold }
  /** Of a shared stage nobody has said yet who does it. */
  | { reason: 'which-party'; stage: StageTold }
  /** It is the other party's. */
  | { reason: 'not-ours'; stage: StageTold; vendor: string }
  | { reason: 'not-vendors'; stage: StageTold; vendor: string }
  /** The source does not say `if applicable`, or says it of a part. */
  | { reason: 'not-optional'; stage: StageTold }
  /** What the vendor did is on record with who said so. */
  | { reason: 'whose-word'; stage: StageTold; vendor: string }
  /** The vendor is asked: the request is taken back first. */
  | { reason: 'still-asked'; stage: StageTold; vendor: string };
