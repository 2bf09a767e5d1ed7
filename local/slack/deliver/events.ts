/**
 * Events API: an envelope per event, delivered until it is answered with 2xx, at most four times
 * (docs.slack.dev/apis/events-api). What is owed is written down first, so that a restart goes on where it was.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Slack, Subscription } from '../context.ts';
import { newId } from '../ids.ts';
import type { OwedEvent } from '../journal.ts';
import { enterpriseOf } from '../people.ts';
import { BOT } from '../seed.ts';
import type { Posted } from './post.ts';

export type SlackEvent = {
  subscription: Subscription;
  /** The organisation of whoever caused it: the outer `team_id`, which is not always the installed one. */
  actorTeam: string;
  shared: boolean;
  event: { type: string } & Record<string, unknown>;
};

export function publish(slack: Slack, happened: SlackEvent): void {
  if (!slack.subscriptions.has(happened.subscription)) return;
  const id = newId('Ev', 9);
  const owed: OwedEvent = { id, body: JSON.stringify(envelope(slack, happened, id)), tries: 0 };
  slack.workspace.record({ kind: 'event-owed', event: owed });
  if (slack.hasBot()) void deliverUntilAnswered(slack, owed);
}

/** Goes on with what is owed and not on its way: an earlier process left it, or the bot was not known yet. */
export function resumeEvents(slack: Slack): void {
  for (const owed of slack.workspace.owed.values()) {
    if (!slack.delivering.has(owed.id)) void deliverUntilAnswered(slack, owed);
  }
}

function envelope(slack: Slack, { actorTeam, shared, event }: SlackEvent, id: string) {
  return {
    token: 'unused-verification-token',
    team_id: actorTeam,
    context_team_id: slack.installedTeam,
    context_enterprise_id: enterpriseOf(slack, slack.installedTeam) ?? null,
    api_app_id: slack.credentials.appId,
    event,
    type: 'event_callback',
    event_id: id,
    event_time: Math.floor(slack.workspace.now() / 1000),
    authorizations: [
      {
        enterprise_id: enterpriseOf(slack, slack.installedTeam) ?? null,
        team_id: slack.installedTeam,
        user_id: BOT.user,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: shared,
    event_context: `4-${id}`,
  };
}

async function deliverUntilAnswered(slack: Slack, first: OwedEvent): Promise<void> {
  let owed = first;
  slack.delivering.add(owed.id);
  while (owed.tries <= slack.timing.eventRetries.length) {
    if (owed.tries > 0 && !(await waited(slack, slack.timing.eventRetries[owed.tries - 1] ?? 0))) return;
    const posted = await slack.post({
      what: `event ${owed.id}`,
      body: owed.body,
      type: 'json',
      headers: retryHeaders(owed),
    });
    // After the end nothing may be written: the next process delivers it again, as Slack would.
    if (slack.closing.aborted) return;
    if (isSettled(posted)) break;
    owed = { ...owed, tries: owed.tries + 1, reason: reasonOf(posted) };
    slack.workspace.record({ kind: 'event-owed', event: owed });
  }
  slack.workspace.record({ kind: 'event-settled', id: owed.id });
  slack.delivering.delete(owed.id);
}

async function waited(slack: Slack, delay: number): Promise<boolean> {
  await sleep(delay, undefined, { signal: slack.closing }).catch((error: Error) => {
    if (error.name !== 'AbortError') throw error;
  });
  return !slack.closing.aborted;
}

function retryHeaders({ tries, reason }: OwedEvent): Record<string, string> {
  if (tries === 0) return {};
  return { 'x-slack-retry-num': String(tries), 'x-slack-retry-reason': reason ?? 'unknown_error' };
}

function isSettled(posted: Posted): boolean {
  if (posted.kind !== 'answered') return false;
  if (posted.status >= 200 && posted.status < 300) return true;
  return Object.entries(posted.headers).some(
    ([name, value]) => name.toLowerCase() === 'x-slack-no-retry' && value === '1',
  );
}

function reasonOf(posted: Posted): string {
  if (posted.kind === 'timeout') return 'http_timeout';
  return posted.kind === 'failed' ? 'connection_failed' : 'http_error';
}
