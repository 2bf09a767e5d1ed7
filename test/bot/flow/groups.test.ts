import { beforeEach, describe, expect, it } from 'vitest';
import { MOST_MEMBERS } from '../../../bot/domain/group.ts';
import { HOUR, MINUTE, SECOND } from '../../../bot/domain/instant.ts';
import { STATE_LIMIT } from '../../../bot/domain/ledger/draft.ts';
import { createReadRecords, groupStream, MEMBERS } from '../../../bot/flow/records.ts';
import { OURS, PEOPLE } from './people.ts';
import { createWorld, type World } from './world.ts';

const GROUP = 'S0PLATFORM';
const MENTION = `<!subteam^${GROUP}|@platform-team>`;
const STREAM = groupStream({ team: OURS, group: GROUP });
const { guest, budget } = PEOPLE;

let world: World;
beforeEach(async () => {
  world = await createWorld();
  world.userGroups.groups.set(GROUP, { team: OURS, handle: 'platform-team', members: [guest.user], others: 1 });
});

const events = (stream: string) => world.ledger.streams.get(stream) ?? [];
const types = (stream: string) => events(stream).map(({ type }) => type);
const changes = () => [...world.ledger.streams.keys()].filter((stream) => stream.startsWith('change#'));
const lastData = (id: string) => JSON.parse(events(`change#${id}`).at(-1)?.data ?? '{}');
const membersNow = () => JSON.parse(events(MEMBERS).at(-1)?.state ?? '{}');

async function propose(text: string): Promise<string> {
  const reply = await world.say('admin', text);
  if (reply.is !== 'proposed') throw new Error(`not proposed: ${JSON.stringify(reply)}`);
  await world.advance(2 * SECOND);
  return reply.id;
}
const grant = (role = 'operator', more = '') => propose(`grant ${role} to ${MENTION}${more} because "the team"`);
const may = async (who: 'guest' | 'budget' = 'guest') => (await world.say(who, 'uptime on host-4')).is === 'accepted';

