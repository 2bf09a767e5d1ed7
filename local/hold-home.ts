import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Takes the home for this process: two over one home would write the same files. A holder that was killed has left its
 * number behind, and is known by not being there any more. Throws with who holds it; returns how to let go.
 */
export function holdHome(home: string): () => Promise<void> {
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const file = join(home, 'running.pid');
  const holder = Number(readIfThere(file));
  if (holder > 0 && holder !== process.pid && isRunning(holder)) {
    throw new Error(`process ${holder} runs Remit over ${home} already: stop it, or set REMIT_HOME to another folder`);
  }
  writeFileSync(file, String(process.pid));
  return async () => rmSync(file, { force: true });
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'; // somebody else's process, and so not a Remit of ours gone
  }
}
