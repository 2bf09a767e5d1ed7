import { ok, type Result } from '../result.ts';
import { builtinNamed } from './builtins.ts';
import { type StopSentence, writeFreezeSentence } from './freeze-sentence.ts';
import { sayBack } from './letters.ts';
import { suggestion } from './misread.ts';
import { checkReason, not } from './read-act.ts';
import type { Reading } from './read-sentence.ts';
import { readStopId } from './run-id.ts';
import type { Misread } from './sentence.ts';
import { isNearly } from './stop-words.ts';
import { says } from './tokens.ts';

type Read = Result<StopSentence, Misread>;

/** Reads what follows `stop`, where it is no service that is to be stopped: `everything`, and why. */
export function readStop({ cut, slipped }: Pick<Reading, 'cut' | 'slipped'>): Read {
  const builtin = named('stop everything');
  const [what, more] = cut.tokens;
  if (!what || !(says(what, 'everything') || isNearly(what))) {
    return not(what ? `${sayBack(what.text)} alone cannot be stopped` : '`stop` does not say what', builtin);
  }
  if (more)
    return not(`\`stop everything\` is for all hosts: I do not know what to do with ${sayBack(more.text)}`, builtin);
  const unsaid = checkReason(builtin, cut.because);
  if (unsaid) return not(unsaid, builtin);
  const sentence: StopSentence = { is: 'stop-everything', because: cut.because ?? '' };
  return slipped || !says(what, 'everything') ? suggestion(writeFreezeSentence(sentence)) : ok(sentence);
}

/** Reads what follows `lift`: `the stop`, or its id. */
export function readLift({ cut }: Pick<Reading, 'cut'>): Read {
  const builtin = named('lift');
  const unsaid = checkReason(builtin, cut.because);
  if (unsaid) return not(unsaid, builtin);
  const because = cut.because === undefined ? {} : { because: cut.because };
  const words = cut.tokens.filter((token) => !says(token, 'the') && !says(token, 'emergency'));
  const [what, more] = words;
  if (!what) return not('`lift` does not say what', builtin);
  if (more) return not(`I do not know what to do with ${sayBack(more.text)}`, builtin);
  const stop = readStopId(what.text);
  if (stop !== undefined) return ok({ is: 'lift', stop, ...because });
  if (says(what, 'stop')) return ok({ is: 'lift', ...because });
  return not(`${sayBack(what.text)} cannot be lifted`, builtin);
}

function named(name: string) {
  const builtin = builtinNamed(name);
  if (!builtin) throw new Error(`no built-in sentence is named "${name}"`);
  return builtin;
}
