import type { Actor } from '../actor.ts';
import { plainText } from '../plain-text.ts';
import { redact } from '../redact.ts';

/**
 * A line of an issue, in Markdown. `who`: somebody whose name stands after the label; it is asked of Slack when the line is
 * written out. Whatever a person or a host said goes through `asCode`.
 */
export type Line = string | { label: string; who: Actor };

/** The longest piece of somebody's text in an issue. */
const MOST = 500;

/**
 * Text of somebody's as code, on one line, without secrets: nothing in it mentions or links anybody, closes another issue or
 * loads a picture.
 */
export function asCode(raw: string, most = MOST): string {
  const line = onLine(raw, most);
  if (line === '') return '–';
  const longest = Math.max(0, ...(line.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = '`'.repeat(longest + 1);
  return longest === 0 ? `\`${line}\`` : `${fence} ${line} ${fence}`;
}

/** GitHub takes titles of at most 256 characters. */
const TITLE = 200;

export function asTitle(raw: string): string {
  return onLine(raw, TITLE);
}

function onLine(raw: string, most: number): string {
  const line = redact(plainText(raw)).replace(/\s+/g, ' ').trim();
  if (line.length <= most) return line;
  return `${line
    .slice(0, most - 1)
    .toWellFormed()
    .replace(/\ufffd$/, '')}…`;
}

/** GitHub takes bodies of at most 65,536 characters. */
const BODY = 60_000;

/** The lines as Markdown; `nameOf` says what somebody is called. What is too long ends with how many lines were left out. */
export function written(lines: readonly Line[], nameOf: (who: Actor) => string): string {
  const texts = lines.map((line) => (typeof line === 'string' ? line : `${line.label} ${asCode(nameOf(line.who))}`));
  let length = 0;
  const kept = texts.filter((text) => {
    length += text.length + 1;
    return length <= BODY;
  });
  const left = texts.length - kept.length;
  return [...kept, ...(left > 0 ? [`… ${left} lines more`] : [])].join('\n');
}

/** Whom the lines name, each once. */
export function namedIn(lines: readonly Line[]): Actor[] {
  const people = lines.flatMap((line) => (typeof line === 'string' ? [] : [line.who]));
  return people.filter(
    (one, at) => people.findIndex(({ team, user }) => team === one.team && user === one.user) === at,
  );
}
