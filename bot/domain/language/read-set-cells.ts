import { ok, type Result } from '../result.ts';
import { type Builtin, builtinNamed } from './builtins.ts';
import type { CellsSentence } from './change-sentence.ts';
import { sayBack } from './letters.ts';
import { notUnderstood, suggestion } from './misread.ts';
import { checkReason, not } from './read-act.ts';
import { partProfile, phraseOf } from './read-phrase.ts';
import type { Misread } from './sentence.ts';
import { isSlipOf } from './suggest.ts';
import { type Cut, says, type Token } from './tokens.ts';
import { readKindPhrase } from './write-question.ts';
import { writeSentence } from './write-sentence.ts';

const KINDS_ALLOWED =
  '`user host`, `infrastructure host`, `infrastructure container`, `end-user container`; or `hosts`, `containers` for both';

/** Reads what follows `matrix set`: an activity, `on` a kind of target, `to` a party, and the reason. */
export function readSetCells({ tokens: all, because }: Cut): Result<CellsSentence, Misread> {
  const builtin = builtinNamed('matrix set');
  if (!builtin) throw new Error('no built-in sentence is named "matrix set"');
  const parted = partProfile(all);
  if (!parted.ok) return parted;
  const { tokens, profile } = parted.value;
  const on = lastOf(tokens, 'on');
  const to = lastOf(tokens, 'to');
  const laid = layOut(tokens, { on: on.at, to: to.at });
  const lacks = lacking(laid, builtin);
  if (lacks) return lacks;
  const kinds = readKindPhrase(laid.kind.map(({ text }) => text));
  if (!kinds)
    return notUnderstood(`${sayBack(phraseOf(laid.kind))} is no kind of target`, KINDS_ALLOWED, example(builtin));
  const unsaid = checkReason(builtin, because);
  if (unsaid) return not(unsaid, builtin);
  const sentence: CellsSentence = {
    is: 'matrix-set',
    activity: phraseOf(laid.activity),
    kinds,
    party: phraseOf(laid.party),
    ...(profile !== undefined && { profile }),
    because: because ?? '',
  };
  return on.slipped || to.slipped ? suggestion(writeSentence(sentence)) : ok(sentence);
}

function example({ examples: [first = ''] }: Builtin): string {
  return first;
}

/** Where a keyword stands last, or a slip of it when it stands nowhere; -1 without either. */
function lastOf(tokens: readonly Token[], word: string): { at: number; slipped: boolean } {
  const at = tokens.findLastIndex((token) => says(token, word));
  if (at >= 0) return { at, slipped: false };
  const slip = tokens.findLastIndex((token) => token.is === 'word' && isSlipOf(token.text.toLowerCase(), word));
  return { at: slip, slipped: slip >= 0 };
}

type Laid = Record<'activity' | 'kind' | 'party', readonly Token[]>;

function layOut(tokens: readonly Token[], { on, to }: { on: number; to: number }): Laid {
  if (on < 0 || to < on) return { activity: tokens.slice(0, Math.max(on, 0)), kind: [], party: [] };
  return { activity: tokens.slice(0, on), kind: tokens.slice(on + 1, to), party: tokens.slice(to + 1) };
}

const LACKS: Record<keyof Laid, string> = {
  activity: 'which activity',
  kind: 'on which kind of target, and to whom',
  party: 'to which party',
};

function lacking(laid: Laid, builtin: Builtin): Result<never, Misread> | undefined {
  const parts = ['activity', 'kind', 'party'] as const;
  const missing = parts.find((part) => phraseOf(laid[part]) === '');
  return missing && not(`\`matrix set\` does not say ${LACKS[missing]}`, builtin);
}
