import { err, ok, type Result } from '../result.ts';
import type { FileMistake } from './mistake.ts';

/** Bytes of a file that is read at all: Slack's own limit for a file in a form. */
export const TEXT_MOST = 10_000_000;

const LINE_FEED = 10;
const UTF_16 = [
  [0xff, 0xfe],
  [0xfe, 0xff],
];

/** Reads bytes as UTF-8; a byte order mark at the beginning is no part of the text. */
export function readText(bytes: Uint8Array): Result<string, FileMistake> {
  if (bytes.length === 0) return err({ why: 'the file is empty' });
  if (bytes.length > TEXT_MOST) {
    const size = `${(bytes.length / 1_000_000).toFixed(1)} MB`;
    return err({ why: `the file has ${size}; at most ${TEXT_MOST / 1_000_000} MB are read` });
  }
  const text = decoded(bytes);
  if (text !== undefined) return ok(text);
  const wide = UTF_16.some(([one, other]) => bytes[0] === one && bytes[1] === other);
  const how = 'save it as UTF-8 (in a spreadsheet: "CSV UTF-8")';
  if (wide) return err({ why: `the file is UTF-16; ${how}` });
  return err({ line: firstBroken(bytes), why: `this line is not UTF-8; ${how}` });
}

function decoded(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

/** The first line that is not UTF-8: no character of several bytes has a line feed among them. */
function firstBroken(bytes: Uint8Array): number {
  let line = 1;
  for (let at = 0; at < bytes.length; line += 1) {
    const next = bytes.indexOf(LINE_FEED, at);
    const end = next < 0 ? bytes.length : next;
    if (decoded(bytes.subarray(at, end)) === undefined) return line;
    at = end + 1;
  }
  return line;
}
