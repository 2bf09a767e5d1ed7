/**
 * A text of lines as one line of printable ASCII, which a sentence can carry: `\n`, `\t`, `\r`, `\\`, and `\u{e9}` for any
 * other character. `unescaped` gives the same text again; a character 0 is in no text.
 */
export function escaped(text: string): string {
  return Array.from(text.toWellFormed(), (character) => KNOWN[character] ?? spelt(character)).join('');
}

const KNOWN: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\t': '\\t', '\r': '\\r' };

function spelt(character: string): string {
  if (character >= ' ' && character <= '~') return character;
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

const ESCAPE = /\\(?:([\\ntr])|u\{([0-9a-fA-F]{1,6})\})/g;
const MEANT: Record<string, string> = { '\\': '\\', n: '\n', t: '\t', r: '\r' };

/** Any other backslash stands for itself, so that `\.php$` is what it looks like. */
export function unescaped(written: string): string {
  return written.replace(ESCAPE, (all, sign: string | undefined, code: string | undefined) => {
    if (sign !== undefined) return MEANT[sign] ?? all;
    const point = Number.parseInt(code ?? '', 16);
    const isCharacter = point > 0 && point <= 0x10ffff && (point < 0xd800 || point > 0xdfff);
    return isCharacter ? String.fromCodePoint(point) : all;
  });
}
