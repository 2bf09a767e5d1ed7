import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { err, ok } from '../../bot/domain/result.ts';
import { CANVAS_CELLS_MOST, CANVAS_MOST, type Canvases } from '../../bot/ports/canvases.ts';
import type { MessageRef } from '../../bot/ports/chat.ts';
import { type Rooms, TOPIC_MOST } from '../../bot/ports/rooms.ts';

/** What everybody sees of a channel. */
export type SeenRoom = {
  topic: string;
  members: string[];
  bookmarks: { title: string; link: string; emoji?: string }[];
  pins: string[];
  canvas: string | undefined;
};

export type RoomsBench = {
  rooms: Rooms;
  canvases: Canvases;
  /** Two people of ours, somebody of another organisation, and an id that is nobody's. */
  people: { one: string; two: string; outsider: string; nobody: string };
  /** A channel that the bot is not in and may enter, one of another organisation, and one that is shared with one. */
  place: { open: string; foreign: string; shared: string };
  /** Somebody writes there; `thread`: below that message. */
  say(user: string, channel: string, it: { text: string; thread?: string; file?: string }): Promise<MessageRef>;
  edit(user: string, message: MessageRef, text: string): Promise<void>;
  erase(user: string, message: MessageRef): Promise<void>;
  archive(channel: string): Promise<void>;
  /** Puts the bot out. */
  removeBot(channel: string): Promise<void>;
  seen(channel: string): Promise<SeenRoom>;
  close(): Promise<void>;
};

const row = (cells: number) => `| ${Array.from({ length: cells }, () => 'x').join(' | ')} |`;
const table = (cells: number) =>
  [row(10), row(10).replaceAll('x', '-'), ...Array(cells / 10 - 1).fill(row(10))].join('\n');

