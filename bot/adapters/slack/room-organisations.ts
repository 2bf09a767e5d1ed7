import type { Room } from '../../ports/rooms.ts';
import type { Self } from './self.ts';

/** The parts of a conversation in which Slack names organisations: https://docs.slack.dev/reference/objects/conversation-object. */
export type Sharing = {
  is_pending_ext_shared?: boolean;
  context_team_id?: string;
  enterprise_id?: string;
  conversation_host_id?: string;
  shared_team_ids?: string[];
  internal_team_ids?: string[];
  connected_team_ids?: string[];
  pending_connected_team_ids?: string[];
};

/** Whoever is named in any of these places reads along, or will. */
export function organisationsIn(
  it: Sharing,
  self: Pick<Self, 'team' | 'enterprise'>,
): Pick<Room, 'organisations' | 'own' | 'pending' | 'awaited'> {
  const { shared_team_ids = [], internal_team_ids = [], connected_team_ids = [], pending_connected_team_ids = [] } = it;
  const named = [
    ...[...shared_team_ids, ...internal_team_ids, ...connected_team_ids, ...pending_connected_team_ids],
    ...[it.conversation_host_id ?? '', it.context_team_id ?? '', it.enterprise_id ?? ''],
  ];
  return {
    organisations: [...new Set(named.filter((one) => one !== ''))],
    own: ownIn(it, self),
    // An organisation that is in it already may have invited people besides.
    pending: pending_connected_team_ids.filter((team) => !connected_team_ids.includes(team)),
    awaited: it.is_pending_ext_shared ?? false,
  };
}

/**
 * The workspace of our token and its Enterprise organisation are ours, and so are other workspaces of that organisation, which Slack names as internal
 * to it. One that it names as another organisation's besides is nobody's: no page of Slack's says what that would mean.
 */
function ownIn({ internal_team_ids = [], ...it }: Sharing, { team, enterprise }: Pick<Self, 'team' | 'enterprise'>) {
  if (enterprise === undefined) return [team];
  const outside = [...(it.connected_team_ids ?? []), ...(it.pending_connected_team_ids ?? [])];
  const inside = internal_team_ids.filter((one) => one.startsWith('T') && one !== team && !outside.includes(one));
  return [team, enterprise, ...inside];
}
