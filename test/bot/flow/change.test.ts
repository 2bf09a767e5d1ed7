import { describe, expect, it } from 'vitest';
import { REMIT } from '../../../bot/domain/actor.ts';
import { HOUR, MINUTE, SECOND } from '../../../bot/domain/instant.ts';
import { changeStream, readChange } from '../../../bot/flow/change/append-change.ts';
import { everybody } from '../../../bot/flow/everybody.ts';
import { grant } from '../../../bot/flow/grant.ts';
import { personStream } from '../../../bot/flow/records.ts';
import { OURS, PEOPLE, type Who } from './people.ts';
import { createWorld, NOON, type World } from './world.ts';

const DAY = 24 * HOUR;
const TO_OPERATOR = 'grant approver to <@U0OPERATOR|olive> for 7d because "night shift"';

async function propose(world: World, text: string, who: Who = 'admin'): Promise<string> {
  const reply = await world.say(who, text);
  if (reply.is !== 'proposed') throw new Error(`not proposed: ${JSON.stringify(reply)}`);
  await world.advance(SECOND);
  return reply.id;
}

async function stateOf(world: World, id: string) {
  return (await readChange(world.ledger, changeStream(id)))?.story;
}
const typesOf = (world: World, id: string) => (world.ledger.streams.get(`change#${id}`) ?? []).map(({ type }) => type);

async function grantsOf(world: World, who: Who) {
  const all = await everybody(world.ledger);
  return all.find(({ user }) => user === PEOPLE[who].user)?.grants ?? [];
}
const shown = (world: World) => world.chat.cards.map(({ run, shows }) => `${run} ${shows.is}`);
const reasonOf = (reply: object) => ('refusal' in reply ? (reply.refusal as { reason: string }).reason : reply);

describe('a grant', () => {
  it('of approver waits for a second admin, then holds until its end and not longer', async () => {
    const world = await createWorld();
    const id = await propose(world, TO_OPERATOR);
    expect(shown(world)).toEqual([`${id} proposed`]);
    expect(await grantsOf(world, 'operator')).toEqual([{ role: 'operator' }]);

    expect(await world.say('admin-2', `confirm C-${id}`)).toEqual({ is: 'change-acted', act: 'confirmed', id });
    await world.advance(SECOND);
    expect(typesOf(world, id)).toEqual(['proposed', 'confirmed', 'applied']);
    expect(await grantsOf(world, 'operator')).toEqual([
      { role: 'operator' },
      { role: 'approver', until: NOON + 7 * DAY },
    ]);
    expect(shown(world)).toEqual([`${id} applied`]);
    expect(world.chat.announced).toEqual([id]);

    const run = await world.ask('approver', 'restart nginx on host-7');
    await world.advance(SECOND);
    expect(await world.say('operator', `approve R-${run}`)).toMatchObject({ is: 'acted', act: 'approved' });
    await world.advance(7 * DAY);
    const late = await world.ask('approver', 'restart nginx on host-8');
    await world.advance(SECOND);
    expect(reasonOf(await world.say('operator', `approve R-${late}`))).toBe('no-role');
  });

  it('of another role holds at once, and its card says so', async () => {
    const world = await createWorld();
    const id = await propose(world, 'grant budget holder to <@U0GUEST> because "Bea is away"');
    await world.advance(5 * SECOND);
    expect(typesOf(world, id)).toEqual(['proposed', 'applied']);
    expect(await grantsOf(world, 'guest')).toEqual([{ role: 'budget-holder' }]);
    expect(shown(world)).toEqual([`${id} applied`]);
    expect(world.chat.announced).toEqual([]);
  });

  it('is on the person’s stream with who asked, why, and which change it was', async () => {
    const world = await createWorld();
    const id = await propose(world, 'grant operator to <@U0GUEST> because "joined"');
    const [event] = world.ledger.streams.get(personStream(PEOPLE.guest)) ?? [];
    expect(event && { by: JSON.parse(event.by), data: JSON.parse(event.data), type: event.type }).toEqual({
      type: 'granted',
      by: PEOPLE.admin,
      data: { change: id, role: 'operator', because: 'joined', grants: [{ role: 'operator' }] },
    });
  });

  it('that was delivered twice is one change', async () => {
    const world = await createWorld();
    const request = world.request('admin', TO_OPERATOR);
    const first = await world.process().receive(request);
    const second = await world.process().receive(request);
    expect(second).toEqual(first);
    expect([...world.ledger.streams.keys()].filter((stream) => stream.startsWith('change#'))).toHaveLength(1);
  });

  it.each([
    ['an account of another organisation', { team: 'T0ZETA', name: 'Sam', flags: [] }],
    ['a guest of the workspace', { team: OURS, name: 'Gus', flags: ['is_restricted'] }],
    ['an account that Slack does not show', undefined],
  ])('to %s is void', async (_what, profile) => {
    const world = await createWorld();
    if (profile) world.chat.profiles.set('U0GUEST', profile);
    else world.chat.profiles.delete('U0GUEST');
    const id = await propose(world, 'grant approver to <@U0GUEST> because "x"');
    await world.advance(5 * SECOND);
    expect((await stateOf(world, id))?.refusal?.reason).toBe('account');
    expect(shown(world)).toEqual([`${id} void`]);
    expect(await grantsOf(world, 'guest')).toEqual([]);
  });

  it('makes a role last longer, and never shorter', async () => {
    const world = await createWorld();
    await propose(world, 'grant on-call to <@U0OPERATOR> for 2w because "x"');
    expect(reasonOf(await world.say('admin', 'grant on-call to <@U0OPERATOR> for 7d because "x"'))).toBe('already-has');
    await propose(world, 'grant on-call to <@U0OPERATOR> because "x"');
    expect(await grantsOf(world, 'operator')).toEqual([{ role: 'operator' }, { role: 'on-call' }]);
    expect(reasonOf(await world.say('admin', 'grant on-call to <@U0OPERATOR> because "x"'))).toBe('already-has');
    expect(reasonOf(await world.say('admin', 'grant operator to <@U0GUEST> until 2026-11-20 because "x"'))).toBe(
      'over-already',
    );
  });
});