describe('a role for a user group', () => {
  it('holds for who is in it in Slack, at once and without a second admin where it guards nothing', async () => {
    expect(await may()).toBe(false);
    const id = await grant();
    expect(types(`change#${id}`)).toEqual(['asked', 'proposed', 'applied']);
    expect(lastData(id)).toMatchObject({ seq: 0 });
    expect(types(STREAM)).toEqual(['granted']);
    expect(membersNow()).toMatchObject({ team: OURS, groups: [{ handle: 'platform-team', members: [guest.user] }] });
    expect(await may()).toBe(true);
    expect(await may('budget')).toBe(false);
    const run = await world.ask('guest', 'restart nginx on host-4');
    await world.advance(MINUTE);
    expect(await world.story(run)).toMatchObject({ state: { is: 'finished' } });
  });

  it('is a second admin’s to confirm for approvers and admins, and nobody’s who is in the group', async () => {
    await world.give('budget', ['admin']);
    world.userGroups.groups.set(GROUP, { team: OURS, handle: 'platform-team', members: [guest.user, budget.user] });
    const id = await grant('approver');
    expect(types(`change#${id}`)).toEqual(['asked', 'proposed']);
    expect(lastData(id).change).toMatchObject({ seen: { members: [{ user: budget.user }, { user: guest.user }] } });
    expect(await world.say('budget', `confirm C-${id}`)).toMatchObject({ refusal: { reason: 'gains-by-it' } });
    expect(await world.say('admin', `confirm C-${id}`)).toMatchObject({ refusal: { reason: 'own-change' } });
    await world.say('admin-2', `confirm C-${id}`);
    await world.advance(2 * SECOND);
    expect(types(`change#${id}`).at(-1)).toBe('applied');
    const run = await world.ask('operator', 'restart nginx on host-7');
    await world.advance(SECOND);
    expect(await world.say('guest', `approve R-${run}`)).toMatchObject({ is: 'acted', act: 'approved' });
  });

  it('is void when somebody joined between the preview and the confirmation', async () => {
    const id = await grant('approver');
    world.userGroups.groups.set(GROUP, { team: OURS, handle: 'platform-team', members: [guest.user, budget.user] });
    await world.say('admin-2', `confirm C-${id}`);
    await world.advance(2 * SECOND);
    expect(lastData(id)).toMatchObject({ refusal: { reason: 'moved', what: { is: 'group' } } });
    expect(types(STREAM)).toEqual([]);
  });

  it('comes and goes within minutes with whoever joins and leaves, by the clock alone', async () => {
    await grant();
    world.userGroups.groups.set(GROUP, { team: OURS, handle: 'sre', members: [budget.user] });
    await world.advance(7 * MINUTE);
    expect([await may(), await may('budget')]).toEqual([false, true]);
    expect(membersNow().groups).toEqual([{ group: GROUP, handle: 'sre', members: [budget.user] }]);
  });

  it('ends at the moment at which it is revoked, though the list of members is not read again', async () => {
    await grant();
    world.userGroups.busy = { retryAfter: MINUTE };
    const id = await propose(`revoke operator from ${MENTION} because "over"`);
    expect(types(`change#${id}`).at(-1)).toBe('applied');
    expect(await may()).toBe(false);
  });

  it('ends an hour after Slack was asked last: without an answer, and without a clock', async () => {
    await grant();
    world.userGroups.busy = { retryAfter: MINUTE };
    await world.advance(55 * MINUTE);
    expect(await may()).toBe(true);
    await world.advance(6 * MINUTE);
    expect(await may()).toBe(false);
    world.userGroups.busy = undefined;
    await world.advance(15 * MINUTE);
    expect(await may()).toBe(true);
    world.cut.sweep = true;
    await world.advance(2 * HOUR);
    expect(await may()).toBe(false);
  });

  it('goes on record when it changed, and each half hour', async () => {
    await grant();
    const before = events(MEMBERS).length;
    await world.advance(2 * HOUR);
    expect(events(MEMBERS).length - before).toBeGreaterThanOrEqual(3);
    expect(events(MEMBERS).length - before).toBeLessThanOrEqual(4);
    expect(
      events(MEMBERS)
        .slice(0, -1)
        .filter(({ due }) => due !== undefined),
    ).toEqual([]);
    expect(await may()).toBe(true);
  });

  it('is gone with the group, and no clock goes on when no group has a role', async () => {
    await grant();
    world.userGroups.groups.delete(GROUP);
    await world.advance(7 * MINUTE);
    expect(await may()).toBe(false);
    await propose(`revoke operator from ${MENTION} because "over"`);
    await world.advance(7 * MINUTE);
    expect(events(MEMBERS).filter(({ due }) => due !== undefined)).toEqual([]);
  });

  it('lapses at its own end, before the list does', async () => {
    await grant('operator', ' for 1h');
    await world.advance(59 * MINUTE);
    expect(await may()).toBe(true);
    await world.advance(2 * MINUTE);
    expect(await may()).toBe(false);
  });

  it('is taken into account when a run is sent: who left the group meanwhile does not have it any more', async () => {
    await grant();
    const run = await world.ask('guest', 'restart nginx on host-7');
    await world.advance(SECOND);
    world.userGroups.groups.set(GROUP, { team: OURS, handle: 'platform-team', members: [] });
    await world.advance(7 * MINUTE);
    await world.say('approver', `approve R-${run}`);
    await world.advance(MINUTE);
    expect(await world.story(run)).toMatchObject({ refusal: { reason: 'rights-lost', who: 'requester' } });
    expect(world.hosts.commands.size).toBe(0);
  });

  it.each([
    ['that Slack does not have', 'S0NOBODY00', { why: { reason: 'no-group' } }],
    ['of another organisation', 'S0FOREIGN0', { why: { reason: 'no-group' } }],
    ['that is too large', 'S0EVERYONE', { why: { reason: 'too-large', count: MOST_MEMBERS + 1, most: MOST_MEMBERS } }],
  ])('is refused for a group %s', async (_what, group, refusal) => {
    const everyone = Array.from({ length: MOST_MEMBERS + 1 }, (_, at) => `U0MANY${at}`);
    world.userGroups.groups.set('S0FOREIGN0', { team: 'T0OTHER', handle: 'theirs', members: [guest.user] });
    world.userGroups.groups.set('S0EVERYONE', { team: OURS, handle: 'everyone', members: everyone });
    const id = await propose(`grant operator to <!subteam^${group}> because "x"`);
    expect(types(`change#${id}`)).toEqual(['asked', 'refused']);
    expect(lastData(id)).toMatchObject({ refusal: { reason: 'group', ...refusal } });
    expect(world.chat.told).toMatchObject([{ answer: { is: 'change-refused' } }]);
  });

  it('is an admin’s to propose, once', async () => {
    const text = `grant operator to ${MENTION} because "x"`;
    expect(await world.say('operator', text)).toMatchObject({ refusal: { reason: 'no-role' } });
    await grant();
    expect(await world.say('admin', text)).toMatchObject({ refusal: { reason: 'group-already-has' } });
    expect(await world.say('admin', `revoke approver from ${MENTION} because "x"`)).toMatchObject({
      refusal: { reason: 'group-has-not' },
    });
    expect(changes()).toHaveLength(4);
  });

  it('counts for no last admin, and is on no record of a person', async () => {
    const id = await grant('admin');
    await world.say('admin-2', `confirm C-${id}`);
    await world.advance(2 * SECOND);
    expect(await world.say('guest', 'people')).toMatchObject({
      is: 'people',
      people: expect.arrayContaining([
        expect.objectContaining({
          user: guest.user,
          grants: [expect.objectContaining({ role: 'admin', by: 'platform-team' })],
        }),
      ]),
    });
    const revoke = async (who: string) => {
      const change = await world.say('guest', `revoke admin from <@${who}> because "x"`);
      if (change.is !== 'proposed') return change;
      await world.advance(SECOND);
      await world.say('admin', `confirm C-${change.id}`);
      await world.advance(2 * SECOND);
      return change;
    };
    await revoke(PEOPLE['admin-2'].user);
    expect(await revoke(PEOPLE.admin.user)).toMatchObject({ refusal: { reason: 'last-admin' } });
    expect(events(`person#${OURS}#${guest.user}`)).toEqual([]);
  });

  it('shows in who can, and keeps each state small with as many members as there may be', async () => {
    const members = Array.from({ length: MOST_MEMBERS }, (_, at) => `U0MEMBER${String(at).padStart(4, '0')}`);
    for (const group of ['A', 'B', 'C', 'D', 'E']) {
      world.userGroups.groups.set(`S0TEAM${group}00`, { team: OURS, handle: `team-${group}`, members });
      await propose(`grant on-call to <!subteam^S0TEAM${group}00> because "x"`);
    }
    expect(membersNow().groups).toHaveLength(4);
    expect(Buffer.byteLength(events(MEMBERS).at(-1)?.state ?? '')).toBeLessThan(STATE_LIMIT);
    for (const stream of changes()) {
      for (const { state } of events(stream)) expect(Buffer.byteLength(state)).toBeLessThan(STATE_LIMIT);
    }
    await grant('operator');
    expect(await world.say('admin', 'who can uptime on host-4')).toMatchObject({ is: 'who' });
  });

  it('costs four reads at once for who is in no group, and one more for who is', async () => {
    await grant();
    const read: string[] = [];
    const ledger = {
      head(stream: string) {
        read.push(stream);
        return world.ledger.head(stream);
      },
    };
    const records = createReadRecords({ ledger, now: world.now });
    await records(PEOPLE.operator);
    expect(read.splice(0)).toHaveLength(4);
    await records(guest);
    expect(read).toHaveLength(5);
  });
});
