import { mkdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import type { SeedTarget } from '../seed-targets.ts';
import { openFolderHost } from './folder/host.ts';
import { startKeeper } from './folder/link.ts';
import type { Fleet } from './host.ts';
import { startIsolatedHost } from './isolated/host.ts';
import { compileSystemctl, lookForRequirements } from './isolated/requirements.ts';

export type FleetOptions = {
  /** Where the hosts' state lies: `<home>/hosts/<name>`. It survives a restart; two fleets must not share it. */
  readonly home: string;
  readonly targets: readonly SeedTarget[];
  readonly kind?: 'isolated' | 'folder' | 'auto';
};

/**
 * Starts every target as a host of this machine, and says which kind and why.
 *
 * `auto` takes isolated hosts where every part of them is there, else folder hosts. `isolated` throws, with what is missing:
 * for CI, which must not pass on less. The hosts end with this process, whatever ends it.
 */
export async function startFleet({ home, targets, kind = 'auto' }: FleetOptions): Promise<Fleet> {
  await mkdir(home, { recursive: true });
  const place = await realpath(home);
  if (kind === 'folder') return startFolders(place, targets, 'they were asked for');
  const found = await lookForRequirements(place);
  if ('systemctl' in found) {
    const started = await startIsolated(place, targets, found.systemctl);
    if ('fleet' in started) return started.fleet;
    if (kind === 'isolated') throw new Error(`isolated hosts do not start here: ${started.fault}`);
    return startFolders(place, targets, `isolated hosts do not start here (${firstLine(started.fault)})`);
  }
  if (kind === 'isolated') throw new Error(`isolated hosts need what is missing here: ${found.missing}`);
  return startFolders(place, targets, `${found.missing} is missing`);
}

async function startIsolated(
  home: string,
  targets: readonly SeedTarget[],
  systemctl: string,
): Promise<{ fleet: Fleet } | { fault: string }> {
  const compiled = await compileSystemctl(systemctl, home);
  const starts = await Promise.allSettled(
    targets.map((target) => startIsolatedHost(target, join(home, 'hosts', target.name), compiled)),
  );
  const hosts = starts.flatMap((start) => (start.status === 'fulfilled' ? [start.value] : []));
  const stop = async () => void (await Promise.all(hosts.map((host) => host.end())));
  const fault = starts.find((start) => start.status === 'rejected');
  if (fault === undefined)
    return { fleet: { kind: 'isolated', why: 'isolated hosts: namespaces, real nginx, real unit files', hosts, stop } };
  await stop();
  return { fault: String(fault.reason) };
}

async function startFolders(home: string, targets: readonly SeedTarget[], because: string): Promise<Fleet> {
  const link = startKeeper();
  try {
    const hosts = await Promise.all(
      targets.map((target) => openFolderHost(target, join(home, 'hosts', target.name), link)),
    );
    return { kind: 'folder', why: `folder hosts, because ${because}`, hosts, stop: () => link.end() };
  } catch (cause) {
    await link.end();
    throw cause;
  }
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? '';
}
