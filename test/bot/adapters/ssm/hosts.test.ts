import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { statusOf } from '../../../../bot/adapters/ssm/status.ts';
import { describeHosts } from '../../../contracts/hosts.ts';
import { createFakeHosts } from '../../../fakes/hosts.ts';
import { openTwoHosts } from './two-hosts.ts';

describeHosts('hosts behind SSM', openTwoHosts);

describeHosts('hosts in memory', async () => {
  const instanceIds: [string, string] = ['i-1', 'i-2'];
  const hosts = createFakeHosts({ now: Date.now, instanceIds, documents: ['Test-Effect'] });
  Object.assign(hosts.pace, { begins: 0, ends: 0 });
  return {
    hosts,
    document: 'Test-Effect',
    instanceIds,
    failNextSend: (fault) => void hosts.faults.push(fault),
    endNext: (instanceId, details) => void hosts.endings.set(instanceId, { details }),
    effects: async (instanceId) => hosts.effects.filter((effect) => effect.endsWith(` on ${instanceId}`)).length,
    close: async () => undefined,
  };
});

describe('a send to SSM', () => {
  let world: Awaited<ReturnType<typeof openTwoHosts>>;
  beforeAll(async () => {
    world = await openTwoHosts();
  });
  afterAll(() => world.close());

  const order = (run: string) => ({
    mark: `remit:${run}:1`,
    documentName: world.document,
    instanceIds: [world.instanceIds[0]],
    parameters: { ExecId: [`R-${run}`], NotAfter: [String(Math.floor(Date.now() / 1_000) + 60)] },
    timeoutSeconds: 20,
  });

  it.each([
    ['reset', 'ambiguous'],
    ['500', 'ambiguous'],
    ['500-after-accept', 'ambiguous'],
    ['reset-after-accept', 'ambiguous'],
    ['throttle', 'busy'],
  ] as const)('is one call when it meets %s, and %s', async (fault, is) => {
    world.faults.next('SendCommand', fault);
    const marked = order(`C${fault.replaceAll('-', '')}`);
    expect(await world.hosts.send(marked)).toEqual({ is });
    // A second attempt of the SDK's own would have met no fault, and would be there.
    const there = (await world.hosts.find({ ...marked, since: Date.now() })) !== undefined;
    expect(there).toBe(fault.endsWith('after-accept'));
  });

  it('is rejected for a parameter that the document does not allow, by the name of the error alone', async () => {
    const parameters = { ExecId: ['R-X; rm'], NotAfter: ['1'] };
    const sent = await world.hosts.send({ ...order('CPARM'), parameters });
    expect(sent).toEqual({ is: 'rejected', detail: 'SSM refused: InvalidParameters' });
  });

  it('is busy when there is no connection at all: nothing can have been sent', async () => {
    const gone = await openTwoHosts();
    await gone.close();
    expect(await gone.hosts.send(order('CGONE'))).toEqual({ is: 'busy' });
  });
});

describe('statusOf', () => {
  it.each([
    ['Pending', undefined, 'waiting', 'Pending'],
    ['Delayed', undefined, 'waiting', 'Delayed'],
    ['InProgress', undefined, 'running', 'InProgress'],
    ['In Progress', -1, 'running', 'In Progress'],
    ['Cancelling', undefined, 'running', 'Cancelling'],
    ['Success', 0, 'succeeded', 'Success'],
    ['Failed', 1, 'failed', 'Failed'],
    ['Failed', 91, 'did-not-run', 'the agent is too old to pass parameters safely'],
    ['Failed', 92, 'did-not-run', "the approval's time was over when it arrived"],
    ['Failed', 93, 'unknown', 'an earlier attempt did not finish: it may have run'],
    ['Success', 92, 'succeeded', 'Success'],
    ['Execution Timed Out', 137, 'timed-out', 'Execution Timed Out'],
    ['ExecutionTimedOut', undefined, 'timed-out', 'ExecutionTimedOut'],
    ['DeliveryTimedOut', undefined, 'unknown', 'DeliveryTimedOut'],
    ['Cancelled', undefined, 'cancelled', 'Cancelled'],
    ['', undefined, 'unknown', ''],
  ])('reads %j with exit code %j as %s', (details, code, status, detail) => {
    expect(statusOf(details, code)).toEqual({ status, detail });
  });
});
