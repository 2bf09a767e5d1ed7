import type { SetPolicy } from '../../domain/change/set-policy.ts';
import { edited } from '../../domain/policy/edit.ts';
import type { PolicyBody } from '../../domain/policy/policy.ts';
import { err, ok } from '../../domain/result.ts';
import { stateOf } from '../decode.ts';
import { POLICY } from '../records.ts';
import type { Changing } from './changing.ts';

export function changingPolicy({ edit, differences }: SetPolicy): Changing {
  const moved = { is: 'policy' } as const;
  return {
    stream: POLICY,
    moved,
    async make(_deps, head) {
      if (!head) return err({ reason: 'moved', what: moved });
      const state = edited(stateOf<PolicyBody>(head), edit);
      return ok({ type: 'policy-set', data: { differences }, state });
    },
  };
}
