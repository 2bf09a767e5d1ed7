import type { ImportCells } from '../../domain/change/import-cells.ts';
import type { ImportSentence } from '../../domain/language/change-sentence.ts';
import { writeSentence } from '../../domain/language/write-sentence.ts';
import type { Request } from '../../domain/request.ts';
import { ok } from '../../domain/result.ts';
import { chooseProfile } from '../questions/profiles.ts';
import type { Look, ProposeDeps } from './propose.ts';

/** `matrix import …`: which profile it is for is looked at here, the file by the worker. */
export function lookAtImport(deps: ProposeDeps, request: Request, sentence: ImportSentence): Look {
  const { file, profile } = sentence;
  const blank: ImportCells = { kind: 'import-cells', profile: profile ?? '' };
  return {
    blank,
    async look() {
      const records = await deps.records(request.actor);
      const rewrite = (name: string) => writeSentence({ ...sentence, profile: name });
      const chosen = await chooseProfile(deps.ledger, request, { records, profile, rewrite });
      if (!chosen.ok) return chosen;
      const { matrix } = chosen.value;
      return ok({ change: { ...blank, profile: matrix.profile }, base: matrix.version, file });
    },
  };
}
