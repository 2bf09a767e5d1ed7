import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Outputs } from '../../bot/ports/outputs.ts';

/** `store` does what an agent does at the end of a command. */
export type OutputsWorld = {
  outputs: Outputs;
  store(ask: { commandId: string; instanceId: string; stdout: string; stderr?: string }): Promise<void>;
  close(): Promise<void>;
};

export function describeOutputs(name: string, open: () => Promise<OutputsWorld>): void {
  describe(`${name} keep the contract of outputs`, () => {
    let world: OutputsWorld;
    const textOf = async (ask: Parameters<Outputs['read']>[0]) => {
      const stored = await world.outputs.read(ask);
      if (!stored) return undefined;
      let text = '';
      for await (const piece of stored.text()) text += piece;
      return { text, bytes: stored.bytes };
    };
    beforeAll(async () => {
      world = await open();
    });
    afterAll(() => world.close());

    it('give what one host printed in one command, whole, and of no other', async () => {
      const stdout = `${'a line of 30 characters, no end'.repeat(4_000)}\nΩ 🙂\n`;
      await world.store({ commandId: 'c-1', instanceId: 'i-1', stdout });
      expect(await textOf({ commandId: 'c-1', instanceId: 'i-1' })).toEqual({
        text: stdout,
        bytes: Buffer.byteLength(stdout),
      });
      expect(await textOf({ commandId: 'c-1', instanceId: 'i-2' })).toBeUndefined();
      expect(await textOf({ commandId: 'c-', instanceId: 'i-1' })).toBeUndefined();
    });

    it('give errors behind the rest, on lines of their own', async () => {
      await world.store({ commandId: 'c-2', instanceId: 'i-1', stdout: 'no end of line', stderr: 'failed\n' });
      expect(await textOf({ commandId: 'c-2', instanceId: 'i-1' })).toMatchObject({ text: 'no end of line\nfailed\n' });
    });

    it('have nothing of a host that printed nothing', async () => {
      await world.store({ commandId: 'c-3', instanceId: 'i-1', stdout: '' });
      expect(await textOf({ commandId: 'c-3', instanceId: 'i-1' })).toBeUndefined();
    });
  });
}
