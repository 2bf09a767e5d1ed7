import { beforeEach, describe, expect, it } from 'vitest';
import { MINUTE, SECOND } from '../../../bot/domain/instant.ts';
import { personStream } from '../../../bot/flow/records.ts';
import { PEOPLE, type Who } from './people.ts';
import { createWorld, type World } from './world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});

const mention = (who: Who) => `<@${PEOPLE[who].user}>`;
const link = (one: Who, other: Who) => `link ${mention(one)} to ${mention(other)} because "two accounts"`;
const reasonOf = (reply: object) => ('refusal' in reply ? (reply.refusal as { reason: string }).reason : reply);
const typesOf = (id: string) => (world.ledger.streams.get(`change#${id}`) ?? []).map(({ type }) => type);

async function propose(text: string, who: Who = 'admin'): Promise<string> {
  const reply = await world.say(who, text);
  if (reply.is !== 'proposed') throw new Error(`not proposed: ${JSON.stringify(reply)}`);
  await world.advance(SECOND);
  return reply.id;
}

async function confirmed(text: string, who: Who = 'admin-2'): Promise<string> {
  const id = await propose(text);
  expect(await world.say(who, `confirm C-${id}`)).toMatchObject({ is: 'change-acted' });
  await world.advance(SECOND);
  return id;
}

async function personOf(who: Who): Promise<string> {
  const head = await world.ledger.head(personStream(PEOPLE[who]));
  return JSON.parse(head?.state ?? '{}').id;
}

async function waiting(text = 'restart nginx on host-7', who: Who = 'operator'): Promise<string> {
  const run = await world.ask(who, text);
  await world.advance(SECOND);
  return run;
}

describe('two accounts of one person', () => {
  it('are linked after a second admin, on record with who and why; each keeps its own roles', async () => {
    const id = await propose(link('operator', 'approver'));
    expect(await personOf('operator')).not.toBe(await personOf('approver'));
    expect(typesOf(id)).toEqual(['proposed']);
    await world.say('admin-2', `confirm C-${id}`);
    await world.advance(SECOND);
    expect(await personOf('operator')).toBe(await personOf('approver'));
    const events = world.ledger.streams.get(personStream(PEOPLE.operator)) ?? [];
    expect(events.map(({ type }) => type)).toEqual(['granted', 'linked']);
    expect(JSON.parse(events.at(-1)?.data ?? '{}')).toMatchObject({
      change: id,
      because: 'two accounts',
      to: PEOPLE.approver,
    });
    expect(await world.say('admin', 'people')).toMatchObject({
      people: expect.arrayContaining([
        expect.objectContaining({ ...PEOPLE.operator, grants: [{ role: 'operator' }] }),
        expect.objectContaining({ ...PEOPLE.approver, id: await personOf('operator') }),
      ]),
    });
  });

  it('approve nothing that the other asks for, from either side', async () => {
    await confirmed(link('operator', 'approver'));
    expect(reasonOf(await world.say('approver', `approve R-${await waiting()}`))).toBe('own-request');
    const other = await waiting('restart nginx on host-8', 'approver');
    expect(reasonOf(await world.say('approver', `approve R-${other}`))).toBe('own-request');
    expect(world.hosts.commands.size).toBe(0);
  });

  it('may approve each other again after they are unlinked', async () => {
    await confirmed(link('operator', 'approver'));
    await confirmed(`unlink ${mention('operator')} because "left"`);
    expect(await world.say('approver', `approve R-${await waiting()}`)).toMatchObject({ is: 'acted' });
  });

  it('that neither approve nor are admins are linked at once', async () => {
    const id = await propose(link('budget', 'operator'));
    expect(typesOf(id)).toEqual(['proposed', 'applied']);
    expect(await personOf('budget')).toBe(await personOf('operator'));
  });

  it('are one also when one of them never had a role, and both are listed', async () => {
    await propose(link('operator', 'guest'));
    const reply = await world.say('admin', 'people');
    const people = reply.is === 'people' ? reply.people : [];
    expect(people.filter(({ id }) => id === `${PEOPLE.guest.team}/${PEOPLE.guest.user}`)).toMatchObject([
      { user: PEOPLE.guest.user, grants: [] },
      { user: PEOPLE.operator.user },
    ]);
  });
});

