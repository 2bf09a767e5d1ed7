import type { Command, ShippedCommand } from '../domain/command.ts';
import type { Instant } from '../domain/instant.ts';
import type { Policy } from '../domain/policy/policy.ts';
import type { GateFacts, Staged } from '../domain/run/gates.ts';
import { stagedStream } from '../domain/run/staged.ts';
import { ENVIRONMENTS } from '../domain/target.ts';
import type { ChangeCalendars } from '../ports/change-calendars.ts';
import type { Ledger } from '../ports/ledger.ts';
import { askCalendars } from './ask-calendars.ts';
import { stateOf } from './decode.ts';
import { readStanding } from './freeze/read-standing.ts';

/** The exceptions that a run was given, and whether its reason stands for what was not tried on staging. */
export type Passing = { excepted: readonly string[]; unstaged: boolean };

/**
 * What the gates look at, read at once and consistently: what stands in the way, of a change whether the same
 * succeeded on staging, and what the policy's calendars say of that moment, where they can be asked. Of what only reads
 * nothing is asked.
 */
export async function readGateFacts(
  { ledger, calendars }: { ledger: Pick<Ledger, 'head'>; calendars?: ChangeCalendars },
  ask: {
    definition: ShippedCommand;
    command: Command;
    undoes: boolean;
    policy: Pick<Policy, 'calendars'> | undefined;
    now: Instant;
    passing?: Passing | undefined;
  },
): Promise<GateFacts> {
  const { definition, command, undoes, policy = {}, now: at, passing } = ask;
  if (definition.risk === 'read' || !definition.run) return { standing: { freezes: [], locks: [] } };
  const { documentName } = definition;
  const isTried = definition.risk === 'change' && !undoes && !passing?.unstaged;
  const [standing, staged, said] = await Promise.all([
    readStanding(ledger),
    isTried
      ? readStaged(ledger, stagedStream({ command: command.name, fields: command.fields, documentName }))
      : undefined,
    calendars && askCalendars(calendars, policy, { environments: ENVIRONMENTS, at }),
  ]);
  return { standing, staged, ...(passing && { excepted: passing.excepted }), ...(said && { calendars: said }) };
}

async function readStaged(ledger: Pick<Ledger, 'head'>, stream: string): Promise<Staged | undefined> {
  const head = await ledger.head(stream);
  return head && stateOf<Staged>(head);
}
