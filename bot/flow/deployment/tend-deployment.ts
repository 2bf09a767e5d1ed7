import { REMIT } from '../../domain/actor.ts';
import type { DeploymentStep } from '../../domain/deployment/event.ts';
import { remindAt } from '../../domain/deployment/quiet.ts';
import type { Instant } from '../../domain/instant.ts';
import { writeDeploymentId } from '../../domain/language/run-id.ts';
import type { TendDeps } from '../deps.ts';
import { notTaken } from '../not-taken.ts';
import { once } from '../once.ts';
import { cardOf, showCard } from '../show-card.ts';
import { appendDeployment, type ReadDeployment } from './append-deployment.ts';
import { reportFile } from './report-file.ts';
import { tendRequests } from './tend-requests.ts';

/** Does what a deployment's head asks for, once. Returns when to look again: when nothing has moved for too long. */
export async function tendDeployment(
  deps: TendDeps,
  read: ReadDeployment,
  { first }: { first: boolean },
): Promise<Instant | undefined> {
  const wakeAt = await wakeAtOf(deps, read);
  const due: DeploymentStep | undefined = wakeAt !== undefined && deps.now() >= wakeAt ? REMINDED : undefined;
  const step = (await tendRequests(deps, read.story)) ?? due;
  if (step) {
    await appendDeployment(deps.ledger, read, { step, by: REMIT, at: deps.now() });
    return undefined;
  }
  await showCard(deps, read, { first });
  await say(deps, read);
  return wakeAt;
}

const REMINDED: DeploymentStep = { type: 'reminded', data: {} };

async function wakeAtOf(deps: TendDeps, { story }: ReadDeployment): Promise<Instant | undefined> {
  if (story.state.is !== 'running') return undefined;
  const { policy } = await deps.records(story.by);
  return remindAt(story, policy);
}

/** A reminder is posted for its own event only: whatever came after it has moved the deployment. */
async function say(deps: TendDeps, read: ReadDeployment): Promise<void> {
  const { story, head } = read;
  const card = await cardOf(deps, head.stream);
  if (head.type === 'reminded' && card) {
    await once(deps, read, `reminder-${head.seq}`, () => deps.chat.announce(card, story));
  }
  if (story.state.is !== 'finished' || !story.over) return;
  const { at } = story.over;
  if (card) await once(deps, read, `finished-${at}`, () => deps.chat.announce(card, story));
  await once(deps, read, `report-${at}`, async () => {
    const { caption, files } = await reportFile(deps, story);
    const posted = await deps.files.post({ person: story.by }, files, caption);
    if (posted.is !== 'too-large') return;
    const next = `deployment ${writeDeploymentId(story.id)}`;
    await deps.chat.tell(story.by, story.state.place, notTaken(posted, { instead: 'Each stage is listed.', next }));
  });
}
