import type { Story } from '../../../domain/run/apply.ts';
import { badIn, overIn, tally } from '../../../domain/run/outcome.ts';
import type { Plan, PlannedHost } from '../../../domain/run/plan.ts';
import { begun } from '../../../domain/run/sends.ts';
import type { PlannedRollout } from '../../../domain/run/waves.ts';
import { counted, inline, listed } from './text.ts';

const WIDTH = 10;
/** Hosts of a wave that a card names; the plan's file has them all. */
const NAMED = 8;

/** `▓▓▓░░░░░░░ 3 of 10`. Full only when all is over. */
export function bar(done: number, of: number): string {
  const full = Math.floor((done / of) * WIDTH);
  return `${'▓'.repeat(full)}${'░'.repeat(WIDTH - full)} ${done.toLocaleString('en')} of ${of.toLocaleString('en')}`;
}

/** A bar for each wave of a run that goes in waves; for another one of several hosts, one for all. */
export function bars(story: Story): string[] {
  const { plan } = story;
  if (!plan || plan.hosts.length === 1) return [];
  const waves = wavesOf(plan.hosts, plan.rollout);
  return waves.map((hosts, at) => {
    const counts = tally(hosts.flatMap(({ name }) => story.outcomes.get(name) ?? []));
    const bad = badIn(counts);
    const name =
      waves.length === 1 ? '' : ` · wave ${at + 1}${hosts.length === 1 ? `: ${inline(hosts[0]?.name ?? '', 64)}` : ''}`;
    const how = overIn(counts) - counts['not-started'] === 0 && waves.length > 1 ? begins(story, waves, at) : '';
    return `${bar(overIn(counts) - counts['not-started'], hosts.length)}${name}${bad > 0 ? ` · *${bad} failed*` : ''}${how}`;
  });
}

function begins(story: Story, waves: PlannedHost[][], at: number): string {
  const before = waves.slice(0, at).reduce((sum, { length }) => sum + length, 0);
  return begun(story) > before ? '' : ' · not started';
}

/** The hosts wave by wave; all in one where the run has none. */
export function wavesOf(hosts: readonly PlannedHost[], rollout: PlannedRollout | undefined): PlannedHost[][] {
  const ends = rollout?.ends ?? [hosts.length];
  return ends.map((end, at) => hosts.slice(ends[at - 1] ?? 0, end));
}

/** Which wave the last host that began is in, from 1. */
export function waveOf(story: Story): { at: number; of: number } {
  const ends = story.plan?.rollout?.ends ?? [];
  const at = ends.findIndex((end) => end >= begun(story));
  return { at: at < 0 ? ends.length : at + 1, of: ends.length };
}

/** `wave 1: host-4; wave 2: host-5, host-6 and 3 more`, and what holds between them: as an approver reads it. */
export function rolloutLines({ hosts, rollout }: Pick<Plan, 'hosts' | 'rollout'>): string[] {
  if (!rollout) return [];
  const waves = wavesOf(hosts, rollout);
  const named = waves.map((wave, at) => `wave ${at + 1}: ${namesIn(wave)}`);
  const why = rollout.byDefault ? `, since ${counted(hosts.length, 'host')} are too many to change at once` : '';
  const steps = waves.length === 1 ? [] : [`*In ${counted(waves.length, 'wave')}*${why}: ${named.join('; ')}`];
  return [...steps, `*How*: ${rulesOf(rollout, waves.length).join('; ')}`];
}

function namesIn(wave: readonly PlannedHost[]): string {
  const names = wave.map(({ name }) => inline(name, 64));
  return names.length > NAMED
    ? `${listed(names.slice(0, 2), 2).replace(' and ', ', ')} … ${names.at(-1)} (${names.length.toLocaleString('en')})`
    : names.join(', ');
}

function rulesOf({ stopAfter, atOnce, pause }: PlannedRollout, waves: number): string[] {
  const together = Math.min(atOnce ?? Number.POSITIVE_INFINITY, stopAfter ?? Number.POSITIVE_INFINITY);
  return [
    ...(Number.isFinite(together)
      ? [together === 1 ? 'one host at a time' : `at most ${together} hosts at a time`]
      : []),
    stopAfter === undefined
      ? waves === 1
        ? 'stops at the first failure'
        : 'a wave with a failure is the last'
      : `stops after ${counted(stopAfter, 'failure')}`,
    ...(waves > 1 ? ['everything is decided again before each wave'] : []),
    ...(pause ? ['somebody resumes it after each wave'] : []),
  ];
}
