import { createHash } from 'node:crypto';
import type { Command, CommandDefinition } from '../command.ts';
import { write } from '../language/write.ts';
import type { Target } from '../target.ts';
import type { Story } from './apply.ts';
import type { Staged } from './gates.ts';
import type { Plan } from './plan.ts';

/** The stream on which it stands that the same was done on staging: the same command, fields and document. */
export function stagedStream({
  command,
  fields,
  documentName,
}: Pick<Plan, 'command' | 'fields' | 'documentName'>): string {
  const sorted = Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1));
  const hash = createHash('sha256')
    .update(JSON.stringify([command, sorted, documentName]))
    .digest('hex');
  return `${STAGED}${hash.slice(0, 32)}`;
}

export const STAGED = 'staged#';

/** What a run that is over says of staging: that a change succeeded on at least one target there. */
export function stagedBy({ id, plan, outcomes, finishedAt }: Story): Staged | undefined {
  if (plan?.risk !== 'change' || plan.undoes !== undefined || finishedAt === undefined) return undefined;
  const succeeded = plan.hosts.some(
    ({ name, environment }) => environment === 'staging' && outcomes.get(name)?.status === 'succeeded',
  );
  return succeeded ? { run: id, at: finishedAt } : undefined;
}

/** The same on a staging target of the kind that was asked for, which the matrix decides alike; undefined when there is none. */
export function onStaging(
  command: Command,
  definition: CommandDefinition,
  targets: readonly Target[],
): string | undefined {
  const { because: _because, when: _when, ...asked } = command;
  const kinds = targets.filter(({ name }) => command.targets.names.includes(name)).map(({ kind }) => kind);
  const groups = command.targets.groups.flatMap(({ kind }) => kind ?? []);
  const wanted = [...kinds, ...groups];
  const one = targets.find(({ environment, kind }) => environment === 'staging' && (wanted[0] ?? kind) === kind);
  return one && write({ ...asked, targets: { names: [one.name], groups: [] } }, [definition]);
}
