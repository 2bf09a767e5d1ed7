/** Words that make a key a secret's. Plurals count things (`max_tokens: 512`); they are let through. */
const WORD = '(?:passw(?:or)?d|passphrase|pwd|secret|token|(?:api|access|account|private)[_-]?key|credential)(?!s\\b)';

/** `key: `, `"key": `, `\"key\": `, `key=`, `--key `. Bounded repeats: the text is hostile, open ones would be quadratic. */
const KEY = new RegExp(
  `(?<![\\w.-])(?:--?[\\w-]{0,40}?${WORD}[\\w-]{0,40}(?:=| {1,4}(?![ :=]))|[\\w.-]{0,40}?${WORD}[\\w.-]{0,40}\\\\{0,8}["']?\\s{0,4}(?:=>|:=|[:=])[ \\t]{0,8})`,
  'gi',
);

/** Values that say something about a secret without being one. */
const HARMLESS = /^(?:yes|no|true|false|null|none|nil|undefined|on|off|set|unset|empty|\*+|\[hidden\]?)?$/i;

/** Puts `mask` in the place of every value whose key says that it is secret. Quotes stay, so that JSON still reads as JSON. */
export function hideValues(text: string, mask: string): string {
  let masked = '';
  let from = 0;
  let lineEnd = -1;
  for (const match of text.matchAll(KEY)) {
    const at = match.index + match[0].length;
    if (match.index < from) continue;
    if (lineEnd < at) lineEnd = endOfLine(text, at);
    const value = valueIn(text.slice(at, lineEnd), at, isOwnLine(text, match.index, match[0]));
    if (HARMLESS.test(text.slice(value.start, value.end))) continue;
    masked += text.slice(from, value.start) + mask;
    from = value.end;
  }
  return masked + text.slice(from);
}

function endOfLine(text: string, at: number): number {
  const newline = text.indexOf('\n', at);
  return newline === -1 ? text.length : newline;
}

/** Before a key that stands alone on its line there is no more than this: an indent, a dash. Longer lines are not looked through. */
const INDENT = 120;

/** `password: three words` as a line of YAML, or of a difference of it: the value is the rest of the line. */
function isOwnLine(text: string, start: number, key: string): boolean {
  if (!/:[ \t]+$/.test(key)) return false;
  const before = text.slice(Math.max(0, start - INDENT), start);
  const indent = before.slice(before.lastIndexOf('\n') + 1);
  return indent.length < INDENT && /^[\s+-]*$/.test(indent);
}

/** What closes a bare value is not of it. */
const CLOSING = ' \t,;)}]"\'\\';

function valueIn(line: string, at: number, ownLine: boolean): { start: number; end: number } {
  const open = /^\\*["']/.exec(line)?.[0];
  if (open) return { start: at + open.length, end: at + closing(line, open) };
  let end = ownLine ? line.length : (/^[^\s&]*/.exec(line)?.[0].length ?? 0);
  while (end > 0 && CLOSING.includes(line[end - 1] ?? '')) end -= 1;
  return { start: at, end: at + end };
}

/** Where the quote closes: the same quote behind as many backslashes as it opened with; otherwise the line's end. */
function closing(line: string, open: string): number {
  const quote = open.slice(-1);
  for (let at = line.indexOf(quote, open.length); at !== -1; at = line.indexOf(quote, at + 1)) {
    let slashes = 0;
    while (at - slashes > open.length && line[at - slashes - 1] === '\\') slashes += 1;
    if (slashes === open.length - 1) return at - slashes;
  }
  return line.length;
}
