import type { Matrix, Row } from '../bot/domain/matrix/matrix.ts';
import { rule } from '../bot/domain/matrix/rule.ts';
import { planRun } from '../bot/domain/run/plan-run.ts';
import { KINDS, type Target } from '../bot/domain/target.ts';
import { commands } from '../commands/index.ts';
import { readPolicy } from '../data/read-policy.ts';
import { readProfiles } from '../data/read-profile.ts';
import { TEAMS, USERS } from '../local/slack/seed.ts';
import { type Goal, median } from './figures.ts';

const CELLS = 10_000;
const CALLS = 20_000;

/** A Wednesday at noon: everything is asked, and nothing stopped by the hour. */
const NOW = Date.UTC(2026, 10, 18, 12);
const gates = { standing: { freezes: [], locks: [] }, staged: { run: '8C2MX', at: NOW } };

const us = (value: number) => `${value.toFixed(2)} us`;

/** The seed's matrix, and one with as many cells as nobody has: the rows that are asked for stand at its end. */
function matrices(): { seed: Matrix; large: Matrix } {
  const profile = readProfiles({ owner: [TEAMS.acme], vendor: [TEAMS.virtuozzo] }).find(
    (one) => one.profile === 'virtuozzo',
  );
  if (!profile) throw new Error('there is no matrix profile');
  const more = Array.from({ length: CELLS / KINDS.length - profile.rows.length }, (_, n): Row => {
    const cells = KINDS.map((_kind, column) => profile.parties[(n + column) % profile.parties.length]?.id ?? 'none');
    return { label: `Activity ${n}`, covers: [`activity-${n}`], cells };
  });
  return { seed: { ...profile, version: 1 }, large: { ...profile, version: 1, rows: [...more, ...profile.rows] } };
}

/** A decision of each command on each kind of target, over and over. */
function decider(matrix: Matrix, decide: 'rule' | 'plan'): () => void {
  const policy = { ...readPolicy(), version: 1 };
  const person = { team: TEAMS.acme, user: USERS.operator, id: 'olive', grants: [{ role: 'operator' as const }] };
  const records = { person, matrix, policy };
  const asks = commands.flatMap((definition) =>
    KINDS.map((kind) => {
      const target: Target = { name: 'x', instanceId: 'i-x', kind, environment: 'production', tags: [], services: [] };
      const fields = Object.fromEntries(
        Object.entries(definition.fields).map(([name, { example }]) => [name, example]),
      );
      const command = { name: definition.name, fields, targets: { names: ['x'], groups: [] } };
      return { actor: person, command, definition, targets: [target], records, now: NOW, expiresAt: NOW + 1, gates };
    }),
  );
  if (decide === 'plan') return () => asks.forEach((ask) => void planRun(ask));
  return () =>
    asks.forEach(({ definition, targets: [target] }) => {
      if (target) rule(matrix, definition.activity, target.kind);
    });
}

/** Microseconds a decision, of two contenders in turn, so that what the machine does besides hits both. */
function times(contenders: Record<'seed' | 'large', () => void>, rounds: number): Record<'seed' | 'large', number> {
  const decisions = commands.length * KINDS.length;
  const repeats = Math.ceil(CALLS / decisions);
  const spent = { seed: [] as number[], large: [] as number[] };
  for (let round = -3; round < rounds; round += 1) {
    for (const name of ['seed', 'large'] as const) {
      const started = performance.now();
      for (let n = 0; n < repeats; n += 1) contenders[name]();
      if (round >= 0) spent[name].push(((performance.now() - started) * 1_000) / (repeats * decisions));
    }
  }
  return { seed: median(spent.seed), large: median(spent.large) };
}

/** What one decision costs, and that it costs the same under a matrix of any size. */
export function decisionGoals(rounds: number): Goal[] {
  const { seed, large } = matrices();
  return (['rule', 'plan'] as const).map((decide) => {
    const taken = times({ seed: decider(seed, decide), large: decider(large, decide) }, rounds);
    const ratio = taken.large / taken.seed;
    const what = decide === 'rule' ? 'the matrix asked for a cell' : 'a whole decision with its plan';
    return {
      goal: `6. ${what}, at ${CELLS.toLocaleString('en')} cells over the seed's ${seed.rows.length * KINDS.length}`,
      aim: '≤ 1.3',
      figure: `${ratio.toFixed(2)} (${us(taken.large)} over ${us(taken.seed)})`,
      met: ratio <= 1.3,
    };
  });
}
