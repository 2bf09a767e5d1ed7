/**
 * `npm run bench`: goals 1 to 6 for speed and size, each with its figure and whether it is met. Ratios of one run, peers built and
 * measured in the same run; absolute times are this machine's. `--quick` takes fewer rounds. `--fan-out [hosts]`: goal 8 alone, of
 * 5,000 hosts. `--timeline`: of an incident alone, what its whole timeline's picture and files take, and what an act and its card
 * cost by the entries of it.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildContenders, sizeGoal } from './bundles.ts';
import { coldGoals } from './cold-goals.ts';
import { decisionGoals } from './decision.ts';
import { fanOutGoals } from './fan-out.ts';
import { show } from './figures.ts';
import { incidentGoals } from './incident.ts';
import { suggestionGoals } from './suggestions.ts';
import { timelineGoals } from './timeline.ts';
import { dispatchGoal, warmGoals } from './warm-goals.ts';
import { startWorld } from './world.ts';

const quick = process.argv.includes('--quick');
const folder = await mkdtemp(join(tmpdir(), 'remit-bench-'));
const load = (loadavg()[0] ?? 0).toFixed(1);
console.log(`Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, load ${load}`);

const fanOut = process.argv.indexOf('--fan-out');
if (fanOut > 0) {
  for (const goal of await fanOutGoals(Number(process.argv[fanOut + 1] ?? 5_000))) console.log(show(goal));
  process.exit(0);
}

if (process.argv.includes('--timeline')) {
  for (const goal of await timelineGoals(quick ? 5 : 15)) console.log(show(goal));
  for (const goal of await incidentGoals(quick ? 40 : 200)) console.log(show(goal));
  process.exit(0);
}

const { ours, tutorial, size } = await buildContenders(folder);
const world = await startWorld();
const cold = await coldGoals(world, { ours, tutorial }, quick ? 5 : 31);
await world.close();
const warm = await warmGoals(quick ? 4 : 20);
const dispatch = await dispatchGoal(quick ? 4 : 20);
const decision = [...decisionGoals(quick ? 5 : 31), ...suggestionGoals(quick ? 5 : 31)];
const timeline = await timelineGoals(quick ? 5 : 15);
await rm(folder, { recursive: true });

for (const goal of [...cold, sizeGoal(size), ...warm, dispatch, ...decision, ...timeline]) console.log(show(goal));
