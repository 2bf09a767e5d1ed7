import { ok, type Result } from '../result.ts';
import type { CellsSentence, ImportSentence, UseSentence } from './change-sentence.ts';
import { isName, sayBack } from './letters.ts';
import { notUnderstood, suggestion } from './misread.ts';
import type { MatrixQuestion } from './question.ts';
import { readImport } from './read-import.ts';
import { notAProfile, type Parted, partProfile, phraseOf } from './read-phrase.ts';
import { readReplay } from './read-replay.ts';
import type { Reading } from './read-sentence.ts';
import { readSetCells } from './read-set-cells.ts';
import { readUseProfile } from './read-use-profile.ts';
import type { Misread, Sentence } from './sentence.ts';
import { isSlipOf } from './suggest.ts';
import { says, type Token } from './tokens.ts';
import { writeQuestion } from './write-question.ts';

type MatrixSentence = MatrixQuestion | CellsSentence | UseSentence | ImportSentence | Extract<Sentence, { is: 'form' }>;

/**
 * Reads what follows `matrix`: `set` and a cell, `use` and a profile, or `import`, with a reason; nothing, `picture`, `export`,
 * `history`, `replay`, `diff` and two profiles, or an activity, each of which may end in `in <profile>`.
 */
export function readMatrix({ cut }: Reading): Result<MatrixSentence, Misread> {
  const { tokens, because } = cut;
  const after = { ...cut, tokens: tokens.slice(1) };
  if (says(tokens[0], 'set') && tokens[1]) return readSetCells(after);
  if (says(tokens[0], 'use')) return readUseProfile(after);
  if (says(tokens[0], 'import')) return readImport(after);
  if (because !== undefined) return notUnderstood('`matrix` takes no reason', 'the question alone', 'matrix');
  if (says(tokens[0], 'replay')) return readReplay(tokens.slice(1));
  if (says(tokens[0], 'diff')) return readDiff(tokens.slice(1));
  const slip = tokens[0]?.is === 'word' && isSlipOf(tokens[0].text.toLowerCase(), 'diff') && tokens.length > 2;
  const diff = slip ? readDiff(tokens.slice(1)) : undefined;
  if (diff?.ok) return suggestion(writeQuestion(diff.value));
  const parted = partProfile(tokens);
  return parted.ok ? readShown(parted.value) : parted;
}

/** What is shown of a whole profile besides its rows. */
const SHOWN = ['picture', 'export', 'history'] as const;

function readShown({ tokens, profile }: Parted): Result<MatrixQuestion, Misread> {
  const of = profile === undefined ? {} : { profile };
  const [first, second] = tokens;
  if (!first) return ok({ is: 'matrix', show: 'list', ...of });
  for (const show of second ? [] : SHOWN) {
    if (says(first, show)) return ok({ is: 'matrix', show, ...of });
    if (first.is === 'word' && isSlipOf(first.text.toLowerCase(), show)) {
      return suggestion(writeQuestion({ is: 'matrix', show, ...of }));
    }
  }
  const activity = phraseOf(tokens);
  if (activity === '') return notUnderstood(`${sayBack('')} names no activity`, 'an activity', 'matrix host firewall');
  return ok({ is: 'matrix', show: 'row', activity, ...of });
}

function readDiff(tokens: readonly Token[]): Result<MatrixQuestion, Misread> {
  const names = tokens.filter((token) => token.is !== 'comma' && !says(token, 'and')).map(({ text }) => text);
  const wrong = names.find((name) => !isName(name.toLowerCase()));
  if (wrong !== undefined) return notAProfile(wrong);
  const [one, other, more] = names.map((name) => name.toLowerCase());
  if (one !== undefined && other !== undefined && more === undefined) {
    return ok({ is: 'matrix', show: 'diff', profiles: [one, other] });
  }
  const example = 'matrix diff virtuozzo jelastic';
  return notUnderstood('`matrix diff` compares two profiles', '`matrix diff <profile> <profile>`', example);
}