describe('a proposed change', () => {
  it.each([
    ['operator', 'no-role'],
    ['approver', 'no-role'],
    ['guest', 'no-role'],
  ] as const)('of %s is refused, and on record', async (who, reason) => {
    const world = await createWorld();
    const reply = await world.say(who, `grant admin to <@${PEOPLE[who].user}> because "me"`);
    expect(reply).toMatchObject({ is: 'change-refused', refusal: { reason } });
    await world.advance(MINUTE);
    expect(typesOf(world, 'id' in reply ? String(reply.id) : '')).toEqual(['refused']);
    expect(world.chat.cards).toEqual([]);
  });

  it('that is refused often is put on record 20 times a minute', async () => {
    const world = await createWorld();
    for (let time = 0; time < 30; time += 1) await world.say('guest', TO_OPERATOR);
    const refused = [...world.ledger.streams.keys()].filter((stream) => stream.startsWith('change#'));
    expect(refused).toHaveLength(20);
  });

  it('gets no more than the one sentence from an outsider', async () => {
    const world = await createWorld();
    expect(await world.say('vendor', TO_OPERATOR)).toEqual({ is: 'outsider' });
    expect([...world.ledger.streams.keys()].filter((stream) => stream.startsWith('change#'))).toEqual([]);
  });

  it.each([
    ['admin', 'own-change'],
    ['operator', 'gains-by-it'],
    ['approver', 'no-role'],
    ['guest', 'no-role'],
  ] as const)('is not confirmed by %s: %s', async (who, reason) => {
    const world = await createWorld();
    const id = await propose(world, TO_OPERATOR);
    expect(reasonOf(await world.say(who, `confirm C-${id}`))).toBe(reason);
    expect(typesOf(world, id)).toEqual(['proposed']);
  });

  it.each([
    ['of whoever proposed it', 'admin', 'own-change'],
    ['of whoever gains by it', 'operator', 'gains-by-it'],
  ] as const)('is not confirmed from a second account %s', async (_whose, who, reason) => {
    const world = await createWorld();
    const { team, user } = PEOPLE[who];
    const ask = { to: PEOPLE['admin-2'], id: `${team}/${user}`, grants: [{ role: 'admin' as const }] };
    await grant(world.ledger, { ...ask, by: REMIT, at: world.now(), because: 'the same human being' });
    const id = await propose(world, TO_OPERATOR);
    expect(reasonOf(await world.say('admin-2', `confirm C-${id}`))).toBe(reason);
  });

  it('that two admins confirm at once is confirmed once and applied once', async () => {
    const world = await createWorld();
    await world.give('budget', ['admin']);
    const id = await propose(world, TO_OPERATOR);
    const replies = await Promise.all([
      world.say('admin-2', `confirm C-${id}`),
      world.say('budget', `confirm C-${id}`),
    ]);
    await world.advance(SECOND);
    expect(replies.map(({ is }) => is).sort()).toEqual(['change-act-refused', 'change-acted']);
    expect(typesOf(world, id)).toEqual(['proposed', 'confirmed', 'applied']);
    expect(world.ledger.streams.get(personStream(PEOPLE.operator))?.map(({ type }) => type)).toEqual([
      'granted',
      'granted',
    ]);
  });

  it('that is confirmed and denied at once is one of them', async () => {
    const world = await createWorld();
    const id = await propose(world, TO_OPERATOR);
    await Promise.all([world.say('admin-2', `confirm C-${id}`), world.say('admin', `deny C-${id} because "slip"`)]);
    await world.advance(SECOND);
    const ways = ['proposed confirmed applied', 'proposed denied'];
    expect(ways).toContain(typesOf(world, id).join(' '));
    expect((await grantsOf(world, 'operator')).length).toBe(typesOf(world, id).includes('applied') ? 2 : 1);
  });

  it('is void when the person’s record changed since, and says so', async () => {
    const world = await createWorld();
    const id = await propose(world, TO_OPERATOR);
    await world.give('operator', ['operator', 'circle-owner']);
    await world.say('admin-2', `confirm C-${id}`);
    await world.advance(5 * SECOND);
    expect(typesOf(world, id)).toEqual(['proposed', 'confirmed', 'void']);
    expect((await stateOf(world, id))?.refusal?.reason).toBe('moved');
    expect(shown(world)).toEqual([`${id} void`]);
    expect(await grantsOf(world, 'operator')).toEqual([{ role: 'operator' }, { role: 'circle-owner' }]);
  });

  it.each([
    ['who proposed it lost the role', (world: World) => world.give('admin', ['operator']), 'rights-lost'],
    ['who confirmed it lost the role', (world: World) => world.give('admin-2', []), 'rights-lost'],
    [
      'the account of who proposed it was closed',
      async (world: World) => void world.chat.profiles.set('U0ADMIN', { team: OURS, name: '', flags: ['deleted'] }),
      'rights-lost',
    ],
    [
      'the account that gains was closed',
      async (world: World) => void world.chat.profiles.set('U0OPERATOR', { team: OURS, name: '', flags: ['deleted'] }),
      'account',
    ],
  ])('is void when, between the confirmation and its application, %s', async (_what, lose, reason) => {
    const world = await createWorld();
    const id = await propose(world, TO_OPERATOR);
    await world.say('admin-2', `confirm C-${id}`);
    await lose(world);
    await world.advance(5 * SECOND);
    expect((await stateOf(world, id))?.refusal?.reason).toBe(reason);
    expect(await grantsOf(world, 'operator')).toEqual([{ role: 'operator' }]);
  });

  it('expires after 24 hours, and cannot be confirmed any more', async () => {
    const world = await createWorld();
    const id = await propose(world, TO_OPERATOR);
    await world.advance(DAY - 2 * SECOND);
    expect(typesOf(world, id)).toEqual(['proposed']);
    world.cut.sweep = true;
    await world.advance(2 * SECOND);
    expect(reasonOf(await world.say('admin-2', `confirm C-${id}`))).toBe('expired');
    world.cut.sweep = false;
    await world.advance(2 * MINUTE);
    expect(typesOf(world, id)).toEqual(['proposed', 'expired']);
    expect(shown(world)).toEqual([`${id} expired`]);
    expect(world.chat.announced).toEqual([id]);
  });

  it('is void when its own end came before the confirmation', async () => {
    const world = await createWorld();
    const id = await propose(world, 'grant approver to <@U0OPERATOR> for 1h because "x"');
    await world.advance(2 * HOUR);
    await world.say('admin-2', `confirm C-${id}`);
    await world.advance(5 * SECOND);
    expect((await stateOf(world, id))?.refusal?.reason).toBe('over-already');
  });

  it('can be denied with a reason, and taken back by whoever proposed it', async () => {
    const world = await createWorld();
    const [one, other] = [await propose(world, TO_OPERATOR), await propose(world, TO_OPERATOR)];
    await world.say('admin-2', `deny C-${one} because "not agreed"`);
    await world.say('admin', `deny C-${other}`);
    await world.advance(SECOND);
    expect((await stateOf(world, one))?.ended).toMatchObject({ by: PEOPLE['admin-2'], because: 'not agreed' });
    expect([typesOf(world, one), typesOf(world, other)]).toEqual([
      ['proposed', 'denied'],
      ['proposed', 'denied'],
    ]);
    expect(reasonOf(await world.say('admin-2', `confirm C-${one}`))).toBe('too-late');
  });

  it('is asked for in a mention as well: the card is the answer, a refusal is told', async () => {
    const world = await createWorld();
    const place = { team: OURS, channel: 'C0OPS' };
    expect(await world.say('admin', TO_OPERATOR, { mention: true, place })).toEqual({ is: 'later' });
    expect(await world.say('guest', TO_OPERATOR, { mention: true, place })).toEqual({ is: 'later' });
    await world.advance(SECOND);
    expect(world.chat.cards).toHaveLength(1);
    expect(world.chat.told.map(({ to, answer }) => [to.user, reasonOf(answer)])).toEqual([['U0GUEST', 'no-role']]);
  });
});

