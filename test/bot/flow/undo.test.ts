import { beforeEach, describe, expect, it } from 'vitest';
import type { ShippedMaintenance } from '../../../bot/domain/command.ts';
import { HOUR, MINUTE } from '../../../bot/domain/instant.ts';
import { ship } from '../../../commands/document.ts';
import { restart } from '../../../commands/restart.ts';
import { uptime } from '../../../commands/uptime.ts';
import { createWorld, type World } from './world.ts';

const undoable = ship({ ...restart, undo: { words: 'The service of before comes back.', script: ':' } });

let world: World;
const withCommand = async (command: ShippedMaintenance) => {
  world = await createWorld({ commands: [command, ship(uptime)] });
};
beforeEach(() => withCommand(undoable));

/** A run that is over, on two staging hosts or on the one that is named. */
async function over(sentence = 'restart nginx on host-4'): Promise<string> {
  const id = await world.ask('operator', sentence);
  await world.advance(MINUTE);
  return id;
}
const refused = (reason: string) =>
  expect.objectContaining({ is: 'act-refused', act: 'undo', refusal: expect.objectContaining({ reason }) });

describe('undo', () => {
  it('runs the document that takes the run back, where it succeeded, and both runs tell of it', async () => {
    const id = await over();
    const undo = await world.ask('operator', `undo R-${id} because "wrong service"`);
    await world.advance(MINUTE);
    const story = await world.story(undo);
    expect(story).toMatchObject({
      asked: {
        sentence: `undo R-${id} because "wrong service"`,
        undoes: id,
        command: { targets: { names: ['host-4'] } },
      },
      state: { is: 'finished', verdict: 'succeeded' },
      plan: {
        documentName: undoable.undoDocument?.name,
        parameters: { Service: ['nginx'], Undone: [`R-${id}`] },
        effect: `takes back R-${id}: The service of before comes back.`,
        undoes: id,
      },
    });
    expect((await world.story(id)).undone).toEqual(new Map([['host-4', undo]]));
    expect(world.types(id).at(-1)).toBe('undone');
    const sent = [...world.hosts.commands.values()].map(({ documentName }) => documentName);
    expect(sent).toEqual([undoable.documentName, undoable.undoDocument?.name]);
  });

  it('wants the approval that the command wants, by somebody else, of the plan that was shown', async () => {
    const id = await world.ask('operator', 'restart nginx on host-7');
    await world.settle();
    await world.say('approver', `approve R-${id}`);
    await world.advance(MINUTE);
    const undo = await world.ask('operator', `undo R-${id}`);
    await world.advance(MINUTE);
    expect(await world.story(undo)).toMatchObject({ state: { is: 'waiting', wants: 1 } });
    expect(await world.say('approver', `approve R-${undo} plan 0000`)).toMatchObject({
      is: 'act-refused',
      refusal: { reason: 'other-plan' },
    });
    await world.say('approver', `approve R-${undo}`);
    await world.advance(MINUTE);
    expect(await world.story(undo)).toMatchObject({ state: { is: 'finished', verdict: 'succeeded' } });
  });

  it('happens once, and says by which run', async () => {
    const id = await over();
    const undo = await over(`undo R-${id}`);
    expect(await world.say('approver', `undo R-${id}`)).toMatchObject({
      refusal: { reason: 'already-undone', by: undo },
    });
    expect(world.hosts.commands.size).toBe(2);
  });

  it('is planned again when it is dispatched: two that waited have one effect', async () => {
    const id = await world.ask('operator', 'restart nginx on host-7');
    await world.settle();
    await world.say('approver', `approve R-${id}`);
    await world.advance(MINUTE);
    const [first, second] = [await world.ask('operator', `undo R-${id}`), await world.ask('approver', `undo R-${id}`)];
    await world.advance(MINUTE);
    await world.say('approver', `approve R-${first}`);
    await world.advance(MINUTE);
    await world.say('approver-2', `approve R-${second}`);
    await world.advance(MINUTE);
    expect(await world.story(second)).toMatchObject({
      state: { is: 'halted' },
      refusal: { reason: 'not-undone', run: id, why: { reason: 'already-undone', by: first } },
    });
    expect(world.hosts.commands.size).toBe(2);
  });

  it('is asked for again with the run that it takes back', async () => {
    const id = await over();
    const undo = await over(`undo R-${id}`);
    expect(await world.say('operator', `again R-${undo}`)).toMatchObject({ refusal: { reason: 'already-undone' } });
  });

  it('is refused for a run that is not over, that changed nothing, and that itself took back', async () => {
    const waiting = await world.ask('operator', 'restart nginx on host-7');
    await world.advance(MINUTE);
    expect(await world.say('operator', `undo R-${waiting}`)).toEqual(refused('too-early'));
    await world.say('operator', `cancel R-${waiting}`);
    expect(await world.say('operator', `undo R-${waiting}`)).toEqual(refused('nothing-to-undo'));
    const undo = await over(`undo R-${await over()}`);
    expect(await world.say('operator', `undo R-${undo}`)).toEqual(refused('no-undo'));
    expect(await world.say('operator', 'undo R-ZZZZZ')).toEqual(refused('unknown-run'));
  });

  it("is refused, in the command's own words, where a command has none", async () => {
    const id = await over('uptime on host-4');
    expect(await world.say('operator', `undo R-${id}`)).toMatchObject({
      refusal: { reason: 'no-undo', command: 'uptime', why: 'Nothing to undo: it only reads.' },
    });
  });

  it('is refused when hosts have forgotten what they kept', async () => {
    const id = await over();
    world.clock.at += 29 * 24 * HOUR;
    expect(await world.say('operator', `undo R-${id}`)).toEqual(refused('undo-too-late'));
  });

  it('is refused when the way to undo it is another than the one that the run was shipped with', async () => {
    const id = await over();
    world.replaceCommands([ship({ ...restart, undo: { words: 'It comes back.', script: 'echo otherwise' } })]);
    expect(await world.say('operator', `undo R-${id}`)).toEqual(refused('no-undo'));
  });

  it('reaches no other host that has the name by now', async () => {
    const id = await over();
    const { targets } = await world.inventory.list();
    const moved = targets.map((target) => (target.name === 'host-4' ? { ...target, instanceId: 'i-host-99' } : target));
    await world.inventory.write({ targets: moved, unmanaged: [] });
    const undo = await over(`undo R-${id}`);
    expect(await world.story(undo)).toMatchObject({
      state: { is: 'refused' },
      refusal: { reason: 'moved', what: ['the hosts'] },
    });
  });

  it('is recorded on the run that was taken back although the worker dies before it', async () => {
    const id = await over();
    const undo = await world.ask('operator', `undo R-${id}`);
    world.cut.stream = true;
    await world.advance(10 * MINUTE);
    world.cut.stream = false;
    await world.advance(10 * MINUTE);
    expect((await world.story(id)).undone).toEqual(new Map([['host-4', undo]]));
  });
});
