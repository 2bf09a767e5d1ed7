import type { ImportPolicy } from '../../domain/change/import-policy.ts';
import type { PolicyImportSentence } from '../../domain/language/change-sentence.ts';
import { writeSentence } from '../../domain/language/write-sentence.ts';
import type { Request } from '../../domain/request.ts';
import { err, ok } from '../../domain/result.ts';
import type { Look, ProposeDeps } from './propose.ts';

/** `policy import …`: the file is looked at by the worker. */
export function lookAtPolicyImport(deps: ProposeDeps, request: Request, sentence: PolicyImportSentence): Look {
  const blank: ImportPolicy = { kind: 'import-policy' };
  return {
    blank,
    async look() {
      const { policy } = await deps.records(request.actor);
      const missing = { reason: 'records-missing', what: 'policy' } as const;
      if (!policy) return err({ is: 'refused', refusal: missing, sentence: writeSentence(sentence) });
      return ok({ change: blank, base: policy.version, file: sentence.file });
    },
  };
}
