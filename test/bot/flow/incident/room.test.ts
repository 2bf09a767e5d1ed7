import { describe, expect, it } from 'vitest';
import type { Happening } from '../../../../bot/domain/incident/happening.ts';
import { MINUTE } from '../../../../bot/domain/instant.ts';
import { err } from '../../../../bot/domain/result.ts';
import { addRoom } from '../../../fakes/rooms.ts';
import { OURS, PEOPLE } from '../people.ts';
import { createWorld } from '../world.ts';
import { CHANNEL, createChannel } from './channel.ts';

type OfRoom = Happening & { is: 'archived' | 'unarchived' | 'renamed' };
const OPERATOR = { user: PEOPLE.operator.user };

async function lived() {
  const it = await createChannel();
  const { world } = it;
  const happens = async (what: Pick<OfRoom, 'is'> & Partial<OfRoom>) => {
    const at = world.now();
    await it.happened({ source: `${what.is}:${at}`, installedTeam: OURS, channel: CHANNEL, at, ...what } as Happening);
  };
  const archived = (is: 'open' | 'archived') => {
    it.room.room = { ...it.room.room, is };
    world.chat.closed = is === 'archived' ? CHANNEL : undefined;
  };
  const told = async () =>
    (await it.entries()).filter(({ kind }) => kind === 'channel').map(({ by, text }) => `${by?.user ?? ''} ${text}`);
  return { ...it, happens, archived, told };
}

describe('the channel of an incident', () => {
  it('is told on the timeline when it is archived, opened again and renamed, once each, with who did it', async () => {
    const it = await lived();
    it.world.chat.profiles.set(OPERATOR.user, { team: OURS, name: 'Op', flags: [] });
    const archive = { source: 'archived:1', is: 'archived', by: OPERATOR, at: it.world.now() } as const;
    await it.happens(archive);
    await it.happens(archive);
    for (let at = 0; at < 30; at += 1) await it.world.say('operator', `note "${at}"`);
    await it.happens(archive);
    await it.world.advance(MINUTE);
    await it.happens({ is: 'unarchived' });
    await it.world.advance(MINUTE);
    await it.happens({ is: 'renamed', name: 'inc-checkout' } as OfRoom);
    await it.world.advance(MINUTE);
    expect(await it.told()).toEqual([
      ' the channel is called #inc-checkout now',
      ' the channel was unarchived',
      'U0OPERATOR archived the channel',
    ]);
    const [entry] = (await it.entries()).filter(({ text }) => text === 'archived the channel');
    expect(entry?.by).toEqual(PEOPLE.operator);
  });

  it('is told so after the end too, and not of a channel that works on no incident', async () => {
    const it = await lived();
    await it.world.say('operator', 'resolve because "fixed"');
    await it.world.advance(MINUTE);
    await it.world.timeline.attach({ team: OURS, channel: 'C0MADE' }, it.id);
    await it.happens({ is: 'archived', channel: 'C0MADE' });
    await it.happens({ is: 'archived', channel: 'C0OTHER' });
    await it.world.advance(MINUTE);
    expect(await it.told()).toEqual([' the channel was archived']);
  });

  it('has its card and canvas again after it was archived, without another card', async () => {
    const it = await lived();
    const { world } = it;
    it.archived('archived');
    await world.say('operator', 'severity major');
    await world.advance(MINUTE);
    await it.happens({ is: 'archived' });
    await world.say('operator', 'note "said while nobody could read it"');
    await world.advance(MINUTE);
    expect(world.receipts.all.get(`incident#${it.id} card`)?.value).toMatchObject({ gone: 'deleted' });
    it.archived('open');
    await it.happens({ is: 'unarchived' });
    await world.advance(MINUTE);
    const { changes } = await world.timeline.head(it.id);
    expect(world.chat.cards.filter(({ run }) => run === it.id)).toMatchObject([
      { seq: (it.events().at(-1)?.seq ?? 0) + changes, shows: { severity: 'major' } },
    ]);
    expect(it.room.canvas?.sections.join()).toContain('said while nobody could read it');
  });
});

