import { err, ok, type Result } from '../../domain/result.ts';
import type { FilePlace, Files, NewFile } from '../../ports/files.ts';
import { asked, fault } from './asked.ts';
import type { Channels } from './channels.ts';
import { type FileHost, sendBytes } from './file-bytes.ts';
import { isAboutPlace } from './posting.ts';
import { readUploaded } from './read-uploaded.ts';
import { inline } from './render/text.ts';
import type { Web } from './web.ts';

export type FilesDeps = { web: Web; channels: Channels; host: FileHost };

/** Slack's limit for the description of an image: docs.slack.dev, files.getUploadURLExternal. */
const ALT_MOST = 1_000;

/** Files by Slack's three steps: an address for the bytes, the bytes, and where they are to be seen. */
export function createFiles(deps: FilesDeps): Files {
  return {
    async post(to, files, comment) {
      const at = await placeOf(deps, to);
      if (!at) return { is: 'unreachable', why: 'cannot_dm_bot' };
      const sent = await uploadAll(deps, files);
      if (!sent.ok) return { is: 'too-large', name: sent.error.name, size: sent.error.bytes.length };
      const { web } = deps;
      const [first, ...more] = sent.value;
      if (!first) throw new Error('no file to post');
      const text = comment === undefined ? {} : { initial_comment: inline(comment, 1_000) };
      const shared = await asked(
        (await web()).files.completeUploadExternal({ ...at, ...text, files: [first, ...more] }),
      );
      if (shared.ok) return { is: 'posted', ids: sent.value.map(({ id }) => id) };
      if (!isAboutPlace(shared.error)) throw fault('files.completeUploadExternal', shared.error);
      return { is: 'unreachable', why: shared.error };
    },
    read: (ask) => readUploaded(deps, ask),
  };
}

async function placeOf({ channels }: FilesDeps, to: FilePlace) {
  if ('person' in to) {
    const channel_id = await channels.directWith(to.person.user);
    return channel_id === undefined ? undefined : { channel_id };
  }
  const thread = 'ts' in to ? to.ts : to.thread;
  return { channel_id: to.channel, ...(thread !== undefined && { thread_ts: thread }) };
}

type Sent = { id: string; title: string };

/** The files in order, or the first that is too large for the organisation. */
async function uploadAll(deps: FilesDeps, files: readonly NewFile[]): Promise<Result<Sent[], NewFile>> {
  const sent: Sent[] = [];
  for (const file of files) {
    const id = await upload(deps, file);
    if (id === undefined) return err(file);
    sent.push({ id, title: file.title });
  }
  return ok(sent);
}

/** Its id, or nothing for a file that is too large for the organisation. */
async function upload({ web, host }: FilesDeps, { name, bytes, alt }: NewFile): Promise<string | undefined> {
  // The SDK's types call it `alt_text`; the method's own page, and Slack, `alt_txt`.
  const about = alt === undefined ? {} : { alt_txt: [...alt].slice(0, ALT_MOST).join('') };
  const ask = { filename: name, length: bytes.length, ...about };
  const given = await asked((await web()).files.getUploadURLExternal(ask));
  if (!given.ok && given.error === 'file_upload_size_restricted') return undefined;
  if (!given.ok) throw fault('files.getUploadURLExternal', given.error);
  const { upload_url: address, file_id: id } = given.value;
  if (address === undefined || id === undefined) throw fault('files.getUploadURLExternal', 'no address');
  await sendBytes(host, address, bytes);
  return id;
}
