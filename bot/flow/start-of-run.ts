import type { Actor } from '../domain/actor.ts';
import { isZone, UTC } from '../domain/calendar/zone.ts';
import type { Instant } from '../domain/instant.ts';
import { approvalWindow, type Policy } from '../domain/policy/policy.ts';
import { err, ok, type Result } from '../domain/result.ts';
import type { Story } from '../domain/run/apply.ts';
import type { Refusal } from '../domain/run/refusal.ts';
import { isMissed } from '../domain/schedule/limits.ts';
import { type Start, startOf } from '../domain/schedule/timing.ts';
import type { Chat } from '../ports/chat.ts';

/** In whose zone somebody means a time: their own in Slack, else the policy's, else UTC. */
export async function zoneFor(chat: Pick<Chat, 'profile'>, actor: Actor, policy: Policy | undefined): Promise<string> {
  const own = (await chat.profile(actor))?.zone;
  return own !== undefined && isZone(own) ? own : (policy?.zone ?? UTC);
}

/**
 * As of when the run is planned, and until when it may be approved. Of a run that waits for its time both are that time,
 * counted from when it was asked for.
 */
export async function timesOfRun(
  deps: { chat: Pick<Chat, 'profile'> },
  { asked, by, at }: Pick<Story, 'asked' | 'by' | 'at'>,
  { policy, now }: { policy: Policy | undefined; now: Instant },
): Promise<Result<{ now: Instant; expiresAt: Instant; start: Start | undefined }, Refusal>> {
  const { when } = asked.command;
  if (!when || when.is === 'every') {
    const expiresAt = at + (policy ? approvalWindow(policy) : 0);
    if (policy && now >= expiresAt) return err({ reason: 'stale', asked: at });
    return ok({ now, expiresAt, start: undefined });
  }
  const zone = await zoneFor(deps.chat, by, policy);
  const start = startOf(when, { now: at, zone });
  if (!start.ok) return err({ reason: 'no-such-time', why: start.error, now: at, zone });
  if (isMissed(start.value.at, now)) return err({ reason: 'missed', start: start.value.at, zone });
  return ok({ now: decidedAt({ start: start.value }, now), expiresAt: start.value.at, start: start.value });
}

/** As of when a run is decided: a run that waits for its time as of then, what stops it now does not matter. */
export function decidedAt(plan: { start?: Start } | undefined, now: Instant): Instant {
  return Math.max(now, plan?.start?.at ?? now);
}
