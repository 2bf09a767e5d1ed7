import { type Random, randomOf } from '../bot/flow/overlap.ts';

/**
 * How often each fault strikes where it can, in a world that has it: of a delivery, a call of a port, or a step. The kinds
 * are the faults of docs/reliability.md that a schedule can bring.
 */
const CHANCE = {
  'record twice': 0.25,
  'record late': 0.2,
  'record lost': 0.15,
  'host event twice': 0.25,
  'host event late': 0.2,
  'host event lost': 0.3,
  'foreign host event': 0.1,
  'request twice': 0.25,
  'hint late': 0.2,
  'hint lost': 0.2,
  'sweep missed': 0.4,
  'store throttled': 0.01,
  'store applied it, and failed': 0.01,
  'read failed': 0.01,
  'ssm failed': 0.04,
  'ssm busy': 0.1,
  'ssm rejected': 0.08,
  'send lost before': 0.2,
  'send lost after': 0.2,
  'listing lags': 0.5,
  'slack busy': 0.06,
  'slack did it, and failed': 0.05,
  'slack down': 0.05,
  'process dies': 0.006,
  'process times out': 0.003,
  'process sleeps': 0.004,
  'clock is off': 0.15,
  'index lags': 1,
  'host fails': 0.15,
  'host undeliverable': 0.1,
  'host silent': 0.1,
  'host late': 0.1,
  'agent offline': 0.1,
  'account deactivated': 0.06,
  'role revoked': 0.08,
  'policy moved': 0.1,
  'host replaced': 0.05,
  freeze: 0.1,
  'everything stopped': 0.03,
  'hours of changes': 1,
  'happening twice': 0.25,
  'happening late': 0.25,
  'alarm twice': 0.3,
  'alarm late': 0.3,
  'vendor channel lost': 0.06,
  'vendor account deactivated': 0.06,
  'vendor card deleted': 0.05,
  'tracker busy': 0.06,
  'tracker did it, and failed': 0.05,
} as const;

export type Fault = keyof typeof CHANCE;

export const FAULTS = Object.keys(CHANCE) as Fault[];

export type Fate = {
  /** Whether this fault strikes here. Each kind has numbers of its own, so that one left out does not move the others. */
  strikes(fault: Fault): boolean;
  /** For times and choices that are no faults. */
  random: Random;
  /** From now on nothing fails. */
  calm(): void;
  struck: Map<Fault, number>;
};

/** Which faults a world has and when they strike, by its seed: each world has about half of the kinds. */
export function createFate(
  seed: number,
  { without = [], only }: { without?: readonly Fault[]; only?: readonly Fault[] } = {},
): Fate {
  const has = randomOf(seed * 101 + 99);
  const given = FAULTS.filter(() => has() < 0.5);
  const active = new Set((only ?? given).filter((fault) => !without.includes(fault)));
  const numbers = new Map(FAULTS.map((fault, at) => [fault, randomOf(seed * 101 + at)]));
  const struck = new Map<Fault, number>();
  return {
    struck,
    random: randomOf(seed * 101 + 98),
    calm: () => active.clear(),
    strikes(fault) {
      if (!active.has(fault) || (numbers.get(fault)?.() ?? 1) >= CHANCE[fault]) return false;
      struck.set(fault, (struck.get(fault) ?? 0) + 1);
      return true;
    },
  };
}

/** One of these. */
export function pick<T>(random: Random, from: readonly T[]): T {
  const one = from[Math.floor(random() * from.length)];
  if (one === undefined) throw new Error('nothing to pick from');
  return one;
}
