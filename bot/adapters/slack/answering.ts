import type { ChannelNews } from '../../domain/channel/news.ts';
import type { Happening } from '../../domain/incident/happening.ts';
import type { Reply, Request } from '../../domain/request.ts';
import type { Chat } from '../../ports/chat.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { Respond } from './response-url.ts';
import type { Wording } from './wording.ts';

/** What every door needs to answer somebody. */
export type Answering = {
  receive(request: Request): Promise<Reply>;
  /** What to say at once to who did it, where there is a way: only a shortcut has one. */
  happened(happening: Happening | ChannelNews): Promise<Reply>;
  wording: Wording;
  chat: Pick<Chat, 'tell' | 'turnAway'>;
  respond: Respond;
  responseBase: string;
  now: Clock;
  newId(): string;
  log: Log;
};

/**
 * Asks, where Slack does not deliver again: a fault becomes an answer with the id under which it is logged. The
 * fault itself may carry what somebody typed, so its name alone is logged.
 */
export async function ask(deps: Answering, request: Request): Promise<Reply> {
  const reply = await answered(deps, () => deps.receive(request));
  const outside = request.actor.team !== request.installedTeam;
  return reply.is === 'failed' && outside ? { ...reply, outside } : reply;
}

export async function answered(deps: Pick<Answering, 'log' | 'newId'>, work: () => Promise<Reply>): Promise<Reply> {
  try {
    return await work();
  } catch (error) {
    const id = deps.newId();
    deps.log('error', 'request failed', { id, error: nameOf(error) });
    return { is: 'failed', id };
  }
}

/** After a request is recorded nothing may make Slack deliver it again or show an error: what fails is logged. */
export async function quietly<T>(
  deps: Pick<Answering, 'log'>,
  what: string,
  work: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    deps.log('error', `${what} failed`, { error: nameOf(error) });
    return undefined;
  }
}

/** Told within this, or not at all: Slack waits 3 s for the whole answer. */
const TELL = 2_000;

/** Like `quietly`, but does not keep Slack waiting. */
export async function promptly(
  deps: Pick<Answering, 'log'>,
  what: string,
  work: () => Promise<unknown>,
): Promise<void> {
  const timer = Promise.withResolvers<'late'>();
  const timeout = setTimeout(() => timer.resolve('late'), TELL);
  const first = await Promise.race([quietly(deps, what, work), timer.promise]);
  clearTimeout(timeout);
  if (first === 'late') deps.log('warn', `${what} took too long`);
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
