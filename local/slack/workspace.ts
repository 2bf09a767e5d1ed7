/**
 * The workspace's memory. Every change goes through `record`, which writes it down and then applies it: what is read
 * here is therefore always what a restart would read.
 */
import { join } from 'node:path';
import {
  type Change,
  type Home,
  type Journal,
  type OwedEvent,
  openJournal,
  type ResponseUrl,
  type StoredFile,
} from './journal.ts';
import type { Person, Room, Seed } from './seed.ts';
import { newStamps } from './stamps.ts';
import type { Message } from './wire.ts';

type Memory = {
  rooms: Map<string, Room>;
  messages: Map<string, Map<string, Message>>;
  files: Map<string, StoredFile>;
  homes: Map<string, Home>;
  owed: Map<string, OwedEvent>;
  responseUrls: Map<string, ResponseUrl>;
  lastMicros: number;
};

export type Workspace = Omit<Memory, 'lastMicros'> & {
  seed: Seed;
  accounts: Map<string, Person>;
  now: () => number;
  record: (change: Change) => void;
  /** The next `ts`: unique in the workspace and never going back, as everything orders by it. */
  stamp: () => string;
  filesHome: string;
  close: () => void;
};

export function openWorkspace({ home, seed, now }: { home: string; seed: Seed; now: () => number }): Workspace {
  const memory = emptyMemory(seed);
  const journal: Journal = openJournal(join(home, 'workspace.jsonl'), (changes) => {
    for (const change of changes) apply(memory, change);
    return snapshot(memory, now());
  });
  return {
    ...memory,
    seed,
    accounts: new Map(seed.accounts.map((account) => [account.id, account])),
    now,
    record: (change) => {
      journal.append(change);
      apply(memory, change);
    },
    stamp: newStamps(now, memory.lastMicros),
    filesHome: join(home, 'files'),
    close: journal.close,
  };
}

function emptyMemory(seed: Seed): Memory {
  return {
    rooms: new Map(seed.rooms.map((room) => [room.id, room])),
    messages: new Map(),
    files: new Map(),
    homes: new Map(),
    owed: new Map(),
    responseUrls: new Map(),
    lastMicros: 0,
  };
}

function apply(memory: Memory, change: Change): void {
  switch (change.kind) {
    case 'message': {
      const { channel, ts } = change.message;
      const inChannel = memory.messages.get(channel) ?? new Map<string, Message>();
      memory.messages.set(channel, inChannel.set(ts, change.message));
      memory.lastMicros = Math.max(memory.lastMicros, Number(ts.replace('.', '')));
      return;
    }
    case 'message-gone':
      memory.messages.get(change.channel)?.delete(change.ts);
      return;
    case 'room':
      memory.rooms.set(change.room.id, change.room);
      return;
    case 'file':
      memory.files.set(change.file.id, change.file);
      return;
    case 'home':
      memory.homes.set(change.home.user, change.home);
      return;
    case 'event-owed':
      memory.owed.set(change.event.id, change.event);
      return;
    case 'event-settled':
      memory.owed.delete(change.id);
      return;
    case 'response-url':
      memory.responseUrls.set(change.url.id, change.url);
      return;
    case 'last-ts':
      memory.lastMicros = Math.max(memory.lastMicros, change.micros);
      return;
    default:
      change satisfies never;
  }
}

function snapshot(memory: Memory, now: number): Change[] {
  return [
    { kind: 'last-ts', micros: memory.lastMicros },
    ...[...memory.rooms.values()].map((room): Change => ({ kind: 'room', room })),
    ...[...memory.messages.values()]
      .flatMap((inChannel) => [...inChannel.values()])
      .map((message): Change => ({ kind: 'message', message })),
    ...[...memory.files.values()].map((file): Change => ({ kind: 'file', file })),
    ...[...memory.homes.values()].map((home): Change => ({ kind: 'home', home })),
    ...[...memory.owed.values()].map((event): Change => ({ kind: 'event-owed', event })),
    ...[...memory.responseUrls.values()]
      .filter((url) => url.expiresAt > now)
      .map((url): Change => ({ kind: 'response-url', url })),
  ];
}
