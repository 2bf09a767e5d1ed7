import { existsSync } from 'node:fs';
import type { Message, SharedFile } from '../slack/wire.ts';
import { handOver } from './hand-over.ts';

type Who = { url: string; as: string };

/** Whether a sentence is answered by a file: what goes to standard output is that file itself. */
export function isExport(text: string): boolean {
  return /^(?:(?:matrix|policy|audit|timeline) export\b|output\b.*\bas file$)/i.test(text.trim());
}

/** The table or the policy among what was posted. */
export function exportedOf({ files = [] }: Message): SharedFile | undefined {
  return files.find(({ name }) => /\.(?:csv|jsonl?|txt)$/.test(name));
}

/** Throws when the file is not there any more. */
export async function contentOf({ url }: Who, file: SharedFile): Promise<string> {
  const answer = await fetch(new URL(file.url, url));
  if (!answer.ok) throw new Error(`${file.name}: ${answer.status} ${await answer.text()}`);
  return answer.text();
}

/** `matrix import cells.csv …`, `policy import policy.json …`: the file of this machine goes to Remit first, and its id into the sentence. */
export async function withIds(who: Who, text: string): Promise<string> {
  const path = /^(?:matrix|policy) import (\S+)/i.exec(text)?.[1];
  if (path === undefined || !existsSync(path)) return text;
  const { id } = await handOver({ ...who, path });
  return text.replace(path, id);
}
