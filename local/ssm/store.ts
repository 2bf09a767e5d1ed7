import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from './command.ts';

/** SSM keeps what became of a command for 30 days. */
const KEPT_MS = 30 * 24 * 60 * 60 * 1000;

/** The commands, in memory and each as a file of its own: an accepted command survives the end of this process. */
export type Store = {
  readonly get: (id: string) => Command | undefined;
  /** Newest first. */
  readonly all: () => Command[];
  /** On disk when it returns: SSM's "accepted" must not be forgotten. */
  readonly save: (command: Command) => void;
};

export function openStore(dir: string, now: number): Store {
  mkdirSync(dir, { recursive: true });
  const commands = new Map<string, Command>();
  for (const file of readdirSync(dir)) {
    if (!file.endsWith('.json')) continue; // a file that was being written when the process ended
    const command: Command = JSON.parse(readFileSync(join(dir, file), 'utf8'));
    if (command.requestedAt > now - KEPT_MS) commands.set(command.id, command);
    else rmSync(join(dir, file));
  }
  return {
    get: (id) => commands.get(id),
    all: () => [...commands.values()].sort((a, b) => b.requestedAt - a.requestedAt),
    save: (command) => {
      commands.set(command.id, command);
      const path = join(dir, `${command.id}.json`);
      writeFileSync(`${path}.new`, JSON.stringify(command));
      renameSync(`${path}.new`, path);
    },
  };
}
