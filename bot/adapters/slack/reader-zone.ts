import type { Actor } from '../../domain/actor.ts';
import { isZone } from '../../domain/calendar/zone.ts';
import type { Chat } from '../../ports/chat.ts';
import type { Log } from '../../ports/log.ts';

/** Somebody waits for the answer, and Slack for 3 s at most: later the policy's clocks do. */
const WAIT = 800;

/** The zone that Slack has of somebody, as `ReadZone` promises it. */
export async function readerZone(
  { chat, log }: { chat: Pick<Chat, 'profile'>; log: Log },
  actor: Actor,
): Promise<string | undefined> {
  const late = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => late.resolve(undefined), WAIT);
  try {
    const profile = await Promise.race([chat.profile(actor), late.promise]);
    return profile?.zone !== undefined && isZone(profile.zone) ? profile.zone : undefined;
  } catch (error) {
    log('warn', 'zone-not-read', { error: error instanceof Error ? error.name : typeof error });
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}
