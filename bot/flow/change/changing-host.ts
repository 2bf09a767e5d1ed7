import { REMIT } from '../../domain/actor.ts';
import { type AddHost, refuseHost } from '../../domain/change/add-host.ts';
import { ok } from '../../domain/result.ts';
import { everythingStop } from '../../domain/run/gates.ts';
import { readStanding } from '../freeze/read-standing.ts';
import { hostStream } from '../records.ts';
import type { Changing } from './changing.ts';

/** What joined under a name is on record; the tags follow from it. An agent is asked for, since a host without one takes no command. */
export function changingHost({ host }: AddHost): Changing {
  return {
    stream: hostStream(host.name),
    moved: { is: 'host', name: host.name },
    lock: `instance#${host.instanceId}`,
    async refuse(deps) {
      const { stop } = await readStanding(deps.ledger);
      if (stop) return { reason: 'stopped', stop: everythingStop(stop) };
      const [{ policy }, there, joining, agents] = await Promise.all([
        deps.records(REMIT),
        deps.inventory.list(),
        deps.joinings.list(),
        deps.hosts.agents([host.instanceId]),
      ]);
      const coming = joining.map(({ name, instanceId, change }) => ({
        name,
        instanceId,
        why: `it joins by ${change}`,
      }));
      const unmanaged = [...there.unmanaged, ...coming];
      const refusal = refuseHost(host, { groups: policy?.hostGroups ?? [], targets: there.targets, unmanaged });
      if (refusal) return refusal;
      return agents.length > 0 ? undefined : { reason: 'no-agent', instanceId: host.instanceId };
    },
    make: async () => ok({ type: 'host-added', data: {}, state: host }),
  };
}
