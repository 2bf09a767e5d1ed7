import { err, ok, type Result } from '../../bot/domain/result.ts';
import type { InviteFailure } from '../../bot/domain/vendor/refusal.ts';
import { CANVAS_CELLS_MOST, CANVAS_MOST, type Canvases } from '../../bot/ports/canvases.ts';
import { ChatBusy, type MessageRef } from '../../bot/ports/chat.ts';
import {
  type Invited,
  type MessageLoss,
  ROOM_NAME_MOST,
  type Room,
  type RoomLoss,
  type Rooms,
  type SaidMessage,
  TOPIC_MOST,
} from '../../bot/ports/rooms.ts';

/** A channel as everybody sees it. Messages by their `ts`. */
export type FakeRoom = {
  room: Room;
  topic: string;
  members: string[];
  bookmarks: { title: string; link: string; emoji?: string }[];
  pins: string[];
  messages: Map<string, SaidMessage>;
  canvas?: { id: string; title: string; sections: string[] };
  /** Set: everything that changes it is refused so. */
  loss?: RoomLoss['reason'];
};

export type FakeRooms = {
  rooms: Rooms;
  canvases: Canvases;
  /** By the channel's id. Those that are not here are absent. */
  all: Map<string, FakeRoom>;
  /** Ids of people that Slack knows, and those of them who may not be invited. */
  known: Set<string>;
  unwelcome: Set<string>;
  busy: { retryAfter: number } | undefined;
  noCanvases: boolean;
  /** Who was invited from outside, and why nobody is. */
  addressed: { channel: string; address: string }[];
  noOutside: InviteFailure | undefined;
};

/** Slack's channels in memory. */
export function createFakeRooms(): FakeRooms {
  const fake: FakeRooms = {
    rooms: {} as Rooms,
    canvases: {} as Canvases,
    all: new Map(),
    known: new Set(),
    unwelcome: new Set(),
    busy: undefined,
    noCanvases: false,
    addressed: [],
    noOutside: undefined,
  };
  fake.rooms = roomsOf(fake);
  fake.canvases = canvasesOf(fake);
  return fake;
}

export function addRoom(fake: FakeRooms, room: Partial<Room> & { channel: string }): FakeRoom {
  const one: FakeRoom = {
    room: {
      name: room.channel.toLowerCase(),
      is: 'open',
      member: true,
      shared: false,
      made: false,
      organisations: [],
      own: ['T0ACME'],
      pending: [],
      awaited: false,
      limited: [],
      ...room,
    },
    topic: '',
    members: [],
    bookmarks: [],
    pins: [],
    messages: new Map(),
  };
  fake.all.set(room.channel, one);
  return one;
}

function look(fake: FakeRooms, channel: string): Result<FakeRoom, RoomLoss> {
  if (fake.busy) throw new ChatBusy(fake.busy.retryAfter);
  const found = fake.all.get(channel);
  return found ? ok(found) : err({ reason: 'absent' });
}

function change(fake: FakeRooms, channel: string): Result<FakeRoom, RoomLoss> {
  const found = look(fake, channel);
  if (!found.ok) return found;
  const { room, loss } = found.value;
  if (loss) return err({ reason: loss });
  if (!room.member) return err({ reason: 'left-out' });
  return room.is === 'archived' ? err({ reason: 'archived' }) : found;
}

function message(found: Result<FakeRoom, RoomLoss>, { ts }: MessageRef): Result<SaidMessage, MessageLoss> {
  if (!found.ok) return found;
  if (!found.value.room.member) return err({ reason: 'left-out' });
  const one = found.value.messages.get(ts);
  return one ? ok(one) : err({ reason: 'no-message' });
}

function invitedBy({ known, unwelcome }: FakeRooms, { members }: FakeRoom, users: readonly string[]): Invited {
  const there = users.filter((user) => members.includes(user));
  const wanted = users.filter((user) => !members.includes(user));
  const joined = wanted.filter((user) => known.has(user) && !unwelcome.has(user));
  const out = wanted.filter((user) => !joined.includes(user));
  return { joined, there, refused: out.map((user) => ({ user, why: known.has(user) ? 'not-allowed' : 'unknown' })) };
}

