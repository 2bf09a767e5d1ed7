import type { Slack } from '../context.ts';
import { domainOf } from '../deliver/payloads.ts';
import { refused } from '../outcome.ts';
import { enterpriseOf, knownToBot } from '../people.ts';
import { BOT, type Person } from '../seed.ts';
import { page, text } from './arguments.ts';
import type { Methods } from './method.ts';

export const users: Methods = {
  'auth.test': (slack) => ({
    ok: true,
    url: `${slack.origin()}/`,
    team: slack.workspace.seed.organisations.find((it) => it.id === slack.installedTeam)?.name,
    user: BOT.handle,
    team_id: slack.installedTeam,
    user_id: BOT.user,
    bot_id: BOT.bot,
    ...enterprisePart(slack, slack.installedTeam),
    is_enterprise_install: false,
  }),

  'users.info': (slack, args) => {
    const account = slack.workspace.accounts.get(text(args, 'user') ?? '');
    if (!account) return refused('user_not_found');
    return knownToBot(slack, account) ? { ok: true, user: asUser(slack, account) } : refused('user_not_visible');
  },

  'users.list': (slack, args) => {
    const known = slack.workspace.seed.accounts.filter((account) => knownToBot(slack, account));
    const { items, response_metadata } = page(known, args, 200);
    const cache_ts = Math.floor(slack.workspace.now() / 1000);
    return { ok: true, members: items.map((account) => asUser(slack, account)), cache_ts, response_metadata };
  },
};

function enterprisePart(slack: Slack, team: string) {
  const enterprise = enterpriseOf(slack, team);
  return enterprise === undefined ? {} : { enterprise_id: enterprise };
}

/** `is_stranger` is there only for other organisations' people: false means that a channel is shared, never "ours". */
function asUser(slack: Slack, account: Person): Record<string, unknown> {
  const external = account.team !== slack.installedTeam;
  return {
    id: account.id,
    team_id: account.team,
    name: account.name,
    deleted: account.deleted ?? false,
    real_name: account.realName,
    tz: account.timeZone,
    tz_label: account.timeZone,
    tz_offset: offsetOf(account.timeZone, slack.workspace.now()),
    profile: {
      real_name: account.realName,
      real_name_normalized: account.realName,
      display_name: account.isBot ? BOT.displayName : account.name,
      team: account.team,
      ...(account.isBot && { bot_id: BOT.bot, api_app_id: slack.credentials.appId }),
      ...(!external && !account.isBot && { email: `${account.name}@${domainOf(slack, account.team)}.example` }),
    },
    is_bot: account.isBot,
    is_app_user: false,
    is_restricted: account.restricted ?? false,
    is_ultra_restricted: false,
    ...(enterpriseOf(slack, account.team) && {
      enterprise_user: { id: account.id, ...enterprisePart(slack, account.team), teams: [account.team] },
    }),
    ...(external ? { is_stranger: false } : { is_admin: false, is_owner: false, locale: 'en-US' }),
    updated: 0,
  };
}

/** Seconds east of UTC at that time, read from the zone's own clock. */
function offsetOf(timeZone: string, now: number): number {
  const second = Math.floor(now / 1000) * 1000;
  const local = new Date(second).toLocaleString('sv-SE', { timeZone });
  return (Date.parse(`${local.replace(' ', 'T')}Z`) - second) / 1000;
}
