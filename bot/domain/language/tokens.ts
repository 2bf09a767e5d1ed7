/** A word, a quoted text or a comma, with its place in the text. `text` of a quoted one is what the quotes hold. */
export type Token = { is: 'word' | 'quoted' | 'comma'; text: string; start: number; end: number };

/** A sentence cut at its `because`, whose tail is free text and therefore never cut into words. */
export type Cut = { tokens: Token[]; because?: string };

/** Opening mark → the marks that close it. Phones turn straight quotes into curly ones, not always in pairs. */
const QUOTES: readonly (readonly [string, string])[] = [
  ['"“”„‟«»', '"“”„‟«»'],
  ["'‘’‚‛", "'‘’‚‛"],
  ['`', '`'],
];
/** After a backslash they stand for themselves. Before anything else a backslash is a character like others: `\.php$`. */
const ESCAPABLE = `${QUOTES.map(([opening]) => opening).join('')} \\`;
const LONG_DASH = /[\u2010-\u2015]/g;
/** What phones make of the straight one: `End-Users’ Container`. */
const APOSTROPHE = /[\u2018\u2019]/g;

/**
 * Cuts a normalised text into tokens, by hand: a parser generator costs milliseconds of cold start.
 *
 * A long dash at the start of a word is the `--` that a phone joined; inside a word it is a hyphen. `because` ends the
 * sentence, unless it is quoted; its quotation marks are optional. A mark that is never closed is a character like others.
 */
export function cut(text: string): Cut {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    if (text[at] === ' ') {
      at += 1;
      continue;
    }
    const token = next(text, at);
    if (token.is === 'word' && tokens.length > 0 && /^because:?$/i.test(token.text)) {
      return { tokens, because: unquoted(text.slice(token.end).trim()) };
    }
    tokens.push(token);
    at = token.end;
  }
  return { tokens };
}

/** Whether a token is that keyword: quoted words never are. */
export function says(token: Token | undefined, word: string): boolean {
  return token?.is === 'word' && token.text.toLowerCase() === word;
}

function next(text: string, start: number): Token {
  if (text[start] === ',') return { is: 'comma', text: ',', start, end: start + 1 };
  return quoted(text, start) ?? word(text, start);
}

function word(text: string, start: number): Token {
  let end = start;
  let inBrackets = false;
  for (; end < text.length && text[end] !== ' '; end += 1) {
    if (text[end] === ',' && !inBrackets) break;
    if (text[end] === '[') inBrackets = true;
    if (text[end] === ']') inBrackets = false;
  }
  const dashed = text.slice(start, end).replace(/^[\u2013-\u2015](?=[A-Za-z])/, '--');
  return { is: 'word', text: dashed.replace(LONG_DASH, '-').replace(APOSTROPHE, "'"), start, end };
}

function quoted(text: string, start: number): Token | undefined {
  const closing = closingMarks(text[start]);
  if (!closing) return;
  let value = '';
  for (let at = start + 1; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (closing.includes(character)) {
      return { is: 'quoted', text: value.replace(APOSTROPHE, "'"), start, end: at + 1 };
    }
    const next = text[at + 1] ?? '';
    const escaped = character === '\\' && ESCAPABLE.includes(next) && next !== '';
    if (escaped) at += 1;
    value += escaped ? next : character;
  }
  return;
}

function closingMarks(character: string | undefined): string | undefined {
  return character ? QUOTES.find(([opening]) => opening.includes(character))?.[1] : undefined;
}

function unquoted(text: string): string {
  const closing = closingMarks(text[0]);
  const last = text.at(-1) ?? '';
  return closing?.includes(last) && text.length > 1 ? text.slice(1, -1).trim() : text;
}
