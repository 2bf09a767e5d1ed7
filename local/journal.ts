import {
  closeSync,
  existsSync,
  fstatSync,
  ftruncateSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs';

/**
 * What is not over yet, by key, in a file of lines: each put or deletion is one line, written before the call returns, so
 * that a killed process finds at its next start what it had left to do.
 */
export type Journal<Key extends string | number, Value> = {
  put(key: Key, value: Value): void;
  delete(key: Key): void;
  get(key: Key): Value | undefined;
  keys(): Key[];
  values(): Value[];
  close(): void;
};

type Line<Key, Value> = { key: Key; value?: Value };

/** Bytes after which the file starts anew, once everything in it is over. */
const LIMIT = 4 * 1024 * 1024;

export function openJournal<Key extends string | number, Value>(path: string): Journal<Key, Value> {
  const standing = existsSync(path) ? read<Key, Value>(path) : new Map<Key, Value>();
  writeFileSync(`${path}.new`, [...standing].map(([key, value]) => lineOf({ key, value })).join(''));
  renameSync(`${path}.new`, path);
  const file = openSync(path, 'a');
  const write = (line: Line<Key, Value>) => writeSync(file, lineOf(line));

  return {
    put(key, value) {
      standing.set(key, value);
      write({ key, value });
    },
    delete(key) {
      standing.delete(key);
      write({ key });
      if (standing.size === 0 && fstatSync(file).size > LIMIT) ftruncateSync(file);
    },
    get: (key) => standing.get(key),
    keys: () => [...standing.keys()],
    values: () => [...standing.values()],
    close: () => closeSync(file),
  };
}

function lineOf(line: object): string {
  return `${JSON.stringify(line)}\n`;
}

function read<Key, Value>(path: string): Map<Key, Value> {
  const standing = new Map<Key, Value>();
  // What follows the last line break was cut off by a kill.
  for (const text of readFileSync(path, 'utf8').split('\n').slice(0, -1)) {
    const { key, value } = JSON.parse(text) as Line<Key, Value>;
    if (value === undefined) standing.delete(key);
    else standing.set(key, value);
  }
  return standing;
}
