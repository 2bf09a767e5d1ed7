/**
 * `npm run verify-audit -- file.jsonl folder …`: checks exported events, or copies of the bucket, without Remit's store: that
 * each is what its hash says and follows the one before. Exit 0: all is whole; 1: something is not; 2: nothing to check.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ChainedEvent } from '../bot/domain/ledger/chain.ts';
import { readCopy } from '../bot/domain/ledger/copy.ts';
import { verify } from '../bot/domain/ledger/verify.ts';

const files = process.argv.slice(2).flatMap(filesIn);
const streams = new Map<string, Map<string, ChainedEvent>>();
let flaws = 0;

for (const file of files) {
  for (const [index, line] of readFileSync(file, 'utf8').split('\n').entries()) {
    if (line === '') continue;
    const event = readCopy(line);
    if (event) keep(event);
    else say(`✖ ${file} line ${index + 1} is no event`);
  }
}
for (const [stream, events] of streams) {
  const inOrder = [...events.values()].sort((a, b) => a.seq - b.seq);
  const checked = verify(stream, inOrder);
  if (!checked.ok) say(`✖ ${stream} event ${checked.error.seq}: ${checked.error.why}`);
}
const events = [...streams.values()].reduce((sum, { size }) => sum + size, 0);
const whole = flaws === 0 ? 'all whole' : `${flaws} not as they were written`;
console.log(
  events === 0
    ? 'no events to check: name a file or a folder'
    : `${events} events in ${streams.size} streams: ${whole}`,
);
process.exitCode = flaws > 0 ? 1 : Number(events === 0) * 2;

/** The same event twice, as two batches may bring it, is one; another one for the same step is kept, and found as a fork. */
function keep(event: ChainedEvent): void {
  const known = streams.get(event.stream) ?? new Map<string, ChainedEvent>();
  streams.set(event.stream, known.set(JSON.stringify(event), event));
}

function say(flaw: string): void {
  flaws += 1;
  console.log(flaw);
}

function filesIn(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  const entries = readdirSync(path, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
}
