import type { Actor } from '../../bot/domain/actor.ts';
import { err, ok } from '../../bot/domain/result.ts';
import { ChatBusy } from '../../bot/ports/chat.ts';
import { FILE_MOST, type FilePlace, type FileRefusal, type Files, type NewFile } from '../../bot/ports/files.ts';

/** What a person put into Slack: whose it is, and what became of it. */
export type FakeUpload = {
  id: string;
  team: string;
  user: string;
  name: string;
  type: string;
  bytes: Uint8Array;
  is: 'shared' | 'deleted' | 'kept-elsewhere' | 'unseen';
};

export type FakeFiles = Files & {
  posted: { to: FilePlace; files: NewFile[]; comment: string | undefined }[];
  uploads: Map<string, FakeUpload>;
  busy: { retryAfter: number } | undefined;
  /** Slack's code with which nothing can be posted anywhere. */
  unreachable: string | undefined;
  /** The largest file that the organisation takes, in bytes. */
  largest: number;
  /** Slack takes no files of ours at all: a missing scope, uploads switched off. */
  broken: boolean;
};

/** A conversation that the bot is not in. */
const CLOSED = 'C0CLOSED';

/** Slack's files in memory. */
export function createFakeFiles(): FakeFiles {
  const files: FakeFiles = {
    posted: [],
    uploads: new Map(),
    busy: undefined,
    unreachable: undefined,
    largest: Number.POSITIVE_INFINITY,
    broken: false,

    async post(to, given, comment) {
      if (files.busy) throw new ChatBusy(files.busy.retryAfter);
      if (files.broken) throw new Error('Slack refuses files.getUploadURLExternal: missing_scope');
      if ('channel' in to && to.channel === CLOSED) return { is: 'unreachable', why: 'channel_not_found' };
      if (files.unreachable !== undefined) return { is: 'unreachable', why: files.unreachable };
      const large = given.find(({ bytes }) => bytes.length > files.largest);
      if (large) return { is: 'too-large', name: large.name, size: large.bytes.length };
      files.posted.push(structuredClone({ to, files: [...given], comment }));
      return { is: 'posted', ids: given.map((_file, index) => `F${files.posted.length}${index}`) };
    },

    async read({ id, from, most = FILE_MOST }) {
      if (files.busy) throw new ChatBusy(files.busy.retryAfter);
      const file = files.uploads.get(id);
      if (!file) return err({ reason: 'not-shared' });
      const refusal = refuse(file, from);
      if (refusal) return err(refusal);
      const { name, type, bytes } = file;
      if (bytes.length > most) return err({ reason: 'too-large', size: bytes.length, most });
      return ok({ name, type, bytes: bytes.slice() });
    },
  };
  return files;
}

function refuse({ is, team, user }: FakeUpload, from: Actor): FileRefusal | undefined {
  if (is === 'unseen') return { reason: 'not-shared' };
  if (is === 'deleted') return { reason: 'gone' };
  if (user !== from.user) return { reason: 'not-ours', because: 'another-person' };
  if (team !== from.team) return { reason: 'not-ours', because: 'another-organisation' };
  return is === 'kept-elsewhere' ? { reason: 'not-ours', because: 'kept-elsewhere' } : undefined;
}
