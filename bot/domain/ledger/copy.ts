import { createHash } from 'node:crypto';
import type { ChainedEvent } from './chain.ts';

/** What is copied of an event, in this order: all that its hash covers, and the hash. Whoever has it can check it alone. */
export const COPIED = ['v', 'stream', 'seq', 'type', 'at', 'by', 'data', 'state', 'prev', 'hash'] as const;

/** An event as one line of JSON, as copies and exports hold it. */
export function writeCopy(event: ChainedEvent): string {
  return `${JSON.stringify(event, [...COPIED])}\n`;
}

/** A line of a copy; undefined when it is none. What it says is not checked here: its hash says whether it is so. */
export function readCopy(line: string): ChainedEvent | undefined {
  try {
    const read: unknown = JSON.parse(line);
    return isEvent(read) ? read : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

const NUMBERS: readonly string[] = ['v', 'seq', 'at'];

function isEvent(read: unknown): read is ChainedEvent {
  if (typeof read !== 'object' || read === null) return false;
  const entries = new Map(Object.entries(read));
  return COPIED.every((part) => typeof entries.get(part) === (NUMBERS.includes(part) ? 'number' : 'string'));
}

/** Of a file, by which whoever gets it knows that it is the one that was made. */
export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
