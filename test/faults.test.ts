import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

/** The faults that Remit survives, by number: docs/reliability.md. */
const FAULTS = 30;

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string) => readFileSync(`${root}/${path}`, 'utf8');
const named = globSync('test/**/*.test.ts', { cwd: root }).flatMap((path) => {
  return [...read(path).matchAll(/['`]F(\d+): /g)].map(([, number]) => Number(number));
});

it('each fault has a test that is named by its number', () => {
  const numbers = Array.from({ length: FAULTS }, (_, at) => at + 1);
  expect(numbers.filter((number) => !named.includes(number))).toEqual([]);
});

it('each fault stands in the table with what has to hold', () => {
  const rows = [...read('docs/reliability.md').matchAll(/^\| F(\d+) \|/gm)].map(([, number]) => Number(number));
  expect(rows).toEqual(Array.from({ length: FAULTS }, (_, at) => at + 1));
});
