import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type HostStatus, isOver } from '../../bot/domain/run/outcome.ts';
import type { Hosts, Invocation, Order } from '../../bot/ports/hosts.ts';

/** SSM behind the port, with what a test must be able to make happen there. `document` counts nothing but its own effects. */
export type HostsWorld = {
  hosts: Hosts;
  document: string;
  instanceIds: [string, string];
  failNextSend(fault: 'busy' | 'lost-before' | 'lost-after'): void;
  endNext(instanceId: string, details: string): void;
  /** How often the document took effect on an instance, for all executions. */
  effects(instanceId: string): Promise<number>;
  close(): Promise<void>;
};

export function describeHosts(name: string, open: () => Promise<HostsWorld>): void {
  describe(`${name} keep the hosts' contract`, () => {
    let world: HostsWorld;
    let one = '';
    let two = '';
    beforeAll(async () => {
      world = await open();
      [one, two] = world.instanceIds;
    });
    afterAll(() => world.close());

    const orderOf = (run: string, more: Partial<Order> & { seconds?: number } = {}): Order => {
      const { seconds = 60, ...rest } = more;
      const NotAfter = [String(Math.floor(Date.now() / 1_000) + seconds)];
      const parameters = { ExecId: [`R-${run}`], NotAfter };
      const order = { mark: `remit:${run}:1`, documentName: world.document, instanceIds: [one], timeoutSeconds: 60 };
      return { ...order, parameters, ...rest };
    };

    async function accepted(order: Order): Promise<string> {
      const sent = await world.hosts.send(order);
      if (sent.is !== 'accepted') throw new Error(`not accepted: ${JSON.stringify(sent)}`);
      return sent.commandId;
    }

    async function over(commandId: string): Promise<{ mark?: string; invocations: Invocation[] }> {
      for (let look = 0; look < 200; look += 1) {
        const seen = await world.hosts.invocations(commandId);
        if (seen.invocations.length > 0 && seen.invocations.every(({ status }) => isOver(status))) return seen;
        await sleep(25);
      }
      throw new Error(`${commandId} does not end`);
    }

    it('run a document on each instance and tell what became of it, with the mark', async () => {
      const began = Date.now();
      const { mark, invocations } = await over(await accepted(orderOf('AAAA1', { instanceIds: [one, two] })));
      expect(mark).toBe('remit:AAAA1:1');
      expect(invocations.map(({ instanceId }) => instanceId).sort()).toEqual([one, two].sort());
      for (const { status, detail, exitCode, startedAt = 0, endedAt = 0 } of invocations) {
        expect({ status, detail, exitCode }).toEqual({ status: 'succeeded', detail: 'Success', exitCode: 0 });
        expect(startedAt).toBeGreaterThanOrEqual(began - 1_000);
        expect(endedAt).toBeGreaterThanOrEqual(startedAt);
      }
    });

    it('give what one host printed', async () => {
      const commandId = await accepted(orderOf('AAAA2'));
      const { invocations } = await over(commandId);
      const { text, cut } = await world.hosts.output(commandId, one);
      expect(text).not.toBe('');
      expect(cut).toBe(false);
      expect(invocations[0]?.output).toBe(text);
    });

    it('take effect once for one execution, and answer a repeat as they answered first', async () => {
      const before = await world.effects(one);
      await over(await accepted(orderOf('AAAA3')));
      const { invocations } = await over(await accepted(orderOf('AAAA3', { mark: 'remit:AAAA3:2' })));
      expect(invocations[0]).toMatchObject({ status: 'succeeded', exitCode: 0 });
      expect(await world.effects(one)).toBe(before + 1);
    });

    it('run nothing that comes after its time, and say so', async () => {
      const before = await world.effects(one);
      const { invocations } = await over(await accepted(orderOf('AAAA4', { seconds: -5 })));
      expect(invocations[0]).toMatchObject({
        status: 'did-not-run',
        detail: "the approval's time was over when it arrived",
      });
      expect(await world.effects(one)).toBe(before);
    });

    it.each([
      ['a document that is not there', { documentName: 'Remit-None' }, 'SSM refused: InvalidDocument'],
      ['an instance that is not there', { instanceIds: ['i-0ffffffffffffffff'] }, 'SSM refused: InvalidInstanceId'],
    ])('reject %s', async (_what, more, detail) => {
      expect(await world.hosts.send(orderOf('AAAA5', more))).toEqual({ is: 'rejected', detail });
    });

    it('are busy when SSM throttles, and nothing was sent', async () => {
      const before = await world.effects(one);
      world.failNextSend('busy');
      const order = orderOf('AAAA6');
      expect(await world.hosts.send(order)).toEqual({ is: 'busy' });
      expect(await world.hosts.find({ ...order, since: Date.now() })).toBeUndefined();
      expect(await world.effects(one)).toBe(before);
    });

    it('do not know of a send whose answer was lost, which is found by its mark: sent once', async () => {
      const before = await world.effects(one);
      world.failNextSend('lost-after');
      const order = orderOf('AAAA7');
      expect(await world.hosts.send(order)).toEqual({ is: 'ambiguous' });
      const found = await world.hosts.find({ ...order, since: Date.now() });
      expect((await over(found ?? '')).mark).toBe(order.mark);
      expect(await world.effects(one)).toBe(before + 1);
    });

    it('do not know of a send that never arrived, and find nothing', async () => {
      world.failNextSend('lost-before');
      const order = orderOf('AAAA8');
      expect(await world.hosts.send(order)).toEqual({ is: 'ambiguous' });
      expect(await world.hosts.find({ ...order, since: Date.now() })).toBeUndefined();
    });

    it('find a command by mark, document and time, and no other', async () => {
      const commandId = await accepted(orderOf('AAAA9'));
      const ask = { mark: 'remit:AAAA9:1', documentName: world.document, since: Date.now() };
      expect(await world.hosts.find(ask)).toBe(commandId);
      expect(await world.hosts.find({ ...ask, mark: 'remit:AAAA9:2' })).toBeUndefined();
      expect(await world.hosts.find({ ...ask, documentName: 'Remit-None' })).toBeUndefined();
      expect(await world.hosts.find({ ...ask, since: Date.now() + 120_000 })).toBeUndefined();
      await over(commandId);
    });

    it('know nothing of a command that SSM does not know yet', async () => {
      const commandId = '11111111-2222-4333-8444-555555555555';
      expect(await world.hosts.invocations(commandId)).toEqual({ invocations: [] });
      expect(await world.hosts.output(commandId, one)).toEqual({ text: '', cut: false });
    });

    it.each<[string, HostStatus]>([
      ['Delivery Timed Out', 'unknown'],
      ['Undeliverable', 'did-not-run'],
      ['Terminated', 'did-not-run'],
      ['Invalid Platform', 'did-not-run'],
      ['Access Denied', 'did-not-run'],
      ['Quarantined', 'unknown'],
    ])('tell %s as %s', async (details, status) => {
      world.endNext(one, details);
      const { invocations } = await over(await accepted(orderOf(`B${details.replaceAll(' ', '')}`)));
      expect(invocations).toMatchObject([{ instanceId: one, status, detail: details, output: '' }]);
      expect(invocations[0]?.exitCode).toBeUndefined();
    });

    it('know the agents that are registered, and no others', async () => {
      const agents = await world.hosts.agents([one, 'i-0ffffffffffffffff', two]);
      expect(agents.map(({ instanceId }) => instanceId).sort()).toEqual([one, two].sort());
      for (const agent of agents) expect(agent).toMatchObject({ online: true, version: expect.stringMatching(/^3\./) });
      expect(await world.hosts.agents([])).toEqual([]);
    });

    it('know whether a document is there', async () => {
      expect(await world.hosts.hasDocument(world.document)).toBe(true);
      expect(await world.hosts.hasDocument('Remit-None')).toBe(false);
    });
  });
}
