import type { Actor } from '../../domain/actor.ts';
import { type DeploymentStory, nextDeployment, tellDeployment } from '../../domain/deployment/apply.ts';
import type { DeploymentEvent, DeploymentStep } from '../../domain/deployment/event.ts';
import type { DeploymentState } from '../../domain/deployment/state.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Ledger, StoredEvent } from '../../ports/ledger.ts';
import { partsOf, stateOf } from '../decode.ts';

/** A deployment as it was read: its story, and the head that the next step follows. */
export type ReadDeployment = { story: DeploymentStory; head: StoredEvent; events: StoredEvent[] };

export const DEPLOYMENT = 'deployment#';

export function deploymentStream(id: string): string {
  return `${DEPLOYMENT}${id}`;
}

export function deploymentStateOf(head: StoredEvent): DeploymentState {
  return stateOf<DeploymentState>(head);
}

export async function readDeployment(
  ledger: Pick<Ledger, 'read'>,
  stream: string,
): Promise<ReadDeployment | undefined> {
  const events = await ledger.read(stream);
  const head = events.at(-1);
  const id = stream.slice(DEPLOYMENT.length);
  return head && { story: tellDeployment(id, events.map(deploymentEventOf)), head, events };
}

function deploymentEventOf(event: StoredEvent): DeploymentEvent {
  return partsOf(event) as DeploymentEvent;
}

/** Appends one step; `undefined` when somebody else was first: read again and decide again. */
export async function appendDeployment(
  ledger: Pick<Ledger, 'append'>,
  { story, head, events }: ReadDeployment,
  ask: { step: DeploymentStep; by: Actor; at: Instant },
): Promise<ReadDeployment | undefined> {
  const at = Math.max(ask.at, head.at); // a clock that stepped back must not reorder the stream
  const event = { ...ask.step, seq: head.seq + 1, at, by: ask.by } as DeploymentEvent;
  const after = nextDeployment(story, event);
  const { type, by, data } = event;
  const appended = await ledger.append({ stream: head.stream, head, type, at, by, data, state: after.state });
  if (appended.is === 'lost') return undefined;
  return { story: after, head: appended.event, events: [...events, appended.event] };
}

/** Event 0 of a deployment under this id; what stands there if somebody took it. */
export async function beginDeployment(
  ledger: Pick<Ledger, 'append'>,
  ask: { id: string; step: DeploymentStep & { type: 'started' }; by: Actor; at: Instant },
): Promise<StoredEvent | undefined> {
  const { id, by, at } = ask;
  const event: DeploymentEvent = { ...ask.step, seq: 0, at, by };
  const { state } = tellDeployment(id, [event]);
  const { type, data } = event;
  const appended = await ledger.append({ stream: deploymentStream(id), head: undefined, type, at, by, data, state });
  return appended.is === 'lost' ? appended.winner : undefined;
}
