import { type UseProfile, useProfileOf } from '../../domain/change/use-profile.ts';
import type { UseSentence } from '../../domain/language/change-sentence.ts';
import { writeSentence } from '../../domain/language/write-sentence.ts';
import type { Request } from '../../domain/request.ts';
import { err, ok } from '../../domain/result.ts';
import { chooseProfile } from '../questions/profiles.ts';
import type { Look, ProposeDeps } from './propose.ts';

/** `matrix use …`: previewed against what is in force, also when that profile is not on record. */
export function lookAtProfile(deps: ProposeDeps, request: Request, sentence: UseSentence): Look {
  const unseen = { profile: sentence.profile, version: -1 };
  const activities = { otherwise: 0, gone: 0, come: 0, same: 0 };
  const blank: UseProfile = { kind: 'use-profile', from: unseen, to: unseen, turns: [], activities };
  return {
    blank,
    async look() {
      const records = await deps.records(request.actor);
      const { policy } = records;
      const missing = { reason: 'records-missing', what: 'policy' } as const;
      if (!policy) return err({ is: 'refused', refusal: missing, sentence: writeSentence(sentence) });
      const { profile } = sentence;
      const rewrite = (name: string) => writeSentence({ ...sentence, profile: name });
      const chosen = await chooseProfile(deps.ledger, request, { records, profile, rewrite });
      if (!chosen.ok) return chosen;
      const base = policy.version;
      if (chosen.value.of.inForce) return ok({ change: blank, base, refusal: { reason: 'nothing-changes', profile } });
      const before = records.matrix ?? { profile: policy.profile, version: -1, parties: [], rows: [] };
      return ok({ change: useProfileOf(before, chosen.value.matrix, deps.commands), base });
    },
  };
}
