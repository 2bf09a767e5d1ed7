import type { ShippedCommand } from '../bot/domain/command.ts';
import type { Matrix } from '../bot/domain/matrix/matrix.ts';
import { commands } from '../commands/index.ts';
import { readPolicy } from '../data/read-policy.ts';
import { readProfiles } from '../data/read-profile.ts';
import { TEAMS, USERS } from '../local/slack/seed.ts';
import type { Goal } from './figures.ts';
import { bareBolt, oursInMemory, times } from './warm.ts';

const us = (value: number) => `${value.toFixed(0)} us`;

function records() {
  const [profile] = readProfiles({ owner: [TEAMS.acme], vendor: [TEAMS.virtuozzo] });
  if (!profile) throw new Error('there is no matrix profile');
  const person = {
    team: TEAMS.acme,
    user: USERS.operator,
    id: 'olive',
    grants: [{ role: 'operator' as const }],
  };
  const matrix: Matrix = { ...profile, version: 1 };
  return { person, matrix, policy: { ...readPolicy(), version: 1 } };
}

/** Goal 4: what everything of ours adds to bare Bolt, without I/O. */
export async function warmGoals(batches: number): Promise<Goal[]> {
  const contenders = { bare: bareBolt(), ours: oursInMemory(commands, records()) };
  const { bare, ours } = await times(contenders, { batches, text: () => 'restart nginx on host-7' });
  if (!bare || !ours) throw new Error('a contender was not measured');
  const over = ours.p50 - bare.p50;
  const tail = ours.p99 / bare.p99;
  return [
    {
      goal: '4. warm ack over bare Bolt, p50',
      aim: '≤ 15 us more',
      figure: `${us(over)} more (${us(ours.p50)} over ${us(bare.p50)})`,
      met: over <= 15,
    },
    {
      goal: '4. warm ack over bare Bolt, p99',
      aim: '≤ 2',
      figure: `${tail.toFixed(2)} (${us(ours.p99)} over ${us(bare.p99)})`,
      met: tail <= 2,
    },
  ];
}

/** Goal 5: the cost of having many commands. */
export async function dispatchGoal(batches: number): Promise<Goal> {
  const contenders = { ten: oursInMemory(many(10), records()), thousand: oursInMemory(many(1_000), records()) };
  const { ten, thousand } = await times(contenders, { batches, text: (n) => `${nameOf(n % 10)} on host-7` });
  const ratio = (thousand?.p50 ?? Number.NaN) / (ten?.p50 ?? Number.NaN);
  return {
    goal: '5. dispatch p50 at 1,000 commands over 10',
    aim: '≤ 1.3',
    figure: `${ratio.toFixed(2)} (${us(thousand?.p50 ?? Number.NaN)} over ${us(ten?.p50 ?? Number.NaN)})`,
    met: ratio <= 1.3,
  };
}

/** Letters only: a command's name is a word. */
function nameOf(n: number): string {
  return `task${[...String(n)].map((digit) => 'abcdefghij'[Number(digit)]).join('')}`;
}

function many(count: number): ShippedCommand[] {
  const [first] = commands.filter(({ name }) => name === 'uptime');
  if (!first) throw new Error('there is no command to copy');
  return Array.from({ length: count }, (_, n) => ({
    ...first,
    name: nameOf(n),
    pattern: `${nameOf(n)} on <targets>`,
    examples: [`${nameOf(n)} on host-7`],
  }));
}
