import { err, ok } from '../../domain/result.ts';
import type { InviteFailure } from '../../domain/vendor/refusal.ts';
import type { Rooms } from '../../ports/rooms.ts';
import { asked, fault } from './asked.ts';
import type { Web } from './web.ts';

/** Slack's codes for an invitation that it does not send: https://docs.slack.dev/reference/methods/conversations.inviteShared#errors */
const FAILURES = new Map<string, InviteFailure>([
  ['restricted_action', 'no-right'],
  ['access_denied', 'no-right'],
  ['no_permission', 'no-right'],
  ['no_external_invite_permission', 'no-right'],
  ['enterprise_is_restricted', 'no-right'],
  ['missing_scope', 'no-scope'],
  ['invalid_email', 'bad-address'],
  ['user_not_found', 'bad-address'],
  ['invite_not_found', 'bad-address'],
  ['already_in_channel', 'in-already'],
  ['connection_limit_exceeded', 'full'],
  ['legacy_connection_limit_exceeded', 'full'],
  ['member_limit_exceeded', 'full'],
  ['not_paid', 'not-paid'],
  ['not_owner', 'not-host'],
  ['cannot_share_mandatory_channel', 'not-shareable'],
  ['cannot_share_cross_workspace_channel', 'not-shareable'],
  ['invalid_channel_type', 'not-shareable'],
  ['method_not_supported_for_channel_type', 'not-shareable'],
  ['not_supported', 'not-shareable'],
  ['channel_not_found', 'no-channel'],
  ['not_in_channel', 'left-out'],
  ['channel_archived', 'archived'],
  ['is_archived', 'archived'],
]);

/** An invitation to this channel is open: of an earlier attempt, or of somebody's hand. */
const PENDING = 'connection_limit_exceeded_pending';

/**
 * Invites by `conversations.inviteShared`. Slack takes whoever comes for one who may only post unless it is told otherwise, and of those nobody knows
 * whether they may press buttons.
 */
export function createInviteOutside(web: Web): Rooms['inviteOutside'] {
  return async (channel, address) => {
    const client = await web();
    const sent = await asked(
      client.conversations.inviteShared({ channel, emails: [address], external_limited: false }),
    );
    if (sent.ok) return ok('sent');
    if (sent.error === PENDING) return ok('pending');
    const reason = FAILURES.get(sent.error);
    if (!reason) throw fault('conversations.inviteShared', sent.error);
    return err({ reason });
  };
}
