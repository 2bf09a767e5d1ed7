import type { ImportPolicy } from '../../domain/change/import-policy.ts';
import type { PolicyBody } from '../../domain/policy/policy.ts';
import { err, ok } from '../../domain/result.ts';
import { POLICY } from '../records.ts';
import type { Changing } from './changing.ts';
import { movedSince } from './changing-profile.ts';

/** `content`: the policy that the file had when it was read, as JSON. */
export function changingPolicyImport({ seen }: ImportPolicy, content: string | undefined): Changing {
  const moved = { is: 'policy' } as const;
  return {
    stream: POLICY,
    moved,
    async make({ ledger }, head) {
      if (!head) return err({ reason: 'moved', what: moved });
      if (content === undefined || !seen) throw new Error('a policy was proposed without its content');
      const other = seen.use && (await movedSince(ledger, seen.use));
      if (other) return err({ reason: 'moved', what: other });
      const state = JSON.parse(content) as PolicyBody;
      return ok({ type: 'policy-imported', data: { differences: seen.differences }, state });
    },
  };
}
