/** Uploads from the bot and downloads for the page. */
import type { IncomingMessage } from 'node:http';
import type { Slack } from '../context.ts';
import { bytesOf, keepBytes } from '../files.ts';
import type { Reply } from './answer.ts';

export function download(slack: Slack, id: string): Reply {
  const file = slack.workspace.files.get(id);
  if (!file?.uploaded) return { status: 404, body: 'not found' };
  const shown = file.mimetype === 'text/plain' || file.mimetype.startsWith('image/');
  const type = file.mimetype === 'text/plain' ? 'text/plain; charset=utf-8' : file.mimetype;
  const headers = { 'Content-Type': type, 'Content-Disposition': shown ? 'inline' : 'attachment' };
  return { status: 200, body: bytesOf(slack, file), headers };
}

/** Takes the bytes that `files.getUploadURLExternal` announced, and no others. */
export async function upload(slack: Slack, id: string, request: IncomingMessage, body: Buffer): Promise<Reply> {
  const file = slack.workspace.files.get(id);
  if (!file) return { status: 404, body: 'file_not_found' };
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
