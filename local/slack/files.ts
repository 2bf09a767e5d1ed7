/** Uploaded files: their bytes under the workspace's home, what is known of them in its memory. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { Slack } from './context.ts';
import { newId } from './ids.ts';
import type { StoredFile } from './journal.ts';
import { BOT } from './seed.ts';
import type { SharedFile } from './wire.ts';

const TEXT = new Set(['.txt', '.log', '.md', '.csv', '.diff', '.json', '.yaml', '.yml', '.sh', '']);
const OTHER: Record<string, string> = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.pdf': 'application/pdf',
};

/** Active content is never served as such: what is not on these lists is a download. */
function mimetypeOf(name: string): string {
  const extension = extname(name).toLowerCase();
  return TEXT.has(extension) ? 'text/plain' : (OTHER[extension] ?? 'application/octet-stream');
}

type Announced = { name: string; size: number; user: string; alt?: string | undefined };

export function reserveFile(slack: Slack, { name, size, user, alt }: Announced): StoredFile {
  const created = Math.floor(slack.workspace.now() / 1000);
  const blank = { title: name, uploaded: false, shares: [], ...(alt !== undefined && { alt }) };
  const file: StoredFile = { id: newId('F'), name, size, mimetype: mimetypeOf(name), created, user, ...blank };
  slack.workspace.record({ kind: 'file', file });
  return file;
}

export function keepBytes(slack: Slack, file: StoredFile, bytes: Uint8Array): StoredFile {
  mkdirSync(slack.workspace.filesHome, { recursive: true });
  writeFileSync(join(slack.workspace.filesHome, file.id), bytes);
  const kept = { ...file, size: bytes.length, uploaded: true };
  slack.workspace.record({ kind: 'file', file: kept });
  return kept;
}

export function bytesOf(slack: Slack, file: StoredFile): Buffer {
  return readFileSync(join(slack.workspace.filesHome, file.id));
}

/** Files that this person uploaded, in this order; undefined when one of them is not theirs, or not there. */
export function uploadedBy(slack: Slack, user: string, ids: readonly string[]): StoredFile[] | undefined {
  const found = ids.map((id) => slack.workspace.files.get(id));
  const own = found.filter((file) => file?.uploaded && file.user === user);
  return own.length === ids.length ? (own as StoredFile[]) : undefined;
}

/** The bot sees its own files, those that were handed to it, and those in conversations that it is in. */
export function isSeenByBot(slack: Slack, file: StoredFile): boolean {
  const rooms = file.shares.map(({ channel }) => slack.workspace.rooms.get(channel));
  return file.user === BOT.user || file.handedOver === true || rooms.some((room) => room?.members.includes(BOT.user));
}

/** The address is a path: the page and the bot reach the server by different names, and the port may change. */
export function asSharedFile({ id, name, title, size, mimetype, alt }: StoredFile): SharedFile {
  const url = `/files/${id}/${encodeURIComponent(name)}`;
  return { id, name, title, size, mimetype, url, ...(alt !== undefined && { alt }) };
}