export function describeRooms(name: string, open: () => Promise<RoomsBench>): void {
  describe(`${name} keep the contract of rooms`, () => {
    let bench: RoomsBench;
    let count = 0;
    beforeAll(async () => {
      bench = await open();
    });
    afterAll(() => bench.close());

    /** A new channel of the bot's, with a person in it. */
    async function room(): Promise<string> {
      count += 1;
      const made = await bench.rooms.create(`inc-room-${count}`);
      if (!made.ok) throw new Error(made.error.reason);
      await bench.rooms.invite(made.value.channel, [bench.people.one]);
      return made.value.channel;
    }
    async function said(channel: string): Promise<MessageRef> {
      return bench.say(bench.people.one, channel, { text: 'hello' });
    }

    it('are made by name, once', async () => {
      const { rooms } = bench;
      const made = await rooms.create('inc-7qk2p-checkout-is-down');
      expect(made).toMatchObject({
        ok: true,
        value: { name: 'inc-7qk2p-checkout-is-down', is: 'open', member: true, shared: false, made: true },
      });
      expect(await rooms.create('inc-7qk2p-checkout-is-down')).toEqual(err({ reason: 'name-taken' }));
      expect(made.ok && (await rooms.find('inc-7qk2p-checkout-is-down'))).toEqual(made.ok && made.value);
      expect(await rooms.find('inc-nobody-made')).toBeUndefined();
    });

    it.each(['', 'Has Capitals', 'a.b', 'x'.repeat(81)])('are not made by the name %j', async (bad) => {
      expect(await bench.rooms.create(bad)).toEqual(err({ reason: 'bad-name' }));
    });

    it('take a name of 80 characters', async () => {
      expect(await bench.rooms.create('x'.repeat(80))).toMatchObject({ ok: true });
    });

    it('say what they are, and whether they are ours, entered or shared', async () => {
      const { rooms, place } = bench;
      expect(await rooms.look(place.open)).toMatchObject({ ok: true, value: { member: false, made: false } });
      expect(await rooms.look(place.shared)).toMatchObject({ ok: true, value: { member: true, shared: true } });
      expect(await rooms.look(place.foreign)).toEqual(err({ reason: 'absent' }));
      expect(await rooms.join(place.open)).toEqual(ok('in'));
      expect(await rooms.join(place.open)).toEqual(ok('in'));
      expect(await rooms.look(place.open)).toMatchObject({ ok: true, value: { member: true } });
    });

    it('take who can come, tell who was there and who cannot, and change nothing the second time', async () => {
      const { rooms, people } = bench;
      const channel = await room();
      const wanted = [people.one, people.two, people.outsider, people.nobody];
      const refused = [
        { user: people.outsider, why: 'not-allowed' },
        { user: people.nobody, why: 'unknown' },
      ];
      expect(await rooms.invite(channel, wanted)).toEqual(ok({ joined: [people.two], there: [people.one], refused }));
      expect(await rooms.invite(channel, wanted)).toEqual(ok({ joined: [], there: [people.one, people.two], refused }));
      expect((await bench.seen(channel)).members).toEqual(expect.arrayContaining([people.one, people.two]));
    });

    it('invite from outside once, as long as nobody has come', async () => {
      const { rooms } = bench;
      const channel = await room();
      expect(await rooms.inviteOutside(channel, 'no address')).toEqual(err({ reason: 'bad-address' }));
      expect(await rooms.look(channel)).toMatchObject({ value: { awaited: false, pending: [], limited: [] } });
      expect(await rooms.inviteOutside(channel, 'vera@virtuozzo.example')).toEqual(ok('sent'));
      expect(await rooms.inviteOutside(channel, 'viktor@virtuozzo.example')).toEqual(ok('pending'));
      expect(await rooms.look(channel)).toMatchObject({ value: { awaited: true } });
      await bench.removeBot(channel);
      expect(await rooms.inviteOutside(channel, 'vera@virtuozzo.example')).toEqual(err({ reason: 'left-out' }));
      expect(await rooms.inviteOutside(bench.place.foreign, 'a@b.example')).toEqual(err({ reason: 'no-channel' }));
      const old = await room();
      await bench.archive(old);
      expect(await rooms.inviteOutside(old, 'vera@virtuozzo.example')).toEqual(err({ reason: 'archived' }));
    });

    it('keep a topic, cut to what Slack takes', async () => {
      const channel = await room();
      expect(await bench.rooms.setTopic(channel, 'ß'.repeat(TOPIC_MOST + 1))).toEqual(ok('set'));
      expect((await bench.seen(channel)).topic).toBe('ß'.repeat(TOPIC_MOST));
    });

    it('keep a link once by its title and address', async () => {
      const { rooms, seen } = bench;
      const channel = await room();
      const link = { title: 'Timeline', link: 'https://example.com/1', emoji: ':scroll:' };
      expect(await rooms.bookmark(channel, link)).toEqual(ok('kept'));
      expect(await rooms.bookmark(channel, link)).toEqual(ok('kept'));
      const other = { title: 'Timeline', link: 'https://example.com/2' };
      expect(await rooms.bookmark(channel, other)).toEqual(ok('kept'));
      expect((await seen(channel)).bookmarks).toEqual([link, other]);
    });

    it('pin a message once, and give its address', async () => {
      const { rooms, seen } = bench;
      const channel = await room();
      const message = await said(channel);
      expect(await rooms.pin(message)).toEqual(ok('pinned'));
      expect(await rooms.pin(message)).toEqual(ok('pinned'));
      expect((await seen(channel)).pins).toEqual([message.ts]);
      const link = await rooms.linkTo(message);
      expect(link.ok && link.value).toContain(`/archives/${channel}/p${message.ts.replace('.', '')}`);
    });

    it('read a message of the channel and of a thread, with its files, as it stands now', async () => {
      const { rooms, people, say, edit } = bench;
      const channel = await room();
      const root = await say(people.one, channel, { text: 'a < b & c' });
      const reply = await say(people.one, channel, { text: 'look', thread: root.ts, file: 'graph.png' });
      expect(await rooms.read(root)).toMatchObject({
        ok: true,
        value: { ref: root, user: people.one, text: 'a < b & c', files: [], edited: false },
      });
      const read = await rooms.read(reply);
      expect(read).toMatchObject({ ok: true, value: { ref: reply, thread: root.ts, text: 'look' } });
      expect(read.ok && read.value.files).toMatchObject([{ name: 'graph.png', type: 'image/png' }]);
      await edit(people.one, root, 'a > b');
      expect(await rooms.read(root)).toMatchObject({
        ok: true,
        value: { text: 'a > b', edited: true, editedAt: expect.any(Number) },
      });
    });

    it('say that a message was deleted', async () => {
      const { rooms, people, erase } = bench;
      const channel = await room();
      const message = await said(channel);
      await erase(people.one, message);
      const gone = err({ reason: 'no-message' });
      expect(await Promise.all([rooms.pin(message), rooms.linkTo(message), rooms.read(message)])).toEqual([
        gone,
        gone,
        gone,
      ]);
    });

    it('have one canvas, which is written anew', async () => {
      const { rooms, canvases, seen } = bench;
      const channel = await room();
      expect(await rooms.look(channel)).not.toHaveProperty('value.canvas');
      const first = await canvases.write(channel, { title: 'Timeline', markdown: '# One\n\nT-1 alarm\n\nT-2 asked' });
      if (!first.ok) throw new Error(first.error.reason);
      expect(await rooms.look(channel)).toMatchObject({ value: { canvas: first.value } });
      expect((await seen(channel)).canvas).toBe('# One\n\nT-1 alarm\n\nT-2 asked');
      expect(await canvases.write(channel, { title: 'Timeline', markdown: '# Two' })).toEqual(ok(first.value));
      expect((await seen(channel)).canvas).toBe('# Two');
    });

    it('have no canvas beyond what Slack takes', async () => {
      const { canvases } = bench;
      const channel = await room();
      const write = (markdown: string) => canvases.write(channel, { title: 'T', markdown });
      expect(await write('x'.repeat(CANVAS_MOST))).toMatchObject({ ok: true });
      expect(await write('x'.repeat(CANVAS_MOST + 1))).toEqual(
        err({ reason: 'too-large', size: CANVAS_MOST + 1, most: CANVAS_MOST }),
      );
      expect(await write(table(CANVAS_CELLS_MOST))).toMatchObject({ ok: true });
      expect(await write(table(CANVAS_CELLS_MOST + 10))).toEqual(err({ reason: 'not-taken' }));
    });

    /** Everything that changes a channel, asked of one. */
    async function refusals(channel: string, message: MessageRef) {
      const { rooms, canvases, people } = bench;
      return Promise.all([
        rooms.setTopic(channel, 'x'),
        rooms.bookmark(channel, { title: 'x', link: 'https://example.com' }),
        rooms.pin(message),
        rooms.invite(channel, [people.two]),
        canvases.write(channel, { title: 'x', markdown: 'x' }),
      ]);
    }
    const each = (error: object) => Array(5).fill(err(error));

    it('are read and not changed, once archived', async () => {
      const { rooms, archive } = bench;
      const message = await said(await room());
      await archive(message.channel);
      expect(await refusals(message.channel, message)).toEqual(each({ reason: 'archived' }));
      expect(await rooms.read(message)).toMatchObject({ ok: true });
      expect(await rooms.look(message.channel)).toMatchObject({ ok: true, value: { is: 'archived' } });
    });

    it('are closed to a bot that was put out, and open again when it enters', async () => {
      const { rooms, removeBot } = bench;
      const message = await said(await room());
      await removeBot(message.channel);
      expect(await refusals(message.channel, message)).toEqual(each({ reason: 'left-out' }));
      expect(await rooms.read(message)).toEqual(err({ reason: 'left-out' }));
      expect(await rooms.look(message.channel)).toMatchObject({ ok: true, value: { member: false } });
      await rooms.join(message.channel);
      expect(await rooms.read(message)).toMatchObject({ ok: true });
    });

    it('are absent where they are of others alone', async () => {
      const { rooms, place } = bench;
      const message = { channel: place.foreign, ts: '1.000001' };
      expect(await refusals(place.foreign, message)).toEqual(each({ reason: 'absent' }));
      expect(await rooms.read(message)).toEqual(err({ reason: 'absent' }));
    });
  });
}
