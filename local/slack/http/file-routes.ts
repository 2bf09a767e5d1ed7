/** Uploads from the bot and from people, downloads for the bot and for the page. */
import type { IncomingMessage } from 'node:http';
import type { Slack } from '../context.ts';
import { asSharedFile, bytesOf, isSeenByBot, keepBytes, reserveFile } from '../files.ts';
import type { StoredFile } from '../journal.ts';
import { refused } from '../outcome.ts';
import { accountNamed } from '../people.ts';
import { wordsFor } from '../refusals.ts';
import type { Uploaded } from '../wire.ts';
import type { Reply } from './answer.ts';

/** For the page. */
export function download(slack: Slack, id: string): Reply {
  const file = slack.workspace.files.get(id);
  return file?.uploaded ? asReply(slack, file) : { status: 404, body: 'not found' };
}

/** For the bot. Who has no token is sent to the page for signing in, as Slack does; a file not shared is not there. */
export function downloadPrivate(slack: Slack, name: string, authorization: string | undefined): Reply {
  if (authorization !== `Bearer ${slack.credentials.botToken}`) {
    return { status: 302, headers: { Location: '/signin' } };
  }
  const file = slack.workspace.files.get(name.split('-').at(-1) ?? '');
  const seen = file?.uploaded && isSeenByBot(slack, file);
  return seen ? asReply(slack, file) : { status: 404, body: 'file_not_found' };
}

function asReply(slack: Slack, file: StoredFile): Reply {
  const shown = file.mimetype === 'text/plain' || file.mimetype.startsWith('image/');
  const type = file.mimetype === 'text/plain' ? 'text/plain; charset=utf-8' : file.mimetype;
  const headers = { 'Content-Type': type, 'Content-Disposition': shown ? 'inline' : 'attachment' };
  return { status: 200, body: bytesOf(slack, file), headers };
}

/** Takes the bytes that `files.getUploadURLExternal` announced, once, and no others. */
export async function upload(slack: Slack, id: string, request: IncomingMessage, body: Buffer): Promise<Reply> {
  const file = slack.workspace.files.get(id);
  if (!file || file.uploaded) return { status: 404, body: 'file_not_found' };
  const bytes = await uploadedBytes(request.headers['content-type'] ?? '', body);
  if (bytes.length !== file.size) return { status: 400, body: 'length does not match' };
  keepBytes(slack, file, bytes);
  return { status: 200, body: `OK - ${bytes.length}` };
}

/** As they are, or the one file of a multipart form, which is how the SDK sends a Buffer. */
async function uploadedBytes(contentType: string, body: Buffer): Promise<Uint8Array> {
  if (!contentType.startsWith('multipart/form-data')) return body;
  const form = await new Response(new Uint8Array(body), { headers: { 'Content-Type': contentType } }).formData();
  const file = [...form.values()].find((value) => typeof value !== 'string');
  return file ? new Uint8Array(await file.arrayBuffer()) : new Uint8Array();
}

/** A person's file, before it is sent or handed over. */
export function uploadAs(slack: Slack, query: URLSearchParams, bytes: Buffer): Reply {
  const me = accountNamed(slack, query.get('as') ?? '');
  const name = (query.get('name') ?? '').replace(/[\\/]/g, '_').slice(0, 255);
  if (!me || name === '') return no('invalid_arguments');
  if (bytes.length === 0) return no('file_is_empty');
  if (slack.faults.isTooLarge(bytes.length)) return no('file_upload_size_restricted');
  const file = keepBytes(slack, reserveFile(slack, { name, size: bytes.length, user: me.id }), bytes);
  return { status: 200, body: { ok: true, file: asSharedFile(file) } satisfies Uploaded };
}

function no(error: string): Reply {
  const detail = wordsFor(refused(error));
  return { status: 400, body: { ok: false, error, detail } satisfies Uploaded };
}
