import type { Answer } from '../../domain/answer.ts';
import { type SetCells, setCellsOf } from '../../domain/change/cells.ts';
import type { CellsSentence } from '../../domain/language/change-sentence.ts';
import { sayBack } from '../../domain/language/letters.ts';
import { meant, notUnderstood } from '../../domain/language/misread.ts';
import { nearest } from '../../domain/language/suggest.ts';
import { writeSentence } from '../../domain/language/write-sentence.ts';
import { findParty, foldedParty, namesOf } from '../../domain/matrix/find-party.ts';
import { findRow } from '../../domain/matrix/find-row.ts';
import type { Matrix, Party } from '../../domain/matrix/matrix.ts';
import type { Request } from '../../domain/request.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import { unknownActivity } from '../questions/activity.ts';
import { chooseProfile } from '../questions/profiles.ts';
import type { Look, ProposeDeps } from './propose.ts';

/** `matrix set …`: what is misspelt comes back as the sentence that was probably meant, and is not on record. */
export function lookAtCells(deps: ProposeDeps, request: Request, sentence: CellsSentence): Look {
  const { activity, kinds, party: named } = sentence;
  const to = { id: named, label: named };
  const cells = kinds.map((kind) => ({ activity, kind, to }));
  const blank: SetCells = { kind: 'set-cells', profile: sentence.profile ?? '', cells, turns: [] };
  return {
    blank,
    async look() {
      const records = await deps.records(request.actor);
      const rewrite = (profile: string) => writeSentence({ ...sentence, profile });
      const chosen = await chooseProfile(deps.ledger, request, { records, profile: sentence.profile, rewrite });
      if (!chosen.ok) return chosen;
      const { matrix } = chosen.value;
      const found = findRow(matrix, activity);
      if (!found) {
        const anew = (label: string) => writeSentence({ ...sentence, activity: label });
        return err(unknownActivity(request, matrix, activity, anew));
      }
      const party = findNamed(request, matrix, sentence);
      if (!party.ok) return party;
      const base = matrix.version;
      const change = setCellsOf(matrix, { row: found.row, kinds, to: party.value, commands: deps.commands });
      if (!change.ok) return ok({ change: { ...blank, profile: matrix.profile }, base, refusal: change.error });
      return ok({ change: change.value, base });
    },
  };
}

function findNamed(request: Request, { parties }: Matrix, sentence: CellsSentence): Result<Party, Answer> {
  const party = findParty(parties, sentence.party);
  if (party) return ok(party);
  const names = new Map(parties.flatMap((one) => namesOf(one).map((name) => [foldedParty(name), one.label])));
  const near = nearest(foldedParty(sentence.party), names.keys()).flatMap((name) => names.get(name) ?? []);
  const anew = near.map((label) => writeSentence({ ...sentence, party: label }));
  const allowed = parties.map(({ label }) => `\`${label.toLowerCase()}\``).join(', ');
  const example = writeSentence({ ...sentence, party: parties[0]?.label ?? '' });
  const no = notUnderstood(`${sayBack(sentence.party)} is no party of this profile`, allowed, example);
  const misread = meant(`There is no party ${sayBack(sentence.party)}. Which one did you mean?`, anew) ?? no;
  return misread.ok ? misread : err({ ...misread.error, typed: request.text });
}