describe('the last admin', () => {
  it('cannot be revoked when there is no other', async () => {
    const world = await createWorld();
    await world.give('admin-2', []);
    expect(reasonOf(await world.say('admin', 'revoke admin from <@U0ADMIN> because "x"'))).toBe('last-admin');
  });

  it('cannot be revoked when the others are admins for a time', async () => {
    const world = await createWorld();
    const grants = [{ role: 'admin' as const, until: NOON + DAY }];
    await grant(world.ledger, { to: PEOPLE['admin-2'], grants, by: REMIT, at: NOON, because: 'test' });
    expect(reasonOf(await world.say('admin-2', 'revoke admin from <@U0ADMIN> because "x"'))).toBe('last-admin');
  });

  it('is not revoked when the account of the only other one was closed since', async () => {
    const world = await createWorld();
    const grants = [{ role: 'admin' as const, until: NOON + DAY }];
    await grant(world.ledger, { to: PEOPLE.budget, grants, by: REMIT, at: NOON, because: 'test' });
    const id = await propose(world, 'revoke admin from <@U0ADMIN2> because "left"', 'budget');
    await world.say('admin-2', `confirm C-${id}`);
    world.chat.profiles.set('U0ADMIN', { team: OURS, name: '', flags: ['deleted'] });
    await world.advance(5 * SECOND);
    expect((await stateOf(world, id))?.refusal?.reason).toBe('last-admin');
    expect(await grantsOf(world, 'admin-2')).toEqual([{ role: 'admin' }]);
    expect([...world.locks.held.keys()]).toEqual([]);
  });

  it('stays when two admins take each other’s role in the same moment', async () => {
    const world = await createWorld();
    const one = await propose(world, 'revoke admin from <@U0ADMIN2> because "x"', 'admin');
    const other = await propose(world, 'revoke admin from <@U0ADMIN> because "y"', 'admin-2');
    await world.say('admin-2', `confirm C-${one}`);
    await world.say('admin', `confirm C-${other}`);
    const { tend } = world.process();
    await Promise.all([tend(changeStream(one)), tend(changeStream(other))]);
    await world.advance(5 * MINUTE);
    const left = [...(await grantsOf(world, 'admin')), ...(await grantsOf(world, 'admin-2'))];
    expect(left).toEqual([{ role: 'admin' }]);
    expect([typesOf(world, one).at(-1), typesOf(world, other).at(-1)].sort()).toEqual(['applied', 'void']);
    expect([...world.locks.held.keys()]).toEqual([]);
  });
});

