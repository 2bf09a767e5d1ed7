import type { Answer } from '../../domain/answer.ts';
import type { ShippedCommand } from '../../domain/command.ts';
import type { MatrixQuestion } from '../../domain/language/question.ts';
import { writeQuestion } from '../../domain/language/write-question.ts';
import { compare } from '../../domain/matrix/diff.ts';
import { findRow } from '../../domain/matrix/find-row.ts';
import { rowTold } from '../../domain/matrix/told.ts';
import type { Request } from '../../domain/request.ts';
import type { Ledger } from '../../ports/ledger.ts';
import { refuseReader } from '../look.ts';
import { askForPicture } from '../picture/ask-picture.ts';
import { matrixStream, type ReadRecords } from '../records.ts';
import { unknownActivity } from './activity.ts';
import { type Chosen, chooseProfile, profileNames } from './profiles.ts';
import { replayRuns } from './replay-runs.ts';
import { versionOf } from './versions.ts';

type Deps = {
  ledger: Pick<Ledger, 'head' | 'read' | 'recent' | 'event' | 'append'>;
  records: ReadRecords;
  commands: readonly ShippedCommand[];
};

/** `/ops matrix …`: the profile itself, as the decision reads it. */
export async function askMatrix(deps: Deps, request: Request, question: MatrixQuestion): Promise<Answer> {
  const refusal = await refuseReader(deps, request, 'matrix');
  if (refusal) return { is: 'refused', refusal, sentence: writeQuestion(question) };
  if (question.show === 'diff') return diff(deps, request, question);
  const records = await deps.records(request.actor);
  const rewrite = (profile: string) => writeQuestion({ ...question, profile });
  const chosen = await chooseProfile(deps.ledger, request, { records, profile: question.profile, rewrite });
  if (!chosen.ok) return chosen.error;
  if (question.show === 'row') return row(deps, request, question, chosen.value);
  if (question.show === 'replay') return replayRuns(deps, request, question, chosen.value);
  const { matrix, of } = chosen.value;
  if (question.show === 'history') {
    const events = await deps.ledger.read(matrixStream(of.profile));
    return { is: 'matrix-history', of, versions: events.map(versionOf).reverse() };
  }
  if (question.show === 'picture' || question.show === 'export') {
    const wish = { profile: of.profile, ...(question.show === 'export' && { as: question.show }) };
    return (await askForPicture(deps, request, wish)) ?? { is: `matrix-${question.show}`, of };
  }
  const others = (await profileNames(deps.ledger)).filter((name) => name !== of.profile);
  return { is: 'matrix', of, parties: matrix.parties, rows: matrix.rows.map((one) => rowTold(matrix, one)), others };
}

function row(
  { commands }: Deps,
  request: Request,
  question: Extract<MatrixQuestion, { show: 'row' }>,
  { matrix, of }: Chosen,
): Answer {
  const named = findRow(matrix, question.activity);
  const rewrite = (activity: string) => writeQuestion({ ...question, activity });
  if (!named) return unknownActivity(request, matrix, question.activity, rewrite);
  const decided = commands.filter(({ activity }) => named.row.covers.includes(activity)).map(({ name }) => name);
  return { is: 'matrix-row', of, row: rowTold(matrix, named.row), commands: decided };
}

async function diff(
  deps: Deps,
  request: Request,
  { profiles, ...question }: Extract<MatrixQuestion, { show: 'diff' }>,
): Promise<Answer> {
  const [one, other] = profiles;
  const records = await deps.records(request.actor);
  const [first, second] = await Promise.all([
    chooseProfile(deps.ledger, request, {
      records,
      profile: one,
      rewrite: (name) => writeQuestion({ ...question, profiles: [name, other] }),
    }),
    chooseProfile(deps.ledger, request, {
      records,
      profile: other,
      rewrite: (name) => writeQuestion({ ...question, profiles: [one, name] }),
    }),
  ]);
  if (!first.ok) return first.error;
  if (!second.ok) return second.error;
  const difference = compare(first.value.matrix, second.value.matrix);
  return { is: 'matrix-diff', of: [first.value.of, second.value.of], difference };
}
