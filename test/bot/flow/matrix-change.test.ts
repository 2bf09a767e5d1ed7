import { beforeEach, describe, expect, it } from 'vitest';
import { SECOND } from '../../../bot/domain/instant.ts';
import type { Matrix } from '../../../bot/domain/matrix/matrix.ts';
import { rule } from '../../../bot/domain/matrix/rule.ts';
import { matrixStream } from '../../../bot/flow/records.ts';
import { PEOPLE } from './people.ts';
import { createWorld, type World } from './world.ts';

const SET = 'matrix set "Restarting Processes" on user host to virtuozzo team because "new contract"';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});

async function propose(text = SET): Promise<string> {
  const reply = await world.say('admin', text);
  if (reply.is !== 'proposed') throw new Error(`not proposed: ${JSON.stringify(reply)}`);
  await world.advance(SECOND);
  return reply.id;
}

async function confirm(id: string): Promise<void> {
  expect(await world.say('admin-2', `confirm C-${id}`)).toMatchObject({ is: 'change-acted' });
  await world.advance(SECOND);
}

const types = (stream: string) => (world.ledger.streams.get(stream) ?? []).map(({ type }) => type);
const reasonOf = (reply: object) => ('refusal' in reply ? (reply.refusal as { reason: string }).reason : reply);

async function rulingNow() {
  const head = await world.ledger.head(matrixStream('virtuozzo'));
  const matrix = { ...(JSON.parse(head?.state ?? '{}') as Matrix), version: head?.seq ?? -1 };
  return rule(matrix, 'restarting-processes', 'user-host');
}

describe('a change of the matrix', () => {
  it('waits for a second admin; then the one decision goes by it, and the profile’s history says who and why', async () => {
    const id = await propose();
    expect(await rulingNow()).toMatchObject({ is: 'ours', cell: { version: 0 } });
    await confirm(id);
    expect(types(`change#${id}`)).toEqual(['proposed', 'confirmed', 'applied']);
    expect(await rulingNow()).toMatchObject({ is: 'vendor', cell: { version: 1 } });
    const versions = [{ version: 1, type: 'cells-set', by: PEOPLE.admin, because: 'new contract' }, { version: 0 }];
    expect(await world.say('admin', 'matrix history')).toMatchObject({ versions });
  });

  it('voids an approval that was given under the version before', async () => {
    const run = await world.ask('operator', 'restart nginx on host-7');
    await world.advance(SECOND);
    await confirm(
      await propose('matrix set "Rebooting Host/Container" on infrastructure host to virtuozzo team because "x"'),
    );
    await world.say('approver', `approve R-${run}`);
    await world.advance(SECOND);
    expect(await world.story(run)).toMatchObject({ refusal: { reason: 'moved', what: ['the matrix'] } });
    expect(world.hosts.commands.size).toBe(0);
  });

  it('of two admins at once is the first’s; the second’s is void and says so', async () => {
    const first = await propose();
    const second = await propose(
      'matrix set "Restarting Processes" on user host to virtuozzo team paid because "other"',
    );
    await confirm(first);
    await confirm(second);
    expect(types(matrixStream('virtuozzo'))).toEqual(['loaded', 'cells-set']);
    expect(types(`change#${second}`)).toEqual(['proposed', 'confirmed', 'void']);
    expect(world.chat.announced).toEqual([first, second]);
  });

  it('is refused, and on record, of somebody who is no admin: they hear nothing of the matrix', async () => {
    const reply = await world.say('operator', SET);
    expect(reasonOf(reply)).toBe('no-role');
    expect(reply).toMatchObject({ change: { cells: [{ to: { id: 'virtuozzo team' } }] } });
    expect([...world.ledger.streams.keys()].filter((stream) => stream.startsWith('change#'))).toHaveLength(1);
  });

  it('that changes nothing is refused', async () => {
    const same = 'matrix set "Restarting Processes" on user host to platform owner because "x"';
    expect(reasonOf(await world.say('admin', same))).toBe('nothing-changes');
  });

  it.each([
    ['an activity', SET.replace('Processes', 'Proceses'), SET.replace('virtuozzo team', '"virtuozzo team"')],
    ['a party', SET.replace('virtuozzo team', 'virtuozo team'), SET.replace('virtuozzo team', '"Virtuozzo Team"')],
    ['a profile', SET.replace(' because', ' in virtuozo because'), undefined],
  ])('with a slip in the name of %s is suggested, and nothing is on record', async (_what, text, meant) => {
    const reply = await world.say('admin', text);
    expect(reply).toMatchObject({ is: 'suggestion', ...(meant && { sentence: meant }) });
    expect([...world.ledger.streams.keys()].filter((stream) => stream.startsWith('change#'))).toEqual([]);
  });
});
