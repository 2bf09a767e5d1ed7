import type { Policy } from '../../domain/policy/policy.ts';
import { stateOf } from '../decode.ts';
import type { TendDeps } from '../deps.ts';
import { POLICY } from '../records.ts';

/** The policy of the moment; undefined before there is one. */
export async function policyNow({ ledger }: Pick<TendDeps, 'ledger'>): Promise<Policy | undefined> {
  const head = await ledger.head(POLICY);
  return head && { ...stateOf<Policy>(head), version: head.seq };
}
