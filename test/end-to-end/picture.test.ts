import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { connect } from '../../local/ops/client.ts';
import { handOver } from '../../local/ops/hand-over.ts';
import type { Message, SharedFile } from '../../local/slack/wire.ts';
import { ops } from './shell.ts';

/** What stands in somebody's direct messages with the bot, once a message is there that fits. */
async function direct(as: string, fits: (message: Message) => boolean): Promise<Message> {
  const { promise, resolve } = Promise.withResolvers<Message>();
  const offer = (message: Message) => fits(message) && resolve(message);
  const workspace = await connect(inject('remit').url, as, (event) => event.type === 'message' && offer(event.message));
  try {
    const room = workspace.state.channels.find(({ kind }) => kind === 'direct');
    (await workspace.messages(room?.id ?? '')).forEach(offer);
    return await promise;
  } finally {
    workspace.close();
  }
}

const bytesOf = async ({ url }: SharedFile) =>
  new Uint8Array(await (await fetch(new URL(url, inject('remit').url))).arrayBuffer());

describe('a picture of the matrix', () => {
  it('comes into the direct messages of who asked, as pictures with words', async () => {
    const told = await ops('matrix picture in jelastic');
    expect(told.code, told.text).toBe(0);
    expect(told.text).toContain('direct messages');
    const { files = [] } = await direct('operator', ({ text }) => text.startsWith('Matrix jelastic '));
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) {
      expect(file).toMatchObject({
        mimetype: 'image/png',
        alt: expect.stringContaining('Responsibility matrix jelastic'),
      });
      expect([...(await bytesOf(file)).subarray(0, 4)]).toEqual([0x89, 0x50, 0x4e, 0x47]);
    }
  });

  it('is refused to who may not read', async () => {
    const told = await ops('matrix picture', 'guest');
    expect(told.code, told.text).toBe(1);
  });
});

describe('a file that is handed over from the shell', () => {
  it('is in the direct messages with the bot, under the id that is given', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'remit-file-'));
    const path = join(folder, 'cells.csv');
    await writeFile(path, 'a,b\n');
    const { id } = await handOver({ url: inject('remit').url, as: 'operator', path });
    await rm(folder, { recursive: true });
    const { files = [] } = await direct(
      'operator',
      (message) => message.files?.some((file) => file.id === id) ?? false,
    );
    expect(Buffer.from(await bytesOf(files[0] as SharedFile)).toString()).toBe('a,b\n');
  });

  it('is missed in words when it is not there', async () => {
    const lost = handOver({ url: inject('remit').url, as: 'operator', path: '/nowhere/cells.csv' });
    await expect(lost).rejects.toThrow('/nowhere/cells.csv');
  });
});
