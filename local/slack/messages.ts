/** Messages as they are written, changed and removed; every change is told to the pages that may see it. */
import type { KnownBlock } from '@slack/types';
import type { Slack } from './context.ts';
import { audienceOf, teamOf } from './people.ts';
import type { Message, SharedFile } from './wire.ts';

export type Draft = {
  channel: string;
  user: string;
  text: string;
  blocks?: KnownBlock[] | undefined;
  threadTs?: string | undefined;
  files?: SharedFile[] | undefined;
  onlyFor?: string | undefined;
  metadata?: Message['metadata'] | undefined;
};

export function write(slack: Slack, draft: Draft): Message {
  const message: Message = {
    channel: draft.channel,
    ts: slack.workspace.stamp(),
    user: draft.user,
    team: teamOf(slack, draft.user),
    text: draft.text,
    reactions: [],
    ...(draft.threadTs !== undefined && { threadTs: draft.threadTs }),
    ...(draft.blocks && draft.blocks.length > 0 && { blocks: draft.blocks }),
    ...(draft.files && { files: draft.files }),
    ...(draft.onlyFor !== undefined && { onlyFor: draft.onlyFor }),
    ...(draft.metadata && { metadata: draft.metadata }),
  };
  slack.workspace.record({ kind: 'message', message });
  slack.watchers.tell(audienceOf(slack, message), { type: 'message', message });
  countReplies(slack, message);
  return message;
}

export function change(slack: Slack, message: Message): Message {
  slack.workspace.record({ kind: 'message', message });
  slack.watchers.tell(audienceOf(slack, message), { type: 'message-changed', message });
  return message;
}

export function remove(slack: Slack, message: Message): void {
  const { channel, ts } = message;
  slack.workspace.record({ kind: 'message-gone', channel, ts });
  slack.watchers.tell(audienceOf(slack, message), { type: 'message-deleted', channel, ts });
  countReplies(slack, message);
}

export function messageAt(slack: Slack, channel: string, ts: string): Message | undefined {
  return slack.workspace.messages.get(channel)?.get(ts);
}

/** What everybody in the channel sees, oldest first. */
export function publicMessages(slack: Slack, channel: string): Message[] {
  const all = [...(slack.workspace.messages.get(channel)?.values() ?? [])];
  return all.filter((message) => message.onlyFor === undefined).sort((a, b) => a.ts.localeCompare(b.ts));
}

export function repliesTo(slack: Slack, { channel, ts }: { channel: string; ts: string }): Message[] {
  return publicMessages(slack, channel).filter((message) => message.threadTs === ts && message.ts !== ts);
}

function countReplies(slack: Slack, reply: Message): void {
  if (reply.threadTs === undefined || reply.onlyFor !== undefined) return;
  const parent = messageAt(slack, reply.channel, reply.threadTs);
  if (!parent || parent.onlyFor !== undefined) return;
  change(slack, { ...parent, replyCount: repliesTo(slack, parent).length });
}
