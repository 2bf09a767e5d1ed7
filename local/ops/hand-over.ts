import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { SharedFile } from '../slack/wire.ts';
import { connect } from './client.ts';

/** Where a file's id goes in a sentence: `--file cells.csv "… {file}"`. */
export const FILE = '{file}';

/**
 * Hands a file of this machine to Remit as a person would: uploads it and sends it into their direct messages with the bot,
 * which from then on may read it by its id.
 *
 * Throws in words when the file cannot be read, is refused, or that person has no direct messages with the bot.
 */
export async function handOver({ url, as, path }: { url: string; as: string; path: string }): Promise<SharedFile> {
  const bytes = await readFile(path);
  const workspace = await connect(url, as, () => undefined);
  try {
    const direct = workspace.state.channels.find(({ kind }) => kind === 'direct');
    if (!direct) throw new Error(`${as} has no direct messages with Remit to put ${path} into`);
    const file = await workspace.upload(basename(path), bytes);
    const sent = await workspace.say(direct.id, '', [file.id]);
    if (!sent.ok) throw new Error(`${path}: ${sent.detail}`);
    return file;
  } finally {
    workspace.close();
  }
}
