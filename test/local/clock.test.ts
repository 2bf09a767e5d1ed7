import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type LocalClock, startClock } from '../../local/clock.ts';
import { createMoveClock } from '../../local/move-clock.ts';

const DAY = 24 * 60 * 60_000;
const real = Date;

let home: string;
let clock: LocalClock | undefined;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'clock-'));
});

afterEach(() => {
  clock?.close();
  rmSync(home, { recursive: true });
});

describe('the local clock', () => {
  it('is what every way of asking for the time says, and leaves given times alone', () => {
    clock = startClock(home);
    const kept = Date.now;
    clock.forward(DAY);
    const truth = real.now() + DAY;
    for (const said of [Date.now(), Date.parse(new Date().toISOString()), kept(), Date.parse(Date())]) {
      expect(Math.abs(said - truth)).toBeLessThan(5_000);
    }
    expect(new Date(0).toISOString()).toBe('1970-01-01T00:00:00.000Z');
    expect(new Date()).toBeInstanceOf(Date);
  });

  it('goes on from where it was, at the next start, and gives the machine its clock back', () => {
    clock = startClock(home);
    clock.forward(60_000);
    clock.forward(DAY);
    clock.close();
    expect(Date).toBe(real);
    clock = startClock(home);
    expect(clock.ahead()).toBe(DAY + 60_000);
  });

  it.each([0, -60_000, 0.5, Number.NaN])('is never put back or stopped: %s ms', (ms) => {
    clock = startClock(home);
    expect(() => clock?.forward(ms)).toThrow(`the clock goes forward only, not by ${ms} ms`);
    expect(clock.ahead()).toBe(0);
  });

  it.each(['{"ahead":-5}', '', 'tomorrow'])('does not start from a file that says %j', (text) => {
    writeFileSync(join(home, 'clock.json'), text);
    expect(() => startClock(home)).toThrow(`it has to be {"ahead":<milliseconds>}`);
  });
});

describe('moving it', () => {
  function moving({ busyFor }: { busyFor: number }) {
    clock = startClock(home);
    const seen: string[] = [];
    let looks = 0;
    const atWork = () => {
      looks += 1;
      return looks <= busyFor ? ['host-7'] : [];
    };
    const move = createMoveClock({
      clock,
      atWork,
      sweep: async () => seen.push(`sweep ${clock?.ahead()}`),
      told: (ahead) => seen.push(`told ${ahead}`),
      patience: 200,
    });
    return { move, seen };
  }

  it('tells the pages, and then looks at everything whose time came', async () => {
    const { move, seen } = moving({ busyFor: 0 });
    expect(await move(60_000)).toEqual({ is: 'moved', ahead: 60_000 });
    expect(seen).toEqual(['told 60000', 'sweep 60000']);
  });

  it('waits for what is at work', async () => {
    expect(await moving({ busyFor: 2 }).move(60_000)).toEqual({ is: 'moved', ahead: 60_000 });
  });

  it('does not move under somebody whose work would be cut off', async () => {
    const { move, seen } = moving({ busyFor: Number.POSITIVE_INFINITY });
    expect(await move(60_000)).toEqual({ is: 'busy', who: ['host-7'] });
    expect(clock?.ahead()).toBe(0);
    expect(seen).toEqual([]);
  });
});
