import { corrections } from '../bot/domain/language/correct.ts';
import type { Target } from '../bot/domain/target.ts';
import { commands } from '../commands/index.ts';
import { type Goal, median } from './figures.ts';

const HOSTS = { large: 10_000, small: 100 };
const LIMIT_MS = 10;
/** A hundred times the hosts may take a hundred times as long, and a third more for what no longer fits the caches. */
const GROWTH = 130;

/** A fleet's names are alike but for a few characters, which is the slow case. */
function fleet(count: number): Target[] {
  return Array.from({ length: count }, (_, n) => {
    const name = `web-${String(n).padStart(5, '0')}.prod.example.com`;
    const services = ['nginx', `worker-${n % 50}`];
    return { name, instanceId: `i-${n}`, kind: 'user-host', environment: 'production', tags: ['web'], services };
  });
}

/** Slips of the thumb: near one name, near many, near none. */
const TYPED = ['wbe-00042.prod.example.com', 'web-0042.prod.example.com', 'mail-1.staging.example.org'];

/** As a run is corrected that names a host which is not there. */
function correct(targets: readonly Target[]): void {
  const [restart] = commands.filter(({ name }) => name === 'restart');
  if (!restart) throw new Error('there is no command to correct');
  for (const name of TYPED) {
    corrections(
      { name: 'restart', fields: { service: 'ngnix' }, targets: { names: [name], groups: [] } },
      restart,
      targets,
    );
  }
}

/** What it costs to find the host and the service that were meant, over a large fleet, and how that grows with the fleet. */
export function suggestionGoals(rounds: number): Goal[] {
  const fleets = { large: fleet(HOSTS.large), small: fleet(HOSTS.small) };
  const spent = { large: [] as number[], small: [] as number[] };
  for (let round = -3; round < rounds; round += 1) {
    for (const name of ['large', 'small'] as const) {
      const repeats = HOSTS.large / HOSTS[name];
      const started = performance.now();
      for (let n = 0; n < repeats; n += 1) correct(fleets[name]);
      if (round >= 0) spent[name].push((performance.now() - started) / (repeats * TYPED.length));
    }
  }
  const [large, small] = [median(spent.large), median(spent.small)];
  const ms = (value: number) => `${value.toFixed(3)} ms`;
  return [
    { goal: '6. a suggestion over 10,000 hosts', aim: `< ${LIMIT_MS} ms`, figure: ms(large), met: large < LIMIT_MS },
    {
      goal: '6. the same, over a suggestion among 100 hosts',
      aim: `≤ ${GROWTH}`,
      figure: `${(large / small).toFixed(0)} (${ms(large)} over ${ms(small)})`,
      met: large / small <= GROWTH,
    },
  ];
}
