import type { Log } from '../ports/log.ts';

/** Characters of one field: an error's text must not become a flood. */
const FIELD = 500;

/**
 * One JSON line a call on standard output, which is CloudWatch's. JSON escapes line breaks and control characters, so
 * that no value can forge a second line; U+2028 and U+2029 are escaped for the viewers that break there.
 */
export function createLog(fn: string): Log {
  return (level, what, fields = {}) => {
    const capped = Object.entries(fields).map(([name, value]) => [
      name,
      typeof value === 'string' ? value.slice(0, FIELD) : value,
    ]);
    const line = JSON.stringify({ time: new Date().toISOString(), level, fn, what, ...Object.fromEntries(capped) });
    process.stdout.write(`${line.replace(/[\u2028\u2029]/g, (char) => (char === '\u2028' ? '\\u2028' : '\\u2029'))}\n`);
  };
}
