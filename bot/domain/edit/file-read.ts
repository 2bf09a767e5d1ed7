import { createHash } from 'node:crypto';

/** Characters that a form's field takes: Slack's limit. */
export const FORM_TEXT = 3_000;

/** A file as a run read it, to the last byte. `version` is the beginning of its SHA-256, 12 hexadecimal digits. */
export type FileRead = { text: string; version: string };

/**
 * Finds the file in what a reading of it printed (`commands/edit.ts`): a line with its SHA-256, then the text between two
 * marks. Undefined where the text is not that file: it was cut, a secret in it is masked, or it has characters that are not
 * shown. What is written back rests on this, so that no mask is ever written into a file.
 */
export function fileRead(output: string): FileRead | undefined {
  const [, sha = '', marked] = READ.exec(output) ?? [];
  if (marked === undefined) return undefined;
  const shown = marked.replace(/\n$/, '');
  const text = [shown, `${shown}\n`].flatMap((one) => [one, one.replaceAll('\n', '\r\n')]).find(is(sha));
  return text === undefined ? undefined : { text, version: sha.slice(0, 12) };
}

const READ = /sha256 ([0-9a-f]{64})\n(?:.*\n)*?----- begin\n([\s\S]*)----- end\s*$/;

function is(sha: string): (text: string) => boolean {
  return (text) => createHash('sha256').update(text).digest('hex') === sha;
}

/** The file's text as a form shows it: every line end is one character. */
export function inForm(text: string): string {
  return text.replaceAll('\r\n', '\n');
}

/**
 * What somebody made of it in the form, with the file's own line ends, and with its own end: what Slack does with the last
 * line ends of a field is not theirs to decide.
 */
export function fromForm(written: string, { text }: FileRead): string {
  const [body, end] = [inForm(written).replace(/\n+$/, ''), /\n*$/.exec(inForm(text))?.[0] ?? ''];
  const whole = body + end;
  return text.includes('\r\n') ? whole.replaceAll('\n', '\r\n') : whole;
}
