import { FAULTS } from './fate.ts';
import type { Lived } from './simulate.ts';

/** What many worlds together went through: a simulation that exercises nothing is seen here. */
export function createTotals() {
  const began = performance.now();
  const faults = new Map<string, number>(FAULTS.map((fault) => [fault, 0]));
  const outcomes = new Map<string, number>();
  const ways = new Map<string, number>();
  const requests = new Map<string, number>();
  const heard = new Map<string, number>();
  let worlds = 0;

  function count(into: Map<string, number>, from: ReadonlyMap<string, number>): void {
    for (const [name, times] of from) into.set(name, (into.get(name) ?? 0) + times);
  }

  return {
    faults,
    outcomes,
    ways,
    requests,
    heard,
    add({ struck, outcomes: ended, ways: went, requests: asked, heard: said }: Lived): void {
      worlds += 1;
      count(faults, struck);
      count(outcomes, ended);
      count(ways, went);
      count(requests, asked);
      count(heard, said);
    },
    lines(): string[] {
      const seconds = (performance.now() - began) / 1_000;
      const table = (from: Map<string, number>) =>
        [...from].sort((a, b) => b[1] - a[1]).map(([name, times]) => `${String(times).padStart(8)}  ${name}`);
      return [
        `${worlds} worlds in ${seconds.toFixed(1)} s, ${(worlds / seconds).toFixed(1)} a second`,
        ...['runs that ended so:', ...table(outcomes)],
        ...['runs that were sent so:', ...table(ways)],
        ...['requests that stand so:', ...table(requests)],
        ...['what was heard came to:', ...table(heard)],
        ...['faults that struck:', ...table(faults)],
      ];
    },
  };
}
