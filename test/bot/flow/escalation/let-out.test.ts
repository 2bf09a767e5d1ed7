import { describe, expect, it } from 'vitest';
import { parse } from '../../../../bot/domain/language/parse.ts';
import type { Reply } from '../../../../bot/domain/request.ts';
import { commands } from '../../../../commands/index.ts';
import { prepareRequest, sendRequest, storyOf, theyDo, vendorWorld } from '../vendor/vendors.ts';
import type { World } from '../world.ts';
import { lead } from './asking.ts';

/** What is held back: the names, and both ways on, each a sentence that is read. */
function heldBack(reply: Reply) {
  if (reply.is !== 'names-ours') throw new Error(`not held back: ${JSON.stringify(reply)}`);
  for (const text of [reply.naming, reply.without ?? 'help']) expect(parse(text, { commands }).ok).toBe(true);
  return reply;
}

const eventsOf = (world: World, id: string) =>
  (world.ledger.streams.get(`escalation#${id}`) ?? []).map(({ type, data }) => ({ type, data: JSON.parse(data) }));
const last = (world: World, id: string) => eventsOf(world, id).at(-1);

describe('A name of ours that a vendor would read', () => {
  it('in a reply is held back, said on purpose with the names on record, or without them', async () => {
    const world = await vendorWorld();
    const id = await sendRequest(world);
    const before = eventsOf(world, id).length;
    const text = `reply E-${id} "as infra-gate, not as host-7 or 10.0.0.5"`;
    const held = heldBack(await world.say('operator', text));
    expect(held).toMatchObject({ request: id, names: ['host-7', '10.0.0.5'] });
    expect(eventsOf(world, id)).toHaveLength(before);
    expect(await world.say('operator', held.without ?? '')).toMatchObject({ act: 'replied' });
    expect(last(world, id)).toEqual({ type: 'replied', data: { text: 'as infra-gate, not as [hidden] or [hidden]' } });
    const some = heldBack(await world.say('operator', `${text} naming host-7`));
    expect(some).toMatchObject({ names: ['10.0.0.5'], naming: held.naming });
    expect(await world.say('operator', held.naming)).toMatchObject({ act: 'replied' });
    expect(last(world, id)).toEqual({
      type: 'replied',
      data: { text: 'as infra-gate, not as host-7 or 10.0.0.5', named: ['host-7', '10.0.0.5'] },
    });
    expect(await world.say('operator', `reply E-${id} "HOST-7 again"`)).toMatchObject({ act: 'replied' });
  });

  it('that they said themselves is no news to them', async () => {
    const world = await vendorWorld();
    const id = await sendRequest(world);
    await theyDo(world, id, { is: 'ask', text: 'is it host-7?' });
    expect(await world.say('operator', `reply E-${id} "yes, host-7"`)).toMatchObject({ act: 'replied' });
  });

  it('is asked after of nobody who may not say it at all', async () => {
    const world = await vendorWorld();
    const id = await sendRequest(world);
    expect(await world.say('budget', `reply E-${id} "host-7"`)).toMatchObject({ refusal: { reason: 'no-role' } });
  });

  it('in the reason of what is reopened is held back too', async () => {
    const world = await vendorWorld();
    const id = await sendRequest(world);
    await theyDo(world, id, { is: 'accept' });
    await theyDo(world, id, { is: 'done' });
    const held = heldBack(await world.say('operator', `reopen E-${id} because "host-8 is down again"`));
    expect((await storyOf(world, id)).state.is).toBe('done');
    expect(held.naming).toBe(`reopen E-${id} naming host-8 because "host-8 is down again"`);
    await world.say('operator', held.naming);
    expect(last(world, id)).toMatchObject({ type: 'reopened', data: { named: ['host-8'] } });
  });

  it('in what is sent is held back when typed; in the form it is shown, and sent as it was looked at', async () => {
    const world = await vendorWorld();
    const id = await prepareRequest(world, 'host-8 is slow');
    const held = heldBack(await world.say('operator', `send E-${id} because "as host-7"`));
    expect(held).toMatchObject({ names: ['host-8', 'host-7'] });
    const form = await world.say('operator', `form send E-${id}`);
    if (form.is !== 'form' || !form.send) throw new Error(JSON.stringify(form));
    expect(form.send.names).toEqual(['host-8']);
    const again = await world.say('operator', `send E-${id} seen ${form.send.seen} because "as host-7"`);
    if (again.is !== 'form' || !again.send) throw new Error(JSON.stringify(again));
    expect(again.send).toMatchObject({ again: true, names: ['host-8', 'host-7'] });
    const sent = await world.say('operator', `send E-${id} seen ${again.send.seen} because "as host-7"`);
    expect(sent).toMatchObject({ act: 'sent', story: { ask: { note: 'as host-7' } } });
    expect(eventsOf(world, id)[1]).toMatchObject({ type: 'sent', data: { named: ['host-8', 'host-7'] } });
    expect(JSON.stringify((await storyOf(world, id)).ask)).not.toContain('named');
  });

  it('in the command itself is what is asked for; beside it, it is held back', async () => {
    const world = await vendorWorld();
    const { request } = await lead(world, 'ip add 10.77.0.5/24 on infra-gate because "10.77.0.5 as host-8 has it"');
    expect(heldBack(await world.say('operator', `send E-${request}`)).names).toEqual(['host-8']);
  });

  it('in what is escalated is held back of a vendor, and not of our own people', async () => {
    const world = await vendorWorld();
    await world.give('admin', ['admin', 'circle-owner']);
    const text = 'escalate "host-7 is slow beside infra-gate" to virtuozzo on infra-gate because "host-8 too"';
    const held = heldBack(await world.say('operator', text));
    expect(held.names).toEqual(['host-7', 'host-8']);
    expect(held.naming).toContain('on infra-gate naming host-7, host-8 because');
    expect(held.without).toContain('"[hidden] is slow beside infra-gate"');
    expect(await world.say('operator', held.naming)).toMatchObject({ is: 'escalated' });
    expect(await world.say('operator', 'escalate "host-7 is slow" to circle-owner')).toMatchObject({ is: 'escalated' });
  });
});
