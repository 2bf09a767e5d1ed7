import { join } from 'node:path';
import { type Cold, coldStarts } from './cold.ts';
import type { Goal } from './figures.ts';
import { shareOf } from './share.ts';
import type { World } from './world.ts';

type Files = { ours: string; tutorial: string };

const ms = (value: number) => `${value.toFixed(0)} ms`;

/** Goals 1 and 2: the cold acknowledgement, on a whole core and at the shares of one that small functions get. */
export async function coldGoals(world: World, files: Files, rounds: number): Promise<Goal[]> {
  const floor = { name: 'floor', file: join(import.meta.dirname, 'peers', 'floor.cjs') };
  const ours = { name: 'ours', file: files.ours };
  const tutorial = { name: 'tutorial', file: files.tutorial };
  const cold = await coldStarts(world, [floor, ours, tutorial], { rounds });
  return [...ackGoals(cold), ...(await shareGoals(world, [floor, ours], { rounds, cold }))];
}

function ackGoals(cold: Record<string, Cold>): Goal[] {
  const { floor, ours, tutorial } = cold;
  if (!floor || !ours || !tutorial) throw new Error('a contender was not measured');
  const [overFloor, overTutorial] = [ours.wall / floor.wall, ours.wall / tutorial.wall];
  return [
    {
      goal: '1. cold ack over the floor',
      aim: '≤ 1.35, requests signed by hand',
      figure: `${overFloor.toFixed(2)} (${ms(ours.wall)} over ${ms(floor.wall)})`,
      met: overFloor <= 1.35,
    },
    {
      goal: '1. cold ack over default Bolt + SDK',
      aim: '≤ 0.45',
      figure: `${overTutorial.toFixed(2)} (${ms(ours.wall)} over ${ms(tutorial.wall)})`,
      met: overTutorial <= 0.45,
    },
  ];
}

type Measured = { rounds: number; cold: Record<string, Cold> };

async function shareGoals(world: World, contenders: { name: string; file: string }[], measured: Measured) {
  const goals: Goal[] = [];
  for (const [megabytes, most] of [
    [256, 1_000],
    [128, 2_000],
  ] as const) {
    const share = shareOf(megabytes);
    if (!share) return [cpuGoal(measured.cold)];
    const { ours } = await coldStarts(world, contenders, { rounds: Math.ceil(measured.rounds / 3), share });
    share.remove();
    const wall = ours?.wall ?? Number.NaN;
    goals.push({
      goal: `2. cold ack at the CPU share of ${megabytes} MB`,
      aim: `≤ ${ms(most)}`,
      figure: ms(wall),
      met: wall <= most,
    });
  }
  return goals;
}

/** Where no quota can be set: the CPU time of a cold start is what a small share stretches. */
function cpuGoal({ floor, ours }: Record<string, Cold>): Goal {
  const ratio = (ours?.cpu ?? Number.NaN) / (floor?.cpu ?? Number.NaN);
  return {
    goal: '2. CPU time of a cold ack over the floor (no CPU quota can be set here)',
    aim: '≤ 2',
    figure: `${ratio.toFixed(2)} (${ms(ours?.cpu ?? Number.NaN)} over ${ms(floor?.cpu ?? Number.NaN)})`,
    met: ratio <= 2,
  };
}
