import { type SetPolicy, setPolicyOf } from '../../domain/change/set-policy.ts';
import type { PolicySentence } from '../../domain/language/change-sentence.ts';
import { writeSentence } from '../../domain/language/write-sentence.ts';
import type { Request } from '../../domain/request.ts';
import { err, ok } from '../../domain/result.ts';
import type { Look, ProposeDeps } from './propose.ts';

/** `policy set …`, previewed against the policy in force, command by command. */
export function lookAtPolicy(deps: ProposeDeps, request: Request, sentence: PolicySentence): Look {
  const { edit } = sentence;
  const blank: SetPolicy = { kind: 'set-policy', edit, differences: [] };
  return {
    blank,
    async look() {
      const { policy } = await deps.records(request.actor);
      const missing = { reason: 'records-missing', what: 'policy' } as const;
      if (!policy) return err({ is: 'refused', refusal: missing, sentence: writeSentence(sentence) });
      const base = policy.version;
      const change = setPolicyOf(policy, edit, deps.commands);
      return ok(change.ok ? { change: change.value, base } : { change: blank, base, refusal: change.error });
    },
  };
}
