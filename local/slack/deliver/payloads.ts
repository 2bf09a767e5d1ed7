/** The parts that Slack's interaction payloads share, each organisation named where Slack names it. */
import type { View } from '@slack/types';
import type { Slack } from '../context.ts';
import type { StandingView } from '../open-views.ts';
import { BOT, type Room } from '../seed.ts';
import type { Account } from '../wire.ts';

export function domainOf(slack: Slack, team: string): string {
  const organisation = slack.workspace.seed.organisations.find((it) => it.id === team);
  return (organisation?.name ?? team).toLowerCase();
}

/** `team` is the organisation that the payload names outside `user`: the installed one, or the actor's own. */
export function common(slack: Slack, me: Account, team: string) {
  return {
    user: { id: me.id, username: me.name, name: me.name, team_id: me.team },
    api_app_id: slack.credentials.appId,
    token: 'unused-verification-token',
    team: { id: team, domain: domainOf(slack, team) },
    enterprise: null,
    is_enterprise_install: false,
  };
}

export function channelPart(room: Room) {
  return { id: room.id, name: room.kind === 'direct' ? 'directmessage' : room.name };
}

export type Values = Record<string, Record<string, unknown>>;
type Standing = Pick<StandingView, 'id' | 'hash'> & { view: View; rootId?: string; previousId?: string };

export function viewPart(slack: Slack, standing: Standing, values: Values, team: string) {
  const { view } = standing;
  const modal = view.type === 'modal' ? view : undefined;
  return {
    id: standing.id,
    team_id: team,
    type: view.type,
    blocks: view.blocks,
    private_metadata: view.private_metadata ?? '',
    callback_id: view.callback_id ?? '',
    state: { values },
    hash: standing.hash,
    title: modal?.title ?? { type: 'plain_text', text: 'View Title', emoji: true },
    clear_on_close: modal?.clear_on_close ?? false,
    notify_on_close: modal?.notify_on_close ?? false,
    close: modal?.close ?? null,
    submit: modal?.submit ?? null,
    previous_view_id: standing.previousId ?? null,
    root_view_id: standing.rootId ?? standing.id,
    app_id: slack.credentials.appId,
    external_id: view.external_id ?? '',
    app_installed_team_id: slack.installedTeam,
    bot_id: BOT.bot,
  };
}

export function asForm(payload: object): string {
  return new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
}
