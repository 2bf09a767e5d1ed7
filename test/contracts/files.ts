import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../../bot/domain/actor.ts';
import { err, ok } from '../../bot/domain/result.ts';
import type { Files } from '../../bot/ports/files.ts';

/** What stands in a conversation. */
export type Seen = {
  text: string;
  thread?: string;
  files: { name: string; title: string; alt?: string; bytes: Uint8Array }[];
};

export type FilesBench = {
  files: Files;
  /** Somebody of ours, and somebody else of ours. */
  person: Actor;
  other: Actor;
  /** A conversation that both and the bot are in, a message of it, and one that the bot is not in. */
  place: { channel: string; ts: string; closed: string };
  /** A person puts a file into the conversation; `unseen`: into none that the bot is in. */
  upload(by: Actor, file: { name: string; bytes: Uint8Array; unseen?: true }): Promise<string>;
  /** What the bot posted there, or to that person directly. */
  seen(where: { channel: string } | { person: Actor }): Promise<Seen[]>;
  /** From now on the organisation takes no file of more bytes. */
  largest(bytes: number): Promise<void>;
  close(): Promise<void>;
};

const bytes = (text: string) => new TextEncoder().encode(text);

export function describeFiles(name: string, open: () => Promise<FilesBench>): void {
  describe(`${name} keep the contract of files`, () => {
    let bench: FilesBench;
    beforeAll(async () => {
      bench = await open();
    });
    afterAll(() => bench.close());

    it('post files as one message, in order, with what they are called and what an image holds', async () => {
      const { files, place, seen } = bench;
      const given = [
        { name: 'a.png', title: 'One', bytes: bytes('first'), alt: 'the first picture' },
        { name: 'b.txt', title: 'Two', bytes: bytes('ß ✅') },
      ];
      const posted = await files.post({ channel: place.channel }, given, 'both < of them');
      expect(posted).toMatchObject({ is: 'posted', ids: [expect.any(String), expect.any(String)] });
      expect((await seen({ channel: place.channel })).at(-1)).toEqual({
        text: 'both < of them',
        files: given,
      });
    });

    it('post below a message', async () => {
      const { files, place, seen } = bench;
      await files.post({ channel: place.channel, ts: place.ts }, [{ name: 'c.txt', title: 'C', bytes: bytes('c') }]);
      expect((await seen({ channel: place.channel })).at(-1)).toMatchObject({
        thread: place.ts,
        files: [{ name: 'c.txt' }],
      });
    });

    it('post to one person alone', async () => {
      const { files, person, other, seen } = bench;
      await files.post({ person }, [{ name: 'd.png', title: 'D', bytes: bytes('d') }], 'for you');
      expect((await seen({ person })).at(-1)).toMatchObject({ text: 'for you', files: [{ name: 'd.png' }] });
      expect(JSON.stringify(await seen({ person: other }))).not.toContain('d.png');
    });

    it('say where nobody may post', async () => {
      const { files, place } = bench;
      const posted = await files.post({ channel: place.closed }, [{ name: 'e.txt', title: 'E', bytes: bytes('e') }]);
      expect(posted).toEqual({ is: 'unreachable', why: expect.stringMatching(/channel/) });
    });

    it('say of a file that it is too large, and post none of those with it', async () => {
      const { files, place, seen, largest } = bench;
      await largest(5);
      const given = [
        { name: 'small.txt', title: 'S', bytes: bytes('12345') },
        { name: 'large.txt', title: 'L', bytes: bytes('123456') },
      ];
      const before = await seen({ channel: place.channel });
      expect(await files.post({ channel: place.channel }, given)).toEqual({
        is: 'too-large',
        name: 'large.txt',
        size: 6,
      });
      expect(await seen({ channel: place.channel })).toEqual(before);
      await largest(20_000_000);
    });

    it('read what that person uploaded, byte for byte', async () => {
      const { files, person, upload } = bench;
      const every = Uint8Array.from({ length: 256 }, (_, index) => index);
      const id = await upload(person, { name: 'cells.csv', bytes: every });
      expect(await files.read({ id, from: person })).toEqual(
        ok({ name: 'cells.csv', type: 'text/plain', bytes: every }),
      );
    });

    it('refuse what somebody else uploaded, though the bot can see it', async () => {
      const { files, person, other, upload } = bench;
      const id = await upload(other, { name: 'theirs.csv', bytes: bytes('x') });
      expect(await files.read({ id, from: person })).toEqual(err({ reason: 'not-ours', because: 'another-person' }));
    });

    it('take a file of the limit, and none of a byte more', async () => {
      const { files, person, upload } = bench;
      const id = await upload(person, { name: 'f.csv', bytes: new Uint8Array(100) });
      expect(await files.read({ id, from: person, most: 100 })).toMatchObject({ ok: true });
      expect(await files.read({ id, from: person, most: 99 })).toEqual(
        err({ reason: 'too-large', size: 100, most: 99 }),
      );
    });

    it('refuse what is shared with the bot nowhere, as what there is not', async () => {
      const { files, person, upload } = bench;
      const id = await upload(person, { name: 'g.csv', bytes: bytes('x'), unseen: true });
      expect(await files.read({ id, from: person })).toEqual(err({ reason: 'not-shared' }));
      expect(await files.read({ id: 'F0NOTHERE1', from: person })).toEqual(err({ reason: 'not-shared' }));
    });
  });
}
