import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The clock of the local default: the machine's, or ahead of it. It is never put back. */
export type LocalClock = {
  /** How far it is ahead of the machine's clock, in milliseconds. The hosts keep the machine's. */
  ahead(): number;
  /** Puts it forward for good: the next start goes on from there. Throws on anything but a whole number above 0. */
  forward(ms: number): void;
  /** Gives the process the machine's clock back. */
  close(): void;
};

/**
 * Makes the whole process read this clock: the functions' bundles are the deployed ones and know of no other than `Date`.
 * Has to come before anything that keeps `Date.now`, since two clocks in one process would not agree.
 */
export function startClock(home: string): LocalClock {
  const file = join(home, 'clock.json');
  let ahead = readAhead(file);
  const real = globalThis.Date;
  const now = () => real.now() + ahead;
  const shifted = new Proxy(real, {
    construct: (target, args, made) => Reflect.construct(target, args.length === 0 ? [now()] : args, made),
    apply: () => new real(now()).toString(),
    get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
  });
  globalThis.Date = shifted;
  return {
    ahead: () => ahead,
    forward: (ms) => {
      if (!Number.isSafeInteger(ms) || ms <= 0) throw new Error(`the clock goes forward only, not by ${ms} ms`);
      keepAhead(home, file, ahead + ms);
      ahead += ms;
    },
    close: () => {
      if (globalThis.Date === shifted) globalThis.Date = real;
    },
  };
}

function keepAhead(home: string, file: string, ahead: number): void {
  mkdirSync(home, { recursive: true, mode: 0o700 });
  writeFileSync(`${file}.new`, JSON.stringify({ ahead }));
  renameSync(`${file}.new`, file);
}

function readAhead(file: string): number {
  const text = readIfThere(file);
  if (text === undefined) return 0;
  const ahead: unknown = /^\{"ahead":([0-9]{1,15})\}$/.exec(text)?.[1];
  if (ahead === undefined) throw new Error(`${file} is "${text.slice(0, 80)}"; it has to be {"ahead":<milliseconds>}`);
  return Number(ahead);
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
