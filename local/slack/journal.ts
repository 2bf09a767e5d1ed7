/**
 * What the workspace remembers, as one JSON line per change.
 *
 * A line is written before the change is answered, so that a killed process has kept whatever it confirmed. Only the
 * operating system's own crash could lose one, which a development server may.
 */
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import type { View } from '@slack/types';
import type { Room } from './seed.ts';
import type { Message } from './wire.ts';

export type StoredFile = {
  id: string;
  name: string;
  title: string;
  size: number;
  mimetype: string;
  created: number;
  /** Whose it is: the bot's own, or a person's. */
  user: string;
  /** What an image holds, in words. */
  alt?: string;
  uploaded: boolean;
  /** Handed to the bot in a form, which no channel shows. */
  handedOver?: true;
  shares: { channel: string; ts: string }[];
};
export type Home = { user: string; view: View; hash: string; id: string };
/** An event that Slack owes the bot. `body` is kept as sent, so that a retry carries the same bytes. */
export type OwedEvent = { id: string; body: string; tries: number; reason?: string };
export type ResponseUrl = {
  id: string;
  channel: string;
  user: string;
  original?: string;
  threadTs?: string;
  uses: number;
  expiresAt: number;
};

export type Change =
  | { kind: 'message'; message: Message }
  | { kind: 'message-gone'; channel: string; ts: string }
  | { kind: 'room'; room: Room }
  | { kind: 'file'; file: StoredFile }
  | { kind: 'home'; home: Home }
  | { kind: 'event-owed'; event: OwedEvent }
  | { kind: 'event-settled'; id: string }
  | { kind: 'response-url'; url: ResponseUrl }
  | { kind: 'last-ts'; micros: number };

export type Journal = { changes: Change[]; append: (change: Change) => void; close: () => void };

/** Opens the journal at `path`. `compact` says what is worth keeping of the changes read. */
export function openJournal(path: string, compact: (changes: Change[]) => Change[]): Journal {
  mkdirSync(dirname(path), { recursive: true });
  const changes = compact(existsSync(path) ? parseLines(readFileSync(path, 'utf8')) : []);
  const fresh = `${path}.new`;
  writeFileSync(fresh, changes.map((change) => `${JSON.stringify(change)}\n`).join(''));
  renameSync(fresh, path);
  const file = openSync(path, 'a');
  let open = true;
  return {
    changes,
    // What still runs after the end confirms nothing to anybody, and the number of the file may be another's by now.
    append: (change) => {
      if (open) writeSync(file, `${JSON.stringify(change)}\n`);
    },
    close: () => {
      if (open) closeSync(file);
      open = false;
    },
  };
}

/** A kill may have cut the last line short: what does not end in a line feed was never confirmed to anybody. */
function parseLines(text: string): Change[] {
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  return whole
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Change);
}
