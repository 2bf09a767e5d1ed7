import type { Actor } from '../../domain/actor.ts';
import { type DeploymentStory, nextDeployment, tellDeployment } from '../../domain/deployment/apply.ts';
import type { DeploymentStep } from '../../domain/deployment/event.ts';
import type { DeploymentState } from '../../domain/deployment/state.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Ledger, StoredEvent } from '../../ports/ledger.ts';
import { appendTo, beginUntaken, type Kind, type ReadStream, readStream } from '../append-to.ts';
import { stateOf } from '../decode.ts';

/** A deployment as it was read: its story, and the head that the next step follows. */
export type ReadDeployment = ReadStream<DeploymentStory>;

export const DEPLOYMENT = 'deployment#';
const KIND: Kind<DeploymentStory, DeploymentStep> = {
  prefix: DEPLOYMENT,
  tell: tellDeployment,
  next: nextDeployment,
};

export function deploymentStream(id: string): string {
  return `${DEPLOYMENT}${id}`;
}

export function deploymentStateOf(head: StoredEvent): DeploymentState {
  return stateOf<DeploymentState>(head);
}

export function readDeployment(ledger: Pick<Ledger, 'read'>, stream: string): Promise<ReadDeployment | undefined> {
  return readStream(KIND, ledger, stream);
}

/** Appends one step; `undefined` when somebody else was first: read again and decide again. */
export function appendDeployment(
  ledger: Pick<Ledger, 'append'>,
  read: ReadDeployment,
  ask: { step: DeploymentStep; by: Actor; at: Instant },
): Promise<ReadDeployment | undefined> {
  return appendTo(KIND, ledger, { ...ask, read });
}

/** Event 0 of a deployment under this id; what stands there if somebody took it. */
export function beginDeployment(
  ledger: Pick<Ledger, 'append'>,
  ask: { id: string; step: DeploymentStep & { type: 'started' }; by: Actor; at: Instant },
): Promise<StoredEvent | undefined> {
  return beginUntaken(KIND, ledger, ask);
}
