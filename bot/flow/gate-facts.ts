import type { Command, ShippedCommand } from '../domain/command.ts';
import type { GateFacts, Staged } from '../domain/run/gates.ts';
import { stagedStream } from '../domain/run/staged.ts';
import type { Ledger } from '../ports/ledger.ts';
import { stateOf } from './decode.ts';
import { readStanding } from './freeze/read-standing.ts';

/** The exceptions that a run was given, and whether its reason stands for what was not tried on staging. */
export type Passing = { excepted: readonly string[]; unstaged: boolean };

/**
 * What the gates look at, read at once and consistently: what stands in the way, and of a change whether the same
 * succeeded on staging. Of what only reads nothing is asked.
 */
export async function readGateFacts(
  ledger: Pick<Ledger, 'head'>,
  { definition, command, undoes }: { definition: ShippedCommand; command: Command; undoes: boolean },
  passing?: Passing,
): Promise<GateFacts> {
  if (definition.risk === 'read' || !definition.run) return { standing: { freezes: [], locks: [] } };
  const { documentName } = definition;
  const isTried = definition.risk === 'change' && !undoes && !passing?.unstaged;
  const [standing, staged] = await Promise.all([
    readStanding(ledger),
    isTried
      ? readStaged(ledger, stagedStream({ command: command.name, fields: command.fields, documentName }))
      : undefined,
  ]);
  return { standing, staged, ...(passing && { excepted: passing.excepted }) };
}

async function readStaged(ledger: Pick<Ledger, 'head'>, stream: string): Promise<Staged | undefined> {
  const head = await ledger.head(stream);
  return head && stateOf<Staged>(head);
}
