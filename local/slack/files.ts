/** Uploaded files: their bytes under the workspace's home, what is known of them in its memory. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { Slack } from './context.ts';
import { newId } from './ids.ts';
import type { StoredFile } from './journal.ts';
import type { SharedFile } from './wire.ts';

const TEXT = new Set(['.txt', '.log', '.md', '.csv', '.diff', '.json', '.yaml', '.yml', '.sh', '']);
const OTHER: Record<string, string> = { '.png': 'image/png', '.jpg': 'image/jpeg', '.pdf': 'application/pdf' };

/** Active content is never served as such: what is not on these lists is a download. */
function mimetypeOf(name: string): string {
  const extension = extname(name).toLowerCase();
  return TEXT.has(extension) ? 'text/plain' : (OTHER[extension] ?? 'application/octet-stream');
}

export function reserveFile(slack: Slack, name: string, size: number): StoredFile {
  const created = Math.floor(slack.workspace.now() / 1000);
  const blank = { title: name, uploaded: false, shares: [] };
  const file: StoredFile = { id: newId('F'), name, size, mimetype: mimetypeOf(name), created, ...blank };
  slack.workspace.record({ kind: 'file', file });
  return file;
}

export function keepBytes(slack: Slack, file: StoredFile, bytes: Uint8Array): void {
  mkdirSync(slack.workspace.filesHome, { recursive: true });
  writeFileSync(join(slack.workspace.filesHome, file.id), bytes);
  slack.workspace.record({ kind: 'file', file: { ...file, size: bytes.length, uploaded: true } });
}

export function bytesOf(slack: Slack, file: StoredFile): Buffer {
  return readFileSync(join(slack.workspace.filesHome, file.id));
}

/** The address is a path: the page and the bot reach the server by different names, and the port may change. */
export function asSharedFile({ id, name, size, mimetype }: StoredFile): SharedFile {
  return { id, name, size, mimetype, url: `/files/${id}/${encodeURIComponent(name)}` };
}
