import { plainText } from '../../../domain/plain-text.ts';

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/**
 * A text of somebody else's, on one line, escaped for Slack, in at most `most` characters. Line ends become spaces, so
 * that nobody's reason can look like a line of the card.
 */
export function inline(raw: string, most = 300): string {
  return escaped(plainText(raw).replace(/\s+/g, ' ').trim(), most);
}

/** What was escaped for mrkdwn, as plain text has it. */
export function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

/** For plain text elements, which need no escape: on one line, cut at a whole character. */
export function clipped(raw: string, most: number): string {
  const text = plainText(raw).replace(/\s+/g, ' ').trim();
  return text.length <= most
    ? text
    : `${text
        .slice(0, most - 1)
        .toWellFormed()
        .replace(/\ufffd$/, '')}…`;
}

/** In backticks, which the text itself cannot close. */
export function code(raw: string, most = 150): string {
  const text = inline(raw.replaceAll('`', 'ˋ'), most);
  return text === '' ? '' : `\`${text}\``;
}

/** Preformatted lines, which the text itself cannot close. Escaped; at most `most` characters, fences included. */
export function preformatted(raw: string, most = 2_800): string {
  const text = plainText(raw).replaceAll('```', "'''").replace(/\n+$/, '');
  return `\`\`\`\n${escaped(text, most - 8)}\n\`\`\``;
}

/** The end of an output: whole lines as far as they fit, the last one cut at its beginning. */
export function lastLines(raw: string, most: { lines: number; characters: number }): { text: string; left: number } {
  const lines = plainText(raw).trimEnd().split('\n');
  const kept: string[] = [];
  let room = most.characters;
  for (const line of lines.slice(-most.lines).reverse()) {
    if (line.length + 1 > room && kept.length > 0) break;
    const end =
      line.length > room
        ? `…${Array.from(line)
            .slice(1 - room)
            .join('')}`
        : line;
    kept.unshift(end);
    room -= end.length + 1;
  }
  return { text: kept.join('\n'), left: lines.length - kept.length };
}

/** Escaped and cut at a whole character: an entity or a surrogate pair is never halved. */
function escaped(text: string, most: number): string {
  const whole = text.replace(/[&<>]/g, (character) => ENTITIES[character] ?? character);
  if (whole.length <= most) return whole;
  let kept = '';
  for (const character of text) {
    const piece = ENTITIES[character] ?? character;
    if (kept.length + piece.length > most - 1) break;
    kept += piece;
  }
  return `${kept}…`;
}

/** `a`, `a and b`, `a, b and c`; past `most`, `a, b and 7 more`. */
export function listed(items: readonly string[], most = 10): string {
  const shown = items.length > most ? [...items.slice(0, most), `${items.length - most} more`] : items;
  if (shown.length < 2) return shown.join('');
  return `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}

/** `1 host`, `7 hosts`. */
export function counted(count: number, thing: string): string {
  return `${count.toLocaleString('en')} ${thing}${count === 1 ? '' : 's'}`;
}

/** People in a sentence stand there by id: Slack shows their names. After `inline`, which lets nobody else be mentioned. */
export function mentioned(text: string): string {
  return text.replace(/@([UW][A-Z0-9]{5,20})\b/g, '<@$1>');
}
