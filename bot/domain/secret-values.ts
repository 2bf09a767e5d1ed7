/** Words that make a key a secret's. Plurals count things (`max_tokens: 512`); they are let through. */
const WORD =
  '(?:passw(?:or)?d|passphrase|pwd|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|credential)(?!s\\b)';

/** `key: `, `"key": `, `\"key\": `, `key=`, `--key `. Bounded repeats: the text is hostile, open ones would be quadratic. */
const KEY = new RegExp(
  `(?<![\\w.-])(?:--?[\\w-]{0,40}?${WORD}[\\w-]{0,40}(?:=| {1,4}(?![ :=]))|[\\w.-]{0,40}?${WORD}[\\w.-]{0,40}\\\\{0,8}["']?\\s{0,4}(?:=>|:=|[:=])[ \\t]{0,8})`,
  'gi',
);

/** Values that say something about a secret without being one. */
const HARMLESS = /^(?:yes|no|true|false|null|none|nil|undefined|on|off|set|unset|empty|\*+|\[hidden\])?$/i;

/** Puts `mask` in the place of every value whose key says that it is secret. Quotes stay, so that JSON still reads as JSON. */
export function hideValues(text: string, mask: string): string {
  let masked = '';
  let from = 0;
  for (const match of text.matchAll(KEY)) {
    const at = match.index + match[0].length;
    if (match.index < from) continue;
    const value = valueAt(text, at, isOwnLine(text, match.index, match[0]));
    if (HARMLESS.test(text.slice(value.start, value.end))) continue;
    masked += text.slice(from, value.start) + mask;
    from = value.end;
  }
  return masked + text.slice(from);
}

/** `password: three words` as a line of YAML, or of a difference of it: the value is the rest of the line. */
function isOwnLine(text: string, start: number, key: string): boolean {
  const before = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  return /^[\s+-]*$/.test(before) && /:[ \t]+$/.test(key);
}

function valueAt(text: string, at: number, ownLine: boolean): { start: number; end: number } {
  const newline = text.indexOf('\n', at);
  const line = text.slice(at, newline === -1 ? text.length : newline);
  const open = /^\\*["']/.exec(line)?.[0];
  if (open) return { start: at + open.length, end: at + closing(line, open) };
  const bare = (ownLine ? /^[^\n]*/ : /^[^\s&]*/).exec(line)?.[0] ?? '';
  return { start: at, end: at + bare.replace(/[\s,;)}\]"'\\]+$/, '').length };
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
