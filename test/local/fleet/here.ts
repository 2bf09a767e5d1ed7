import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startFleet } from '../../../local/fleet/fleet.ts';
import type { Fleet, Host, HostKind } from '../../../local/fleet/host.ts';
import { lookForRequirements } from '../../../local/fleet/isolated/requirements.ts';
import { seedTargets } from '../../../local/seed-targets.ts';

const found = await lookForRequirements('/nowhere');

/**
 * The kinds of hosts that this machine can have: folder hosts always, isolated ones where all of it is there.
 *
 * With REMIT_REQUIRE_ISOLATED=1 (CI) isolated hosts are tested whatever is missing, and so fail.
 */
export const kindsHere: readonly HostKind[] =
  'systemctl' in found || process.env['REMIT_REQUIRE_ISOLATED'] === '1' ? ['isolated', 'folder'] : ['folder'];

export async function temporaryHome(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'remit-fleet-'));
}

export async function removeHome(home: string): Promise<void> {
  await rm(home, { recursive: true, force: true });
}

export function fleetOf(kind: HostKind, home: string, ...names: string[]): Promise<Fleet> {
  return startFleet({ home, kind, targets: seedTargets.filter(({ name }) => names.includes(name)) });
}

export function hostOf(fleet: Pick<Fleet, 'hosts'>, name: string): Host {
  const host = fleet.hosts.find((one) => one.name === name);
  if (host === undefined) throw new Error(`no host ${name} in this fleet`);
  return host;
}
