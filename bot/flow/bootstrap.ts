import { type Actor, REMIT, type Role } from '../domain/actor.ts';
import type { Instant } from '../domain/instant.ts';
import type { Matrix } from '../domain/matrix/matrix.ts';
import type { Policy } from '../domain/policy/policy.ts';
import type { Vendor } from '../domain/vendor/vendor.ts';
import type { Ledger } from '../ports/ledger.ts';
import { grant } from './grant.ts';
import { matrixStream, POLICY, personStream } from './records.ts';
import { VENDORS, type Vendors } from './vendor/read-vendors.ts';

type Bootstrap = {
  admin: Actor;
  /** Who else has roles from the start, so that somebody can run and somebody else approve. */
  others: { to: Actor; roles: Role[] }[];
  /** Profiles with the organisations of their parties filled in. */
  profiles: Omit<Matrix, 'version'>[];
  policy: Omit<Policy, 'version'>;
  vendors?: Vendor[];
  at: Instant;
};

const BECAUSE = 'bootstrap';

/**
 * Makes the first admin and loads matrices and policy. Works on an empty table only: afterwards people and records are
 * changed by commands, with a second admin and a reason. The admin is written last, so that a bootstrap that was cut
 * off can be run again with the same arguments; `refused` says what is already there.
 */
export async function bootstrap(
  ledger: Ledger,
  { admin, others, profiles, policy, vendors, at }: Bootstrap,
): Promise<{ is: 'done' } | { is: 'refused'; there: string }> {
  const ours = others.map(({ to }) => personStream(to));
  const there = (await ledger.recent('person', { limit: ours.length + 1 })).map(({ stream }) => stream);
  const stranger = there.find((stream) => !ours.includes(stream));
  if (stranger !== undefined) return { is: 'refused', there: stranger };
  const records: [string, unknown][] = [
    ...profiles.map((profile): [string, unknown] => [matrixStream(profile.profile), profile]),
    [POLICY, policy],
    ...(vendors ? [[VENDORS, { vendors } satisfies Vendors] satisfies [string, unknown]] : []),
  ];
  for (const [stream, state] of records) {
    const data = { because: BECAUSE };
    const appended = await ledger.append({ stream, head: undefined, type: 'loaded', at, by: REMIT, data, state });
    const same = appended.is === 'appended' || appended.winner.state === JSON.stringify(state);
    if (!same) return { is: 'refused', there: stream };
  }
  for (const { to, roles } of others) {
    if (there.includes(personStream(to))) continue;
    await grant(ledger, { to, grants: roles.map((role) => ({ role })), by: REMIT, at, because: BECAUSE });
  }
  await grant(ledger, { to: admin, grants: [{ role: 'admin' }], by: REMIT, at, because: BECAUSE });
  return { is: 'done' };
}
