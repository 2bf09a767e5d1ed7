import type { DeploymentLine } from '../../domain/answer.ts';
import { progressOf } from '../../domain/deployment/progress.ts';
import { HOUR, type Instant } from '../../domain/instant.ts';
import type { Ledger } from '../../ports/ledger.ts';
import { DEPLOYMENT, deploymentStateOf } from './append-deployment.ts';

/** How far back deployments are looked for, and how many are looked at. */
const SINCE = 400 * 24 * HOUR;
const MOST = 60;

/** The latest deployments, newest first. The index may miss one that was started this moment. */
export async function recentDeployments(
  ledger: Pick<Ledger, 'recent' | 'head'>,
  now: Instant,
): Promise<DeploymentLine[]> {
  const first = await ledger.recent('deployment', { limit: MOST, after: now - SINCE });
  const heads = await Promise.all(first.map(async ({ stream, at }) => ({ at, head: await ledger.head(stream) })));
  return heads.flatMap(({ at, head }) => {
    if (!head) return [];
    const state = deploymentStateOf(head);
    return [{ id: head.stream.slice(DEPLOYMENT.length), at, state, progress: progressOf(state) }];
  });
}
