import type { Answer } from '../../domain/answer.ts';
import type { ShippedCommand } from '../../domain/command.ts';
import { sayBack } from '../../domain/language/letters.ts';
import { meant, notUnderstood } from '../../domain/language/misread.ts';
import { parse } from '../../domain/language/parse.ts';
import { nearest } from '../../domain/language/suggest.ts';
import { findRow, labelsLike } from '../../domain/matrix/find-row.ts';
import type { Matrix } from '../../domain/matrix/matrix.ts';
import type { Request } from '../../domain/request.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { Ledger } from '../../ports/ledger.ts';
import { otherProfiles } from './profiles.ts';

type Deps = { ledger: Pick<Ledger, 'head' | 'recent'>; commands: readonly ShippedCommand[] };

/**
 * The activities that somebody's words mean: a label or an id of this profile, what another profile calls so, or a
 * command's. Words that mean none come back with those that may have been meant, each as the whole question again.
 */
export async function findActivity(
  deps: Deps,
  request: Request,
  { matrix, phrase, rewrite }: { matrix: Matrix; phrase: string; rewrite: (activity: string) => string },
): Promise<Result<string[], Answer>> {
  const named = findRow(matrix, phrase);
  if (named) return ok(named.activities);
  const [verb = ''] = phrase.toLowerCase().split(' ');
  const { commands } = deps;
  const command = commands.find(({ name, activity }) => name === verb || activity === phrase.toLowerCase());
  if (command) return ok([command.activity]);
  const others = await otherProfiles(deps.ledger, matrix);
  const elsewhere = others.map((other) => findRow(other, phrase)).find((found) => found !== undefined);
  if (elsewhere) return ok(elsewhere.activities);
  const labels = [matrix, ...others].map((one) => labelsLike(one, phrase)).find((found) => found.length > 0);
  const near = labels?.map(rewrite) ?? misspeltCommands(commands, phrase, rewrite);
  return err(unknown(request, { phrase, near, matrix }));
}

/** `restrat nginx`: the question about the command that was probably meant, where it can be read. */
function misspeltCommands(
  commands: readonly ShippedCommand[],
  phrase: string,
  rewrite: (activity: string) => string,
): string[] {
  const [verb = ''] = phrase.split(' ');
  const names = nearest(
    verb.toLowerCase(),
    commands.map(({ name }) => name),
  );
  const meanings = names.map((name) => name + phrase.slice(verb.length));
  const sentences = meanings.map((meaning) => rewrite(meaning).replace(`"${meaning}"`, meaning));
  return sentences.filter((sentence) => parse(sentence, { commands }).ok);
}

/** The row of this profile alone, for questions about the profile itself. */
export function unknownActivity(request: Request, matrix: Matrix, phrase: string, rewrite: (label: string) => string) {
  return unknown(request, { phrase, near: labelsLike(matrix, phrase).map(rewrite), matrix });
}

function unknown(
  { text: typed }: Request,
  { phrase, near, matrix }: { phrase: string; near: string[]; matrix: Matrix },
): Answer {
  const allowed = `one of the ${matrix.rows.length} activities that \`matrix in ${matrix.profile}\` lists, in any letter case`;
  const example = matrix.rows[0] ? `matrix "${matrix.rows[0].label}"` : 'matrix';
  const read =
    meant('Which activity did you mean?', near) ??
    notUnderstood(`${sayBack(phrase)} is no activity of ${matrix.profile}`, allowed, example);
  return read.ok ? read.value : { ...read.error, typed };
}
