import { beforeEach, describe, expect, it } from 'vitest';
import { HOUR, MINUTE, SECOND } from '../../../bot/domain/instant.ts';
import { POLICY } from '../../../bot/flow/records.ts';
import { commands as shipped } from '../../../commands/index.ts';
import { PEOPLE } from './people.ts';
import { createWorld, type World } from './world.ts';

const TWO = 'policy set approvals in production to 2 approvers because "the sale begins"';

/** Three that stay as they are, whatever else is shipped: one that reads, two that disrupt. */
const commands = shipped.filter(({ name }) => ['status', 'restart', 'reboot'].includes(name));

let world: World;
beforeEach(async () => {
  world = await createWorld({ commands });
});

async function propose(text = TWO): Promise<string> {
  const reply = await world.say('admin', text);
  if (reply.is !== 'proposed') throw new Error(`not proposed: ${JSON.stringify(reply)}`);
  await world.advance(SECOND);
  return reply.id;
}

async function apply(text = TWO): Promise<string> {
  const id = await propose(text);
  expect(await world.say('admin-2', `confirm C-${id}`)).toMatchObject({ is: 'change-acted' });
  await world.advance(SECOND);
  return id;
}

const types = (stream: string) => (world.ledger.streams.get(stream) ?? []).map(({ type }) => type);
const reasonOf = (reply: object) => ('refusal' in reply ? (reply.refusal as { reason: string }).reason : reply);

describe('a change of the policy', () => {
  it('waits for a second admin; then runs are decided by it', async () => {
    const id = await propose();
    expect(reasonOf(await world.say('admin', `confirm C-${id}`))).toBe('own-change');
    await world.say('admin-2', `confirm C-${id}`);
    await world.advance(SECOND);
    expect(types(POLICY)).toEqual(['loaded', 'policy-set']);
    const run = await world.ask('operator', 'restart nginx on host-7');
    await world.advance(SECOND);
    await world.say('approver', `approve R-${run}`);
    expect(await world.story(run)).toMatchObject({ state: { is: 'waiting', wants: 2 } });
  });

  it('says command by command what gets stricter and what gets looser', async () => {
    await apply();
    const reply = await world.say('admin', 'policy set approval window to 15 minutes because "x"');
    expect(reply).toMatchObject({ change: { differences: [{ what: 'window', is: 'stricter', from: 30, to: 15 }] } });
    const back = await world.say('admin', 'policy set approvals in production to none because "over"');
    expect(back).toMatchObject({
      change: {
        differences: [
          { what: 'approval', is: 'looser', from: { of: 2 }, to: { of: 1 }, commands: ['restart', 'reboot'] },
          { what: 'rule', is: 'looser', square: { environment: 'production', risk: 'change' } },
        ],
      },
    });
  });

  it('voids an approval that was given under the version before', async () => {
    const run = await world.ask('operator', 'restart nginx on host-7');
    await world.advance(SECOND);
    await apply();
    await world.say('approver', `approve R-${run}`);
    await world.advance(SECOND);
    expect(await world.story(run)).toMatchObject({
      state: { is: 'waiting', approvals: [] },
      moved: { moves: [{ part: 'policy' }, { part: 'approval' }] },
    });
    expect(world.hosts.commands.size).toBe(0);
  });

  it('changes how long an approval may be waited for', async () => {
    await apply('policy set approval window to 2 hours because "x"');
    const run = await world.ask('operator', 'restart nginx on host-7');
    await world.advance(HOUR);
    expect(await world.story(run)).toMatchObject({ state: { is: 'waiting' } });
    await world.advance(HOUR + MINUTE);
    expect(await world.story(run)).toMatchObject({ state: { is: 'expired' } });
  });

  it('of two admins at once is the first’s; the second’s is void', async () => {
    const first = await propose();
    const second = await propose('policy set approval window to 45 minutes because "y"');
    await world.say('admin-2', `confirm C-${first}`);
    await world.advance(SECOND);
    await world.say('admin-2', `confirm C-${second}`);
    await world.advance(SECOND);
    expect(types(POLICY)).toEqual(['loaded', 'policy-set']);
    expect(types(`change#${second}`)).toEqual(['proposed', 'confirmed', 'void']);
  });

  it('that makes nothing different is refused; of somebody who is no admin, without a look', async () => {
    expect(reasonOf(await world.say('admin', 'policy set approval window to 30 minutes because "x"'))).toBe(
      'same-policy',
    );
    const reply = await world.say('approver', TWO);
    expect(reasonOf(reply)).toBe('no-role');
    expect(reply).toMatchObject({ change: { differences: [] } });
  });
});

describe('a question to the policy', () => {
  it('shows what is in force, who set it and why, by what commands want', async () => {
    await apply();
    expect(await world.say('approver', 'policy')).toMatchObject({
      is: 'policy',
      policy: { version: 1, approvalMinutes: 30 },
      set: { by: PEOPLE.admin, because: 'the sale begins' },
      lines: expect.arrayContaining([
        {
          environment: 'production',
          risk: 'disruptive',
          commands: ['restart', 'reboot'],
          floor: { of: 1, from: 'approver' },
          wants: { of: 2, from: 'approver' },
        },
      ]),
    });
    expect(await world.say('approver', 'policy history')).toMatchObject({
      versions: [{ version: 1, type: 'policy-set', differences: [{ is: 'stricter' }, {}] }, { version: 0 }],
    });
  });

  it('tries a command under a proposed policy, beside the one in force', async () => {
    const id = await propose();
    const reply = await world.say('approver', `policy test in C-${id} restart nginx on host-7`);
    expect(reply).toMatchObject({
      is: 'policy-test',
      change: id,
      way: { approval: { of: 2, from: 'approver' }, ask: expect.arrayContaining([PEOPLE.operator]) },
      now: { approval: { of: 1, from: 'approver' } },
    });
    const now = await world.say('approver', 'policy test restart nginx on host-7');
    expect(now).toMatchObject({ way: { approval: { of: 1 } } });
    expect(now).not.toHaveProperty('now');
    expect(world.hosts.commands.size).toBe(0);
  });

  it('tries a command under another profile that is proposed', async () => {
    const id = await propose('matrix use jelastic because "migrated"');
    const reply = await world.say('admin', `policy test in C-${id} restart nginx on host-7`);
    expect(reply).toMatchObject({ is: 'policy-test', policy: { profile: 'jelastic' }, now: { command: 'restart' } });
  });

  it.each([
    ['that nobody knows', 'ZZZZZ', 'unknown-change'],
    ['that is over', undefined, 'too-late'],
  ])('tries nothing under a change %s', async (_what, named, reason) => {
    const id = named ?? (await apply());
    expect(reasonOf(await world.say('admin', `policy test in C-${id} restart nginx on host-7`))).toBe(reason);
  });

  it('tries nothing under a change of roles', async () => {
    const id = await propose(`grant approver to <@${PEOPLE.operator.user}> because "x"`);
    expect(reasonOf(await world.say('admin', `policy test in C-${id} restart nginx on host-7`))).toBe('other-change');
  });
});
