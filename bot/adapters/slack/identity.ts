import { type Actor, UNRESOLVED_TEAM } from '../../domain/actor.ts';
import { type Instant, SECOND } from '../../domain/instant.ts';

export const UNRESOLVED_INSTALLATION = 'unresolved-installation';

/** Installed side, by payload: `authorizations[0]`, `view.app_installed_team_id`, `team`. Null for an organisation-wide install. */
export function installedTeam(...named: (string | null | undefined)[]): string {
  return named.find((team) => team !== null && team !== undefined && team !== '') ?? UNRESOLVED_INSTALLATION;
}

/**
 * The person's own organisation. Slack names it in up to four places, and all must agree on ours before the person
 * counts as one of us: a single foreign name makes an outsider. Of several foreign names all are kept (`E0GRID/T0VIRT`), which is no organisation: each has
 * to agree with what their account says.
 */
export function actorOf(user: string, installed: string, named: (string | null | undefined)[]): Actor {
  const teams = named.filter((team) => team !== null && team !== undefined && team !== '');
  const foreign = [...new Set(teams.filter((team) => team !== installed))];
  return { team: foreign.join('/') || (teams[0] ?? UNRESOLVED_TEAM), user };
}

/** What makes two deliveries the same request. Delivery numbers and retry headers are no part of it. */
export const sourceOf = {
  command: (it: { trigger: string }) => `slash:${it.trigger}`,
  /** Slack has sent one message as several events with ids of their own (node-slack-sdk#2141). */
  mention: (it: { channel: string; ts: string }) => `mention:${it.channel}:${it.ts}`,
  press: (it: { channel: string; ts: string; action: string; user: string }) =>
    `press:${it.channel}:${it.ts}:${it.action}:${it.user}`,
  /** The hash changes with the view's content, so that a corrected form is a request of its own. */
  pressInView: (it: { view: string; hash: string; action: string; user: string }) =>
    `press:${it.view}:${it.hash}:${it.action}:${it.user}`,
  submission: (it: { view: string; hash: string }) => `view:${it.view}:${it.hash}`,
  shortcut: (it: { channel: string; ts: string; callback: string; user: string }) =>
    `${it.callback}:${it.channel}:${it.ts}:${it.user}`,
  home: (it: { event: string }) => `home:${it.event}`,
};

type Envelope = {
  authorizations?: { [part in 'team_id' | 'user_id' | 'enterprise_id']?: string | null | undefined }[] | undefined;
  context_team_id?: string | null | undefined;
};

/**
 * Where an event comes from: the organisation that installed Remit, the bot's own account there, and the Enterprise organisation that it is part of. Who
 * is named by that alone is of any of its workspaces, and so of none.
 */
export type Heard = { installed: string; bot?: string | null | undefined; enterprise?: string | null | undefined };

export function heardFrom({ authorizations, context_team_id: context }: Envelope): Heard {
  const { team_id: team, user_id: bot, enterprise_id: enterprise } = authorizations?.[0] ?? {};
  return { installed: installedTeam(team, context), bot, enterprise };
}

/** When something was, by the time that Slack names it by. */
export function instantOf(ts: string): Instant {
  return Math.round(Number(ts) * SECOND);
}
