import { z } from 'zod';
import { tellBot } from '../actions/say.ts';
import type { Slack } from '../context.ts';
import { asSharedFile, isSeenByBot, reserveFile } from '../files.ts';
import type { StoredFile } from '../journal.ts';
import { write } from '../messages.ts';
import { type Outcome, refused } from '../outcome.ts';
import { BOT } from '../seed.ts';
import { asSlackFile } from '../slack-file.ts';
import { type Arguments, text } from './arguments.ts';
import { type Methods, roomForBot } from './method.ts';

/** Slack's limit for the description of an image. */
const ALT_MOST = 1_000;
const completedSchema = z.array(z.object({ id: z.string(), title: z.string().optional() })).min(1);

export const files: Methods = {
  'files.getUploadURLExternal': (slack, args) => {
    const name = text(args, 'filename');
    const length = Number(text(args, 'length'));
    if (name === undefined || !Number.isInteger(length) || length <= 0) return refused('invalid_arguments');
    if (slack.faults.isTooLarge(length)) return refused('file_upload_size_restricted');
    const alt = text(args, 'alt_txt');
    if (alt !== undefined && [...alt].length > ALT_MOST) return refused('alt_txt_too_large');
    const file = reserveFile(slack, { name, size: length, user: BOT.user, alt });
    return { ok: true, upload_url: `${slack.origin()}/upload/v1/${file.id}`, file_id: file.id };
  },

  'files.completeUploadExternal': (slack, args) => {
    const named = completedSchema.safeParse(args['files']);
    if (!named.success) return refused('invalid_arguments');
    const found: StoredFile[] = [];
    for (const { id, title } of named.data) {
      const file = slack.workspace.files.get(id);
      if (!file?.uploaded || file.user !== BOT.user) return refused('file_not_found');
      found.push({ ...file, title: title ?? file.title });
    }
    const shared = share(slack, args, found);
    return shared.ok ? { ok: true, files: shared.files.map((file) => asSlackFile(slack, file)) } : shared;
  },

  'files.info': (slack, args) => {
    const file = slack.workspace.files.get(text(args, 'file') ?? '');
    // Slack does not tell a file that it shows nobody here from one that there is not.
    if (!file?.uploaded || !isSeenByBot(slack, file)) return refused('file_not_found');
    return { ok: true, file: asSlackFile(slack, file) };
  },
};

/** Posts the files as one message; without a channel they stay the bot's own. */
function share(slack: Slack, args: Arguments, found: StoredFile[]): Outcome<{ files: StoredFile[] }> {
  const channel = text(args, 'channel_id') ?? text(args, 'channels');
  if (channel === undefined) return { ok: true, files: kept(slack, found, []) };
  const room = roomForBot(slack, { channel });
  if (!room.ok) return room;
  const message = write(slack, {
    channel: room.room.id,
    user: BOT.user,
    text: text(args, 'initial_comment') ?? '',
    threadTs: text(args, 'thread_ts'),
    files: found.map((file) => asSharedFile(file)),
  });
  tellBot(slack, room.room, message);
  return { ok: true, files: kept(slack, found, [{ channel: message.channel, ts: message.ts }]) };
}

function kept(slack: Slack, found: StoredFile[], added: StoredFile['shares']): StoredFile[] {
  return found.map((it) => {
    const file = { ...it, shares: [...it.shares, ...added] };
    slack.workspace.record({ kind: 'file', file });
    return file;
  });
}