describe('what is written after the end', () => {
  it('comes onto the card though the hint is lost', async () => {
    const world = await createWorld();
    addRoom(world.rooms, { channel: 'C0OPS' });
    const asked = await world.say('operator', 'restart nginx on host-7');
    if (asked.is !== 'accepted') throw new Error(JSON.stringify(asked));
    const answer = await world.say('operator', 'incident "checkout is down" critical here');
    if (answer.is !== 'incident-declared') throw new Error(JSON.stringify(answer));
    await world.advance(MINUTE);
    await world.say('operator', 'resolve because "fixed"');
    await world.advance(MINUTE);
    world.cut.hints = true;
    await world.say('approver', `approve R-${asked.run}`);
    await world.advance(MINUTE);
    world.cut.hints = false;
    await world.advance(2 * MINUTE);
    const { entries } = await world.timeline.latest(answer.id, { limit: 5 });
    expect(entries[0]?.text).toContain('host-7 succeeded');
    const head = world.ledger.streams.get(`incident#${answer.id}`)?.at(-1);
    const { changes } = await world.timeline.head(answer.id);
    const card = world.chat.cards.find(({ run }) => run === answer.id);
    expect(card?.seq).toBe((head?.seq ?? 0) + changes);
  });
});

describe('a message that an incident is opened on', () => {
  const TS = '1795262300.000100';
  const opened = { place: { team: OURS, channel: CHANNEL } };

  async function openedOn(about: { ts: string } | undefined) {
    const world = await createWorld();
    addRoom(world.rooms, { channel: CHANNEL, member: false });
    world.chat.profiles.set('U0APPROVER', { team: OURS, name: 'Ap', flags: [] });
    const told = about && {
      about: { ...about, text: 'nobody can pay\ntoken=hunter2', author: { user: 'U0APPROVER' } },
    };
    const text = `incident "nobody can pay" critical from message ${TS}`;
    const answer = await world.say('operator', text, { ...opened, ...told });
    if (answer.is !== 'incident-declared') throw new Error(JSON.stringify(answer));
    await world.advance(MINUTE);
    return (await world.timeline.latest(answer.id, { limit: 9 })).entries.at(-1);
  }

  it('is the first entry as the shortcut told it, with its author, where Remit cannot read it', async () => {
    expect(await openedOn({ ts: TS })).toMatchObject({
      source: `message/${CHANNEL}/${TS}`,
      by: PEOPLE.approver,
      quoted: true,
      text: expect.stringContaining('nobody can pay'),
    });
  });

  it.each([
    ['nobody told of it', undefined],
    ['what was told is of another message', { ts: '1795262400.000200' }],
  ])('leaves a line that there was one, where %s', async (_why, about) => {
    expect(await openedOn(about)).toMatchObject({
      by: PEOPLE.operator,
      text: 'opened the incident on a message that Remit cannot read: it is not in that channel',
    });
  });

  it('is read where Remit can, whatever the form remembered of it', async () => {
    const it = await createChannel();
    it.write(TS, { text: 'it is the cache', user: 'U0APPROVER' });
    await it.world.say('operator', 'resolve because "not that one"');
    await it.world.advance(MINUTE);
    const about = { about: { ts: TS, text: 'something else' } };
    const answer = await it.world.say('operator', `incident "slow" minor from message ${TS} here`, about);
    if (answer.is !== 'incident-declared') throw new Error(JSON.stringify(answer));
    await it.world.advance(MINUTE);
    const { entries } = await it.world.timeline.latest(answer.id, { limit: 9 });
    expect(entries.at(-1)).toMatchObject({ text: 'it is the cache', evidence: [{ is: 'message' }] });
  });
});

describe('a reminder that cannot be said in the channel', () => {
  async function reminded(prepare: (world: Awaited<ReturnType<typeof createWorld>>) => Promise<unknown>) {
    const world = await createWorld();
    addRoom(world.rooms, { channel: 'C0OPS' });
    await world.say('operator', 'incident "checkout is down" critical here');
    await world.advance(MINUTE);
    await prepare(world);
    await world.advance(6 * MINUTE);
    const direct = world.chat.told.flatMap(({ to, answer }) =>
      answer.is === 'incident-reminder' ? [`${to.user} ${answer.of} ${answer.direct}`] : [],
    );
    return { world, direct };
  }

  it.each(['shared', 'gone'] as const)('goes once to whoever declared it, of a channel that is %s', async (how) => {
    const { world, direct } = await reminded(async (it) => it.chat[how].add('C0OPS'));
    expect(direct).toEqual(['U0OPERATOR lead true']);
    expect(world.chat.notes).toEqual([]);
  });

  it('goes to whoever leads it', async () => {
    const { world, direct } = await reminded(async (it) => {
      it.chat.shared.add('C0OPS');
      await it.say('approver', 'take lead');
      await it.advance(30 * MINUTE);
    });
    expect(direct).toContain('U0APPROVER update true');
    expect(world.chat.notes).toEqual([]);
  });

  it('is said in the channel alone where it can be', async () => {
    const { direct, world } = await reminded(async () => err('nothing'));
    expect(direct).toEqual([]);
    expect(world.chat.notes).toHaveLength(1);
  });
});
