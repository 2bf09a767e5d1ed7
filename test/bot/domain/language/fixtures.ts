import type { Kind, Target } from '../../../../bot/domain/target.ts';
import { commands } from '../../../../commands/index.ts';

/** A managed target, told by what a test is about. */
export function target(name: string, more: Partial<Target> = {}): Target {
  const kind: Kind = 'user-host';
  return { name, instanceId: `i-${name}`, kind, environment: 'production', tags: [], services: ['nginx'], ...more };
}

/** A small fleet: numbered hosts of two kinds, one container, staging and production, one tag. */
export const fleet: Target[] = [
  ...[1, 2, 3].map((number) => target(`host-${number}`, { kind: 'infrastructure-host' })),
  ...[4, 5, 6, 7, 8, 9, 10].map((number) =>
    target(`host-${number}`, {
      services: ['nginx', 'worker'],
      tags: number < 8 ? ['web'] : [],
      environment: number === 4 ? 'staging' : 'production',
    }),
  ),
  target('infra-db', { kind: 'infrastructure-container', services: ['nginx', 'database'] }),
  target('env-101', { kind: 'end-user-container', environment: 'staging' }),
];

export const vocabulary = { commands };
export const vocabularyWithTargets = { commands, targets: fleet };
