import { err } from '../../domain/result.ts';
import type { MessageLoss, RoomLoss } from '../../ports/rooms.ts';
import { fault } from './asked.ts';

/** Slack's codes for a channel that takes nothing of ours: https://docs.slack.dev/reference/methods. */
const LOSSES = new Map<string, RoomLoss['reason']>([
  ['is_archived', 'archived'],
  ['not_in_channel', 'left-out'],
  ['user_not_in_channel', 'left-out'],
  ['channel_not_found', 'absent'],
  ['method_not_supported_for_channel_type', 'absent'],
  ['channel_type_not_supported', 'absent'],
  ['restricted_action', 'forbidden'],
  ['access_denied', 'forbidden'],
  ['permission_denied', 'forbidden'],
  ['no_permission', 'forbidden'],
  ['external_channel_migrating', 'forbidden'],
]);

export function lossOf(code: string): RoomLoss | undefined {
  const reason = LOSSES.get(code);
  return reason && { reason };
}

/** The loss that a code stands for. Throws where it is none: a wrong token, a missing scope, a bug of ours. */
export function lost(method: string, code: string): { ok: false; error: RoomLoss } {
  const loss = lossOf(code);
  if (!loss) throw fault(method, code);
  return err(loss);
}

const NO_MESSAGE = new Set(['message_not_found', 'thread_not_found', 'no_item_specified', 'bad_timestamp']);

export function lostMessage(method: string, code: string): { ok: false; error: MessageLoss } {
  return NO_MESSAGE.has(code) ? err({ reason: 'no-message' }) : lost(method, code);
}
