/** Holds a fleet, with a script running on every host, until it is killed. `node holder.ts <isolated|folder> <home>`. */
import { startFleet } from '../../../local/fleet/fleet.ts';
import { seedTargets } from '../../../local/seed-targets.ts';

const [kind, home = ''] = process.argv.slice(2);
const targets = seedTargets.filter(({ name }) => ['host-4', 'infra-db'].includes(name));
const fleet = await startFleet({ home, targets, kind: kind === 'isolated' ? 'isolated' : 'folder' });
for (const host of fleet.hosts) {
  const script = '#!/bin/bash\nsystemctl restart nginx\n(trap "" TERM HUP; sleep 300) &\nsleep 300\n';
  void host.execute({ script, env: {}, timeoutMs: 300_000, onStart: () => console.log('started') });
}
