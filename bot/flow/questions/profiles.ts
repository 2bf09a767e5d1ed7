import type { Answer } from '../../domain/answer.ts';
import { sayBack } from '../../domain/language/letters.ts';
import { nearest } from '../../domain/language/suggest.ts';
import type { Matrix } from '../../domain/matrix/matrix.ts';
import type { Answered } from '../../domain/matrix/told.ts';
import type { Request } from '../../domain/request.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { Records } from '../../domain/run/records.ts';
import type { Ledger } from '../../ports/ledger.ts';
import { stateOf } from '../decode.ts';
import { matrixStream } from '../records.ts';

/** Profiles that are listed and suggested. */
const MOST = 50;

export type Chosen = { matrix: Matrix; of: Answered };

/**
 * The profile that a question names, or the one in force, as runs read it. `rewrite` gives the question anew with
 * another profile's name, for a suggestion.
 */
export async function chooseProfile(
  ledger: Pick<Ledger, 'head' | 'recent'>,
  request: Request,
  {
    records,
    profile,
    rewrite,
  }: { records: Records; profile: string | undefined; rewrite: (profile: string) => string },
): Promise<Result<Chosen, Answer>> {
  const inForce = records.matrix;
  if (profile === undefined || profile === inForce?.profile) {
    if (inForce) return ok(chosen(inForce, true));
    const refusal = { reason: 'records-missing', what: 'matrix' } as const;
    return err({ is: 'refused', refusal, sentence: request.text });
  }
  const matrix = await readMatrix(ledger, profile);
  return matrix ? ok(chosen(matrix, false)) : err(await noProfile(ledger, request, profile, rewrite));
}

function chosen(matrix: Matrix, inForce: boolean): Chosen {
  return { matrix, of: { profile: matrix.profile, version: matrix.version, inForce } };
}

/** A profile by name, consistently; its version is the sequence of the event that made it so. */
async function readMatrix(ledger: Pick<Ledger, 'head'>, profile: string): Promise<Matrix | undefined> {
  const head = await ledger.head(matrixStream(profile));
  return head && { ...stateOf<Matrix>(head), version: head.seq };
}

/** The names of all profiles on record, in alphabetical order. */
export async function profileNames(ledger: Pick<Ledger, 'recent'>): Promise<string[]> {
  const first = await ledger.recent('matrix', { limit: MOST });
  return first.map(({ stream }) => stream.slice(matrixStream('').length)).sort();
}

/** The other profiles, to look for an activity that this one calls by another name. */
export async function otherProfiles(ledger: Pick<Ledger, 'head' | 'recent'>, { profile }: Matrix): Promise<Matrix[]> {
  const names = (await profileNames(ledger)).filter((name) => name !== profile);
  const read = await Promise.all(names.map((name) => readMatrix(ledger, name)));
  return read.filter((matrix) => matrix !== undefined);
}

async function noProfile(
  ledger: Pick<Ledger, 'recent'>,
  { text: typed }: Request,
  profile: string,
  rewrite: (profile: string) => string,
): Promise<Answer> {
  const names = await profileNames(ledger);
  const [near, other] = nearest(profile, names);
  if (near !== undefined && other === undefined) return { is: 'suggestion', typed, sentence: rewrite(near) };
  const allowed = names.map((name) => `\`${name}\``).join(', ') || 'none is loaded';
  const why = `there is no profile ${sayBack(profile)}`;
  return { is: 'not-understood', typed, why, allowed, example: names[0] ? rewrite(names[0]) : 'health' };
}