describe('people', () => {
  it('are listed with what they have now', async () => {
    const world = await createWorld();
    await propose(world, 'grant on-call to <@U0GUEST> for 1h because "x"');
    const list = async (who: Who) => {
      const reply = await world.say(who, 'people');
      return reply.is === 'people' ? reply.people.map(({ user, grants }) => `${user} ${grants.length}`) : reply;
    };
    expect(await list('approver')).toEqual([
      'U0ADMIN 1',
      'U0ADMIN2 1',
      'U0APPROVER 2',
      'U0APPROVER2 2',
      'U0BUDGET 1',
      'U0DEVELOPER 1',
      'U0FREEZER 1',
      'U0GUEST 1',
      'U0OPERATOR 1',
    ]);
    await world.advance(HOUR);
    expect(await list('admin')).not.toContain('U0GUEST 1');
    expect(reasonOf((await list('operator')) as object)).toBe('no-role');
    expect(reasonOf((await list('guest')) as object)).toBe('no-role');
  });
});

it('an approval whose giver lost the role before the dispatch is none', async () => {
  const world = await createWorld();
  const run = await world.ask('operator', 'restart nginx on host-7');
  await world.advance(SECOND);
  await world.say('approver', `approve R-${run}`);
  await world.give('approver', ['operator']);
  await world.advance(MINUTE);
  expect(world.types(run)).toEqual(['asked', 'planned', 'approved', 'replanned']);
  expect(world.hosts.commands.size).toBe(0);
});
