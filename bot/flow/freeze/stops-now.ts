import type { Standing } from '../../domain/freeze/standing.ts';
import type { Policy } from '../../domain/policy/policy.ts';
import type { Story } from '../../domain/run/apply.ts';
import { covered } from '../../domain/run/except.ts';
import { calendarStops, isExcepted, type Stop, stopsOf } from '../../domain/run/gates.ts';

/** What stops the run now, and nobody let it past. Without a policy nothing can be said: then nothing is sent either. */
export function stopsNow(
  story: Story,
  { policy, standing, now }: { policy: Policy | undefined; standing: Standing; now: number },
): Stop[] {
  const { plan, by, asked } = story;
  if (!plan || !policy) return [];
  const actor = { ...by, id: asked.requester };
  const { risk, hosts, undoes } = plan;
  const breakGlass = plan.breakGlass !== undefined;
  const gated = { risk, hosts, undoes: undoes !== undefined, breakGlass, actor, policy, now };
  const stops = [...stopsOf(gated, standing), ...calendarStops(plan, now)];
  return stops.filter((stop) => !isExcepted(stop, covered(story)));
}
