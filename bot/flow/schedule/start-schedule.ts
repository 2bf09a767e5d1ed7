import type { Result } from '../../domain/result.ts';
import type { Plan } from '../../domain/run/plan.ts';
import type { Refusal } from '../../domain/run/refusal.ts';
import type { ScheduleStory } from '../../domain/schedule/apply.ts';
import type { ScheduleStep } from '../../domain/schedule/event.ts';
import { nextTime } from '../../domain/schedule/next-time.ts';
import { onceAt } from '../../domain/schedule/occurrence.ts';
import { refuseAccount } from '../check-world.ts';
import type { TendDeps } from '../deps.ts';
import { decide, findCommand } from '../explain.ts';
import { zoneFor } from '../start-of-run.ts';

/** What stops the next of its runs, and none of the others. */
const PASSES: readonly Refusal['reason'][] = ['stopped', 'calendar-silent'];

/**
 * Begins a schedule in its owner's zone, or refuses what could never run: not theirs, no such host, the vendor's task. What only
 * stops the next of its runs (a freeze, the hours of changes, a calendar) is no reason to.
 */
export async function startSchedule(deps: TendDeps, story: ScheduleStory): Promise<ScheduleStep> {
  const { repeats, by } = story;
  const [{ policy }, account] = await Promise.all([deps.records(by), refuseAccount(deps.chat, by, repeats.place.team)]);
  if (account) return { type: 'refused', data: { refusal: account } };
  const { when } = repeats.command;
  const zone = when.zone ?? (await zoneFor(deps.chat, by, policy));
  const next = nextTime(when, { after: deps.now(), zone });
  const plan = await planOnce(deps, story, { at: next.at, zone });
  if (!plan.ok && !PASSES.includes(plan.error.reason)) return { type: 'refused', data: { refusal: plan.error } };
  const approved = plan.ok && plan.value.approval !== 'none';
  return { type: 'started', data: { zone, next, approved } };
}

/** What its run of that time would be, as everything stands now. */
export async function planOnce(
  deps: TendDeps,
  { repeats, by }: ScheduleStory,
  { at, zone }: { at: number; zone: string },
): Promise<Result<Plan, Refusal>> {
  const command = onceAt(repeats.command, at, zone);
  const definition = findCommand(deps.commands, command);
  const records = await deps.records(by);
  return decide(deps, { actor: by, command, definition, records, now: at, expiresAt: at, start: { at, zone } });
}