describe('a link', () => {
  it.each(['admin-2', 'approver'] as const)('is confirmed by nobody whose account it is about: %s', async (who) => {
    await world.give('approver', ['admin']);
    const id = await propose(link('approver', 'admin-2'));
    expect(reasonOf(await world.say(who, `confirm C-${id}`))).toBe('own-accounts');
  });

  it.each([
    ['of two that are one already', link('operator', 'approver'), 'one-already'],
    ['of one that is somebody else already', link('operator', 'budget'), 'linked-already'],
    ['that would leave an account behind', link('approver', 'budget'), 'others-linked'],
    ['to undo where there is none', `unlink ${mention('budget')} because "x"`, 'not-linked'],
    ['to undo the other way round', `unlink ${mention('approver')} because "x"`, 'not-linked'],
  ])('is refused %s', async (_what, text, reason) => {
    await confirmed(link('operator', 'approver'));
    expect(reasonOf(await world.say('admin', text))).toBe(reason);
  });

  it('of a guest or of somebody of another organisation is void', async () => {
    world.chat.profiles.set(PEOPLE.guest.user, { team: 'T0OTHER', name: 'g', flags: [] });
    const id = await propose(link('guest', 'operator'));
    expect(typesOf(id)).toEqual(['proposed', 'void']);
  });

  it('is void when an account of it became an approver before it was applied', async () => {
    const id = await propose(link('budget', 'approver'));
    await world.give('budget', ['approver']);
    await world.say('admin-2', `confirm C-${id}`);
    await world.advance(SECOND);
    expect(typesOf(id)).toEqual(['proposed', 'confirmed', 'void']);
  });

  it('with a slip in a keyword is suggested', async () => {
    const text = link('budget', 'operator').replace(' to ', ' ot ');
    expect(await world.say('admin', text)).toMatchObject({
      is: 'suggestion',
      sentence: expect.stringContaining(' to '),
    });
  });

  it.each([
    `link ${mention('budget')} to ${mention('budget')} because "x"`,
    `link ${mention('budget')} because "x"`,
    `link bea to ${mention('operator')} because "x"`,
    `link ${mention('budget')} to ${mention('operator')}`,
    'unlink because "x"',
  ])('is explained where it is no sentence: %s', async (text) => {
    expect(await world.say('admin', text)).toMatchObject({ is: 'not-understood' });
  });
});

describe('what waits while accounts are linked', () => {
  it('is not run on an approval whose giver turns out to be who asked', async () => {
    const run = await waiting();
    await confirmed(link('operator', 'approver'));
    // The request was recorded as another person's: the press counts, and the dispatch looks again.
    await world.say('approver', `approve R-${run}`);
    await world.advance(SECOND);
    expect(await world.story(run)).toMatchObject({
      state: { is: 'waiting' },
      moved: { moves: [{ part: 'approver', why: 'one-person' }] },
    });
    expect(world.hosts.commands.size).toBe(0);
  });

  it('counts two approvals of one person once, also when they were linked after the first', async () => {
    world = await createWorld({
      policy: { approvals: [{ environment: 'production', wants: { of: 2, from: 'approver' } }] },
    });
    const run = await waiting();
    await world.say('approver', `approve R-${run}`);
    await confirmed(link('approver', 'approver-2'));
    await world.say('approver-2', `approve R-${run}`);
    await world.advance(MINUTE);
    expect(await world.story(run)).toMatchObject({
      state: { is: 'waiting' },
      moved: { moves: [{ part: 'approver', why: 'one-person' }] },
    });
    expect(world.hosts.commands.size).toBe(0);

    const later = await waiting('restart nginx on host-8');
    await world.say('approver', `approve R-${later}`);
    expect(reasonOf(await world.say('approver-2', `approve R-${later}`))).toBe('already-approved');
  });

  it('voids a change that was proposed and confirmed by what is now one person', async () => {
    await world.give('approver', ['admin']);
    const grant = await propose(`grant approver to ${mention('operator')} because "x"`);
    world.cut.stream = true;
    world.cut.sweep = true;
    await world.say('admin-2', `confirm C-${grant}`);
    await world.rewrite(personStream(PEOPLE['admin-2']), (person) => ({
      ...person,
      id: `${PEOPLE.admin.team}/${PEOPLE.admin.user}`,
    }));
    world.cut.stream = false;
    world.cut.sweep = false;
    await world.advance(2 * MINUTE);
    expect(typesOf(grant)).toEqual(['proposed', 'confirmed', 'void']);
  });
});
