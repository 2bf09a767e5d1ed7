import { beforeEach, describe, expect, it } from 'vitest';
import { SECOND } from '../../../bot/domain/instant.ts';
import type { Matrix } from '../../../bot/domain/matrix/matrix.ts';
import { rule } from '../../../bot/domain/matrix/rule.ts';
import { matrixStream, POLICY } from '../../../bot/flow/records.ts';
import { PEOPLE } from './people.ts';
import { turnOf } from './turn.ts';
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
    expect(await world.story(run)).toMatchObject({ state: { is: 'waiting' }, moved: { moves: [{ part: 'matrix' }] } });
    expect(world.hosts.commands.size).toBe(0);
  });

  it('says which commands would become whose', async () => {
    const turns = [turnOf('restarting-processes', { kind: 'user-host', to: 'vendor' })];
    expect(await world.say('admin', SET)).toMatchObject({ change: { turns } });
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

const USE = 'matrix use jelastic because "the platform was migrated"';

describe('another profile in force', () => {
  it('is previewed by what commands and activities become, and decides when a second admin has confirmed it', async () => {
    const reply = await world.say('admin', USE);
    expect(reply).toMatchObject({
      is: 'proposed',
      change: {
        from: { profile: 'virtuozzo', version: 0 },
        to: { profile: 'jelastic', version: 0 },
        activities: { otherwise: expect.any(Number), gone: expect.any(Number) },
      },
    });
    const change = reply.is === 'proposed' && reply.change.kind === 'use-profile' ? reply.change : undefined;
    const { is, ...told } = await world.say('admin', 'matrix diff virtuozzo jelastic');
    if (!('difference' in told)) throw new Error(`no difference but ${is}`);
    const { differing, only, same } = told.difference;
    const [gone, come] = only;
    const activities = { otherwise: differing.length, gone: gone.length, come: come.length, same };
    expect(change?.activities).toEqual(activities);
    await world.advance(SECOND);
    await confirm(reply.is === 'proposed' ? reply.id : '');
    expect(types(POLICY)).toEqual(['loaded', 'profile-used']);
    const head = await world.ledger.head(POLICY);
    expect(JSON.parse(head?.data ?? '{}')).toMatchObject({
      from: 'virtuozzo',
      to: 'jelastic',
      because: 'the platform was migrated',
    });
    const { profile: _profile, ...rest } = JSON.parse(world.ledger.streams.get(POLICY)?.[0]?.state ?? '{}');
    expect(JSON.parse(head?.state ?? '{}')).toEqual({ ...rest, profile: 'jelastic' });
    expect(await world.say('operator', 'matrix')).toMatchObject({ of: { profile: 'jelastic', inForce: true } });
  });

  it('voids an approval that was given under the other one', async () => {
    const run = await world.ask('operator', 'restart nginx on host-7');
    await world.advance(SECOND);
    await confirm(await propose(USE));
    await world.say('approver', `approve R-${run}`);
    await world.advance(SECOND);
    expect(await world.story(run)).toMatchObject({ state: { is: 'waiting', approvals: [] } });
    expect(world.hosts.commands.size).toBe(0);
  });

  it.each([
    ['a cell of it', 'matrix set "Adding New Host" on user host to n/a in jelastic because "x"', 'matrix'],
    ['a cell of the one before', SET, 'matrix'],
    ['the policy', USE, 'policy'],
  ])('is void when %s changed since it was previewed', async (_what, other, is) => {
    const late = await propose(USE);
    await confirm(await propose(other));
    await confirm(late);
    expect(types(`change#${late}`)).toEqual(['proposed', 'confirmed', 'void']);
    const ended = world.ledger.streams.get(`change#${late}`)?.at(-1);
    expect(JSON.parse(ended?.data ?? '{}')).toMatchObject({ refusal: { reason: 'moved', what: { is } } });
  });

  it('can be chosen where the one that the policy names is not on record', async () => {
    await world.rewrite(POLICY, (policy) => ({ ...policy, profile: 'gone' }));
    await confirm(await propose(USE));
    expect(await world.say('operator', 'matrix')).toMatchObject({ of: { profile: 'jelastic', inForce: true } });
  });

  it('is refused when it is in force already, suggested when it is misspelt, and named when there is none such', async () => {
    const already = USE.replace('jelastic', 'virtuozzo');
    expect(reasonOf(await world.say('admin', already))).toBe('nothing-changes');
    const sentence = USE;
    expect(await world.say('admin', USE.replace('jelastic', 'jelastc'))).toMatchObject({ is: 'suggestion', sentence });
    const unknown = { is: 'not-understood', allowed: '`jelastic`, `virtuozzo`' };
    expect(await world.say('admin', USE.replace('jelastic', 'openshift'))).toMatchObject(unknown);
    expect(reasonOf(await world.say('operator', USE))).toBe('no-role');
  });
});
