import { beforeEach, describe, expect, it } from 'vitest';
import { HOUR, SECOND } from '../../../../bot/domain/instant.ts';
import { KINDS } from '../../../../bot/domain/target.ts';
import { matrixStream } from '../../../../bot/flow/records.ts';
import { aTarget, createWorld, TARGETS, type World } from '../world.ts';

const INFRA = aTarget('infra-db', { kind: 'infrastructure-container' });

let world: World;
beforeEach(async () => {
  world = await createWorld({ targets: [...TARGETS, INFRA] });
});

async function run(sentence: string): Promise<string> {
  const id = await world.ask('operator', sentence);
  await world.advance(SECOND);
  return id;
}

/** Gives all cells of an activity to a party. */
const give = (activity: string, party: string, profile = 'virtuozzo') =>
  cellsBecome({ activity, profile }, (cells) => cells.map(() => party));

/** Gives the user hosts to one party and every other kind to another. */
const giveEach = (activity: string, hosts: string, others: string) =>
  cellsBecome({ activity, profile: 'virtuozzo' }, (cells) =>
    cells.map((_, index) => (KINDS[index] === 'user-host' ? hosts : others)),
  );

function cellsBecome(
  { activity, profile }: { activity: string; profile: string },
  make: (cells: string[]) => string[],
) {
  return world.rewrite(matrixStream(profile), (state) => ({
    ...state,
    rows: (state.rows as { covers: string[]; cells: string[] }[]).map((row) =>
      row.covers.includes(activity) ? { ...row, cells: make(row.cells) } : row,
    ),
  }));
}

const replayed = (text: string) => world.say('operator', text);

describe('matrix replay', () => {
  it('says of no run that it would be decided otherwise by what decided it', async () => {
    await run('restart nginx on host-7');
    expect(await replayed('matrix replay')).toMatchObject({ is: 'matrix-replay', looked: 1, runs: [] });
  });

  it.each([
    ['vendor', 'vendor'],
    ['paid', 'vendor-paid'],
    ['none', 'not-available'],
    ['gone', 'unlisted'],
  ])('names runs that were ours and would not be, when the cell is %s now', async (party, now) => {
    const id = await run('restart nginx on host-7, infra-db');
    await run('uptime on host-7');
    await give('restarting-processes', party);
    const kinds = ['user-host', 'infrastructure-container'];
    expect(await replayed('matrix replay')).toMatchObject({
      of: { profile: 'virtuozzo', version: 1 },
      looked: 2,
      runs: [
        {
          run: id,
          sentence: 'restart nginx on host-7, infra-db',
          otherwise: kinds.map((kind) => ({ kind, before: 'ours', now })),
        },
      ],
    });
  });

  it('names runs that were refused for the matrix’s sake and would be ours, and what became otherwise refused', async () => {
    await give('restarting-processes', 'vendor');
    const id = await run('restart nginx on host-7');
    await give('restarting-processes', 'owner');
    expect(await replayed('matrix replay')).toMatchObject({
      runs: [{ run: id, otherwise: [{ before: 'vendor', now: 'ours' }] }],
    });
    await give('restarting-processes', 'paid');
    expect(await replayed('matrix replay')).toMatchObject({
      runs: [{ otherwise: [{ before: 'vendor', now: 'vendor-paid' }] }],
    });
  });

  it('asks every kind of what was refused or waits: one vendor’s on two kinds, mixed parts, and what was not listed', async () => {
    const both = ['user-host', 'infrastructure-container'];
    await give('restarting-processes', 'vendor');
    const vendors = await run('restart nginx on host-7, infra-db');
    await give('restarting-processes', 'gone');
    const waits = await run('restart nginx on host-7, infra-db');
    expect((await world.story(waits)).state.is).toBe('unconfirmed');
    await giveEach('restarting-processes', 'owner', 'vendor');
    const mixed = await run('restart nginx on host-7, infra-db because "load"');
    expect((await world.story(mixed)).refusal).toMatchObject({ reason: 'mixed' });
    await give('restarting-processes', 'none');
    const now = 'not-available';
    expect(await replayed('matrix replay')).toMatchObject({
      runs: [
        {
          run: mixed,
          otherwise: [
            { kind: both[0], before: 'ours', now },
            { kind: both[1], before: 'vendor', now },
          ],
        },
        { run: waits, otherwise: both.map((kind) => ({ kind, before: 'unlisted', now })) },
        { run: vendors, otherwise: both.map((kind) => ({ kind, before: 'vendor', now })) },
      ],
    });
  });

  it('asks another profile, and nothing of runs that the matrix did not decide', async () => {
    await run('restart nginx on host-7');
    await world.say('guest', 'restart nginx on host-7');
    await run('restart nginx on host-77');
    await give('restarting-processes', 'vendor', 'jelastic');
    expect(await replayed('matrix replay in jelastic')).toMatchObject({
      of: { profile: 'jelastic', inForce: false },
      looked: 3,
      runs: [{ otherwise: [{ before: 'ours', now: 'vendor' }] }],
    });
  });

  it('looks back as far as it is told', async () => {
    await run('restart nginx on host-7');
    world.clock.at += 3 * HOUR;
    await run('restart nginx on host-8');
    expect(await replayed('matrix replay last 2h')).toMatchObject({ looked: 1 });
    expect(await replayed('matrix replay in virtuozzo last 1d')).toMatchObject({ looked: 2 });
  });

  it('looks at the latest 200 runs', async () => {
    for (let at = 0; at < 205; at += 1)
      await world.ask('operator', `restart nginx on host-${4 + (at % 6)} because "${at}"`);
    expect(await replayed('matrix replay')).toMatchObject({ looked: 200 });
  });

  it.each([
    ['matrix replay last week', '`week` is no time'],
    ['matrix replay jelastic', 'I do not know what to do with `jelastic`'],
    ['matrix replay in ../x', 'cannot be a profile'],
    ['matrix replay in jelastic now', 'I do not know what to do with `now`'],
  ])('says what is wrong with %s', async (text, why) => {
    expect(await replayed(text)).toMatchObject({ is: 'not-understood', why: expect.stringContaining(why) });
  });

  it('is for readers only', async () => {
    expect(await world.say('guest', 'matrix replay')).toMatchObject({ is: 'refused' });
  });
});
