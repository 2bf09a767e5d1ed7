import { err, ok, type Result } from '../result.ts';
import type { Selector } from '../target.ts';
import { type Builtin, builtinNamed } from './builtins.ts';
import { type CustomSentence, writeCustomSentence } from './custom-sentence.ts';
import { sayBack } from './letters.ts';
import { notUnderstood, suggestion } from './misread.ts';
import { checkReason, not } from './read-act.ts';
import { phraseOf } from './read-phrase.ts';
import { CUSTOM_ALLOWED, readCustomId } from './run-id.ts';
import type { Misread } from './sentence.ts';
import { nearest } from './suggest.ts';
import { readTargets } from './targets.ts';
import { type Cut, says, type Token } from './tokens.ts';

/** Longest text of what was changed and of whom it was agreed with: they stand in the vendor's list. */
const WHAT_LIMIT = 300;
const AGREED_LIMIT = 120;

/** Reads what follows `custom`. */
export function readCustom({ cut }: { cut: Cut }): Result<CustomSentence, Misread> {
  const [builtin, listing, removing] = [named('custom'), named('custom list'), named('custom remove')];
  const [first, ...rest] = cut.tokens;
  if (!first) return not('`custom` does not say what', builtin);
  const after = { ...cut, tokens: rest };
  if (says(first, 'list')) return readList(after, listing);
  if (says(first, 'remove')) return readRemove(after, removing);
  const [near] = first.is === 'word' ? nearest(first.text.toLowerCase(), ['list', 'remove']) : [];
  if (near !== undefined && !cut.tokens.some((token) => says(token, 'agreed'))) {
    const read = near === 'list' ? readList(after, listing) : readRemove(after, removing);
    return read.ok ? suggestion(writeCustomSentence(read.value)) : read;
  }
  return readNote(cut, builtin);
}

function named(name: string): Builtin {
  const builtin = builtinNamed(name);
  if (!builtin) throw new Error(`no built-in sentence is named "${name}"`);
  return builtin;
}

function readList({ tokens, because }: Cut, builtin: Builtin): Result<CustomSentence, Misread> {
  if (because !== undefined) return not('`custom list` takes no reason', builtin);
  const [on, ...names] = tokens;
  if (!on) return ok({ is: 'custom-list' });
  if (!says(on, 'on')) return not(`I do not know what to do with ${sayBack(on.text)}`, builtin);
  const targets = readOn(names, builtin);
  return targets.ok ? ok({ is: 'custom-list', targets: targets.value }) : targets;
}

function readRemove({ tokens, because }: Cut, builtin: Builtin): Result<CustomSentence, Misread> {
  const [first, more] = tokens;
  if (!first) return not('`custom remove` does not say which one', builtin);
  if (more) return not(`I do not know what to do with ${sayBack(more.text)}`, builtin);
  const wrong = checkReason(builtin, because);
  if (wrong) return not(wrong, builtin);
  const custom = readCustomId(first.text);
  if (custom === undefined) {
    const example = 'custom remove K-4KQ7M';
    return notUnderstood(`${sayBack(first.text)} is not the id of a custom configuration`, CUSTOM_ALLOWED, example);
  }
  return ok({ is: 'custom-remove', custom, ...(because !== undefined && { because }) });
}

function readNote({ tokens, because }: Cut, builtin: Builtin): Result<CustomSentence, Misread> {
  const on = tokens.findIndex((token) => says(token, 'on'));
  const [what, where, agreed] = partsOf(tokens, on);
  if (!what) return not('`custom` does not say what was changed', builtin);
  if (on < 0) return not('`custom` does not say on which targets', builtin);
  const targets = readOn(where, builtin);
  if (!targets.ok) return targets;
  const said = becauseAnd(because, phraseOf(agreed));
  if (!said.agreed) return not('`custom` does not say with whom it was agreed', builtin);
  if (!said.because) return not('`custom` needs a reason', builtin);
  const text = phraseOf(what);
  const long =
    tooLong('What was changed', text, WHAT_LIMIT) ?? tooLong('Whom it was agreed with', said.agreed, AGREED_LIMIT);
  if (long) return err(long.error);
  return ok({ is: 'custom', what: text, targets: targets.value, agreed: said.agreed, because: said.because });
}

/** What was changed; where; with whom, the words `agreed with` dropped. */
function partsOf(tokens: readonly Token[], on: number): [Token[] | undefined, Token[], Token[]] {
  const what = tokens.slice(0, Math.max(on, 0));
  const end = tokens.findIndex((token, at) => at > on && says(token, 'agreed'));
  const where = tokens.slice(on + 1, end < 0 ? undefined : end);
  const agreed = end < 0 ? [] : tokens.slice(end + (says(tokens[end + 1], 'with') ? 2 : 1));
  return [what.length > 0 ? what : undefined, where, agreed];
}

/** `because "load" agreed with vendor-1`: the reason is free text to its end, so what follows its quotation is taken off. */
function becauseAnd(because: string | undefined, agreed: string): { because?: string; agreed?: string } {
  const [, reason, whom] = /^["“”„«]([^"“”„«»]+)["“”„»]\s+agreed\s+with\s+(.+)$/i.exec(because ?? '') ?? [];
  if (agreed === '' && reason !== undefined && whom !== undefined) {
    return { because: reason.trim(), agreed: whom.replace(/^["“”]|["“”]$/g, '').trim() };
  }
  return { ...(because && { because }), ...(agreed !== '' && { agreed }) };
}

function readOn(tokens: readonly Token[], builtin: Builtin): Result<Selector, Misread> {
  const targets = readTargets(tokens);
  if (!targets.ok) return targets;
  const { names, groups } = targets.value.selector;
  if (names.length + groups.length === 0) return not('there are no targets after `on`', builtin);
  return ok(targets.value.selector);
}

function tooLong(what: string, text: string, limit: number) {
  const allowed = `at most ${limit}`;
  if (text.length <= limit) return undefined;
  return notUnderstood(`${what} has ${text.length} characters`, allowed, builtinNamed('custom')?.examples[0] ?? '');
}
