import { parseArgs } from 'node:util';
import { FAULTS, type Fault } from './fate.ts';
import { loadAll } from './load.ts';
import { shortest } from './shrink.ts';
import { ABOUT, type About, STEPS, simulate } from './simulate.ts';
import { createTotals } from './totals.ts';

const USAGE = `usage: npm run simulate -- [--seeds 300] [--seed 1] [--steps ${STEPS}] [--about ${ABOUT.join('|')}] [--without "fault, fault"]
  --seed alone lives that one world and tells its story; with --seeds it is the first of so many
  faults: ${FAULTS.join(', ')}`;

type Ask = { first: number; seeds: number; steps: number; about: About; without: Fault[]; tell: boolean };

function read(args: string[]): Ask | undefined {
  const text = { type: 'string' } as const;
  const options = { seeds: text, seed: text, steps: text, about: text, without: text } as const;
  const { values } = parseArgs({ args, options });
  const without = (values.without ?? '').split(',').map((name) => name.trim());
  const about = ABOUT.find((one) => one === (values.about ?? 'runs'));
  const known = FAULTS.filter((fault) => without.includes(fault));
  const tell = values.seed !== undefined && values.seeds === undefined;
  const ask = {
    first: Number(values.seed ?? 1),
    seeds: Number(values.seeds ?? (tell ? 1 : 300)),
    steps: Number(values.steps ?? STEPS),
    ...{ without: known, tell, about: about ?? 'runs' },
  };
  const numbers = [ask.first, ask.seeds, ask.steps].every((number) => Number.isInteger(number) && number > 0);
  return numbers && about && (values.without === undefined || known.length === without.length) ? ask : undefined;
}

async function main(ask: Ask): Promise<number> {
  await loadAll();
  const totals = createTotals();
  const { steps, without, about } = ask;
  for (let seed = ask.first; seed < ask.first + ask.seeds; seed += 1) {
    const lived = await simulate({ seed, steps, without, about });
    totals.add(lived);
    if (lived.violation) {
      const { asked, lived: least } = await shortest({ seed, steps, without, about });
      console.log(totals.lines().join('\n'));
      console.log(`\nSeed ${seed}, cut to what still fails:\n${least.story.join('\n')}`);
      console.log(`\n✗ ${least.violation?.invariant}: ${least.violation?.what}`);
      const left = asked.without?.length ? ` --without "${asked.without.join(', ')}"` : '';
      console.log(`Again: npm run simulate -- --seed ${seed} --steps ${asked.steps} --about ${about}${left}`);
      return 1;
    }
    if (ask.tell) console.log(lived.story.join('\n'));
  }
  console.log(totals.lines().join('\n'));
  console.log('✓ no invariant was broken');
  return 0;
}

const ask = read(process.argv.slice(2));
if (!ask) console.error(USAGE);
process.exitCode = ask ? await main(ask) : 2;