const LOST = { archived: 'archived', absent: 'no-channel', forbidden: 'no-right', 'left-out': 'left-out' } as const;

const NAME = /^(?=.*[a-z0-9])[a-z0-9_-]+$/;

function roomsOf(fake: FakeRooms): Rooms {
  return {
    async create(name) {
      if (fake.busy) throw new ChatBusy(fake.busy.retryAfter);
      if (!NAME.test(name) || name.length > ROOM_NAME_MOST) return err({ reason: 'bad-name' });
      if ([...fake.all.values()].some(({ room }) => room.name === name)) return err({ reason: 'name-taken' });
      return ok(addRoom(fake, { channel: `C0MADE${fake.all.size}`, name, made: true }).room);
    },
    async find(name) {
      return [...fake.all.values()].find(({ room }) => room.name === name && room.is === 'open')?.room;
    },
    async look(channel) {
      const found = look(fake, channel);
      if (!found.ok) return found;
      const { room, canvas } = found.value;
      return ok({ ...room, ...(canvas && { canvas: canvas.id }) });
    },
    async join(channel) {
      const found = look(fake, channel);
      if (!found.ok) return found;
      found.value.room = { ...found.value.room, member: true };
      return ok('in');
    },
    async invite(channel, users) {
      const found = change(fake, channel);
      if (!found.ok) return found;
      const invited = invitedBy(fake, found.value, [...new Set(users)]);
      found.value.members.push(...invited.joined);
      return ok(invited);
    },
    async inviteOutside(channel, address) {
      const found = change(fake, channel);
      if (!found.ok) return err({ reason: LOST[found.error.reason] });
      if (fake.noOutside) return err({ reason: fake.noOutside });
      if (!/^[^@ ]+@[^@ ]+\.[^@ ]+$/.test(address)) return err({ reason: 'bad-address' });
      const { room } = found.value;
      if (room.awaited) return ok('pending');
      fake.addressed.push({ channel, address });
      found.value.room = { ...room, awaited: true };
      return ok('sent');
    },
    async setTopic(channel, topic) {
      const found = change(fake, channel);
      if (!found.ok) return found;
      found.value.topic = [...topic].slice(0, TOPIC_MOST).join('');
      return ok('set');
    },
    async bookmark(channel, link) {
      const found = change(fake, channel);
      if (!found.ok) return found;
      const { bookmarks } = found.value;
      if (bookmarks.some((one) => one.title === link.title && one.link === link.link)) return ok('kept');
      if (bookmarks.length >= 100) return err({ reason: 'full' });
      bookmarks.push(link);
      return ok('kept');
    },
    async pin(ref) {
      const found = change(fake, ref.channel);
      const one = message(found, ref);
      if (!found.ok) return found;
      if (!one.ok) return one;
      const { pins } = found.value;
      if (!pins.includes(ref.ts) && pins.length >= 100) return err({ reason: 'full' });
      if (!pins.includes(ref.ts)) pins.push(ref.ts);
      return ok('pinned');
    },
    async linkTo(ref) {
      const one = message(look(fake, ref.channel), ref);
      return one.ok ? ok(`https://slack.example/archives/${ref.channel}/p${ref.ts.replace('.', '')}`) : one;
    },
    async read(ref) {
      return message(look(fake, ref.channel), ref);
    },
  };
}

function cellsOf(section: string): number {
  const rows = section.split('\n').filter((line) => line.startsWith('|') && !/^[\s|:-]+$/.test(line));
  return rows.reduce((sum, row) => sum + row.split('|').length - 2, 0);
}

function canvasesOf(fake: FakeRooms): Canvases {
  return {
    async write(channel, { title, markdown }) {
      const size = markdown.length;
      if (size > CANVAS_MOST) return err({ reason: 'too-large', size, most: CANVAS_MOST });
      const found = change(fake, channel);
      if (!found.ok) return found;
      if (fake.noCanvases) return err({ reason: 'none-here' });
      const sections = markdown.split('\n\n');
      if (sections.some((section) => cellsOf(section) > CANVAS_CELLS_MOST)) return err({ reason: 'not-taken' });
      const id = found.value.canvas?.id ?? `F0CANVAS${channel}`;
      found.value.canvas = { id, title, sections };
      return ok(id);
    },
  };
}
