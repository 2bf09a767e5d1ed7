import { readFileSync } from 'node:fs';

/** Kills a process group; one that is already gone is no fault. */
export function killGroup(pid: number | undefined): void {
  if (pid !== undefined) send(-pid);
}

/**
 * Kills what a waiting wrapper (nsenter) runs, in a session of its own, and leaves the wrapper to collect it.
 *
 * Were the wrapper killed too, its child would fall to the machine's own process 1, and until that one collects it the
 * host's namespaces cannot end.
 */
export function killInside(wrapper: number | undefined): void {
  const children = wrapper === undefined ? undefined : childrenOf(wrapper);
  if (children?.length === 0) setTimeout(() => killInside(wrapper), 20); // it has not forked yet
  for (const pid of children ?? []) {
    send(pid); // it may not have a session yet
    send(-pid);
  }
}

function childrenOf(pid: number): number[] | undefined {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
  } catch (cause) {
    if (!['ENOENT', 'ESRCH'].includes(String((cause as NodeJS.ErrnoException).code))) throw cause;
    return undefined;
  }
}

function send(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ESRCH') throw cause;
  }
}
