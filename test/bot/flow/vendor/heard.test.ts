import { describe, expect, it } from 'vitest';
import type { Actor } from '../../../../bot/domain/actor.ts';
import { HOUR, MINUTE } from '../../../../bot/domain/instant.ts';
import { OURS, PEOPLE } from '../people.ts';
import { NOON } from '../world.ts';
import { CARD, createShared, OTTO, SHARED, type Shared, STRANGER, VERA, VIKTOR } from './shared-channel.ts';

const NO_THREAD = { answered: [], turnedAway: [] };

describe('A vendor’s person accepts a request', () => {
  it.each<[string, (it: Shared) => Promise<unknown>]>([
    ['in its thread, without its id', (it) => it.say('accept eta 30m')],
    ['in the channel, by its id', (it) => it.hear(it.wrote(VERA, `accept e-${it.id.toLowerCase()} eta 30m`))],
    ['by a mention in the channel', (it) => it.ask(it.mentioned(VERA, `accept E-${it.id} eta 30m`))],
    [
      'by a mention in its thread, without its id',
      (it) => it.ask(it.mentioned(VERA, 'accept eta 30m', { place: { team: OURS, channel: SHARED, thread: CARD } })),
    ],
    ['by a form', (it) => it.ask({ ...it.mentioned(VERA, `accept E-${it.id} eta 30m`), mention: false })],
    [
      'where Slack names no organisation',
      (it) => it.hear(it.wrote({ user: VERA.user }, 'accept eta 30m', { thread: CARD })),
    ],
  ])('%s', async (_how, accept) => {
    const it = await createShared();
    await accept(it);
    const { state } = await it.story();
    expect(state).toMatchObject({ is: 'accepted', acceptor: VERA, clock: { accepted: expect.any(Number) } });
    expect(state.eta).toBeGreaterThan(NOON + 30 * MINUTE);
    expect(it.settled()).toEqual([{ is: 'acted', request: it.id, step: 'accepted', seq: 2 }]);
    expect(it.told()).toEqual(NO_THREAD);
  });

  it('by the mark on its card, and by no other mark or message', async () => {
    const it = await createShared();
    await it.hear(it.marked(VERA, 'eyes'));
    await it.hear(it.marked(VERA, 'white_check_mark', '1772366400.000901'));
    expect(it.settled()).toEqual([]);
    await it.hear(it.marked(VERA, 'white_check_mark'));
    expect(await it.story()).toMatchObject({ state: { is: 'accepted', acceptor: VERA } });
  });

  it('once, however often Slack tells of it', async () => {
    const it = await createShared();
    const said = it.wrote(VERA, 'ask which gate?', { thread: CARD });
    for (let delivery = 0; delivery < 3; delivery += 1) await it.hear(said);
    expect(it.types()).toEqual(['prepared', 'sent', 'asked-back']);
  });

  it('once, where Slack tells of a mention and of the same message besides', async () => {
    const it = await createShared({ kind: 'paid' });
    const text = `estimate E-${it.id} 1250 EUR`;
    const said = it.mentioned(VERA, text);
    await it.ask(said);
    await it.hear(it.wrote(VERA, `<@U0BOT> ${text}`, { ts: said.source.split(':').at(-1) ?? '' }));
    expect(it.types()).toEqual(['prepared', 'sent', 'estimated']);
    expect(it.told()).toEqual(NO_THREAD);
  });

  it('first, and the other is told by whom', async () => {
    const it = await createShared();
    await it.world.process().happened(it.wrote(VERA, 'accept', { thread: CARD }));
    await it.world.process().happened(it.marked(VIKTOR, 'white_check_mark'));
    await it.world.advance(5_000);
    expect(it.types()).toEqual(['prepared', 'sent', 'accepted']);
    expect(it.world.chat.answered).toMatchObject([
      {
        place: { channel: SHARED, thread: CARD },
        answer: { is: 'heard-refused', request: it.id, to: VIKTOR, refusal: { reason: 'taken', by: VERA } },
      },
    ]);
  });

  it('until a time of their own clocks', async () => {
    const it = await createShared({ vendor: { zone: 'Europe/Sofia' } });
    await it.say('accept eta 14:30');
    expect((await it.story()).state.eta).toBe(NOON + 30 * MINUTE);
  });
});

describe('A time that they say', () => {
  it.each([
    ['is of the vendor’s clocks', { zone: 'Europe/Sofia' }, NOON + 30 * MINUTE],
    ['is of their own clocks, where the vendor has none on record', {}, NOON + 3 * HOUR + 30 * MINUTE],
  ])('%s', async (_whose, vendor, eta) => {
    const it = await createShared({ vendor });
    it.world.chat.profiles.set(VERA.user, { team: VERA.team, name: 'Vera', flags: [], zone: 'Atlantic/Azores' });
    await it.say('accept eta 14:30');
    expect((await it.story()).state.eta).toBe(eta);
  });
});

describe('What they say goes on', () => {
  it('from the question to the end, each step with who said it', async () => {
    const it = await createShared();
    for (const text of ['ask which of the two gates?', 'accept', 'progress half of it eta 2h', 'done “restarted”'])
      await it.say(text);
    expect(it.types()).toEqual(['prepared', 'sent', 'asked-back', 'accepted', 'progressed', 'done']);
    expect(await it.story()).toMatchObject({
      state: { is: 'done' },
      heard: 'given',
      ended: { by: VERA, because: 'restarted' },
    });
  });

  it('with an estimate of paid work, which nobody accepts before its cost is approved', async () => {
    const it = await createShared({ kind: 'paid' });
    await it.say('accept');
    await it.say('estimate 1250 EUR two hours');
    expect((await it.story()).state).toMatchObject({ is: 'estimated', estimate: { amount: 125_000, currency: 'EUR' } });
    expect(it.world.chat.answered.map(({ answer }) => answer)).toMatchObject([
      { refusal: { reason: 'not-now', state: 'sent' } },
    ]);
  });

  it('with their word on safety, by which the plan that waits for it goes on', async () => {
    const it = await createShared({ kind: 'safety' });
    await it.say('safe because the rack is empty');
    const { state, answered } = await it.story();
    expect(answered).toMatchObject({ word: 'safe', heard: 'given', by: VERA });
    expect(await it.world.story(state.run ?? '')).not.toMatchObject({ state: { is: 'unconfirmed' } });
  });

  it('is asked after, and ends nothing, where `done` may be talk', async () => {
    const it = await createShared();
    await it.say('accept');
    await it.say('done with the first node');
    expect(it.types()).toEqual(['prepared', 'sent', 'accepted']);
    expect(it.world.chat.answered.map(({ answer }) => answer)).toMatchObject([
      { is: 'heard-misread', request: it.id, misread: { doubtful: true } },
    ]);
    await it.say('done: with both nodes');
    expect((await it.story()).ended).toMatchObject({ because: 'with both nodes' });
  });

  it('as talk where it is no whole sentence and names no request', async () => {
    const it = await createShared();
    for (const text of ['accept it, if you like', 'the gate is slow', 'decline', 'run it by me first'])
      await it.say(text);
    expect([it.settled(), it.types(), it.told()]).toEqual([[], ['prepared', 'sent'], NO_THREAD]);
  });

  it.each([
    ['decline E-ID', 'it does not say why'],
    ['accept E-ID tomorrow perhaps', 'only a time may follow'],
    ['accept E-12', 'that is not the id of a request'],
    ['progress E-ID all good eta 2026-11-20 10:00', 'that time is over'],
  ])('back to them, with what may stand there: %s', async (text, wrong) => {
    const it = await createShared();
    await it.hear(it.wrote(VERA, text.replace('ID', it.id), { ts: '1772366500.000001' }));
    expect(it.world.chat.answered).toMatchObject([
      { place: { channel: SHARED, thread: '1772366500.000001' }, answer: { is: 'heard-misread', misread: { wrong } } },
    ]);
  });

  it.each(['<@U0VIKTOR> decline because "it is yours"', ' <@U0VIKTOR|viktor>, run', '<@U0VIKTOR> accept E-ID'])(
    'nowhere, where it is said to somebody else: %s',
    async (text) => {
      const it = await createShared({ vendor: { runs: true } });
      await it.say(text.replace('ID', it.id));
      expect([it.settled(), it.types(), it.told()]).toEqual([[], ['prepared', 'sent'], NO_THREAD]);
    },
  );

  it('nowhere, where a mention names no request', async () => {
    const it = await createShared();
    await it.ask(it.mentioned(VERA, 'accept'));
    expect(it.world.chat.answered).toMatchObject([{ answer: { misread: { wrong: 'it does not say which request' } } }]);
  });

  it('to nobody on what is over, but for those who write', async () => {
    const it = await createShared();
    await it.world.say('operator', `withdraw E-${it.id}`);
    await it.hear(it.marked(VERA, 'white_check_mark'));
    expect(it.told()).toEqual(NO_THREAD);
    await it.say('accept');
    expect(it.world.chat.answered).toMatchObject([{ answer: { refusal: { reason: 'too-late', state: 'withdrawn' } } }]);
  });

  it('not after its time', async () => {
    const it = await createShared();
    it.world.cut.sweep = true;
    it.world.clock.at += 31 * 24 * HOUR;
    await it.say('accept');
    expect(it.types()).not.toContain('accepted');
  });
});

/** Everybody who may not, and why: on record, with the one fixed sentence, and nothing else. */
describe('It is turned away', () => {
  const change = (it: Shared, change: Partial<Shared['room']['room']>) => Object.assign(it.room.room, change);

  it.each<[string, string, (it: Shared) => Promise<unknown>]>([
    ['an organisation that nobody registered', 'unknown-team', (it) => it.say(`accept`, STRANGER)],
    [
      'one in their own channel',
      'unknown-team',
      (it) => it.hear(it.wrote(STRANGER, `accept E-${it.id}`, { channel: 'C0ZETA' })),
    ],
    ['another vendor in this channel', 'wrong-channel', (it) => it.say('accept', OTTO)],
    [
      'another vendor in its own channel',
      'wrong-request',
      (it) => it.hear(it.wrote(OTTO, `accept E-${it.id}`, { channel: 'C0OTHERS' })),
    ],
    [
      'another vendor by a button',
      'wrong-request',
      (it) => it.ask(it.pressed(OTTO, `run E-${it.id}`, { place: { team: OURS, channel: 'C0OTHERS' } })),
    ],
    [
      'another vendor by what a form carries',
      'wrong-request',
      (it) =>
        it.ask({
          ...it.mentioned(OTTO, `accept E-${it.id}`, { place: { team: OURS, channel: 'C0OTHERS' } }),
          mention: false,
        }),
    ],
    [
      'their own people elsewhere',
      'wrong-channel',
      (it) => it.hear(it.wrote(VERA, `accept E-${it.id}`, { channel: 'C0OPS' })),
    ],
    [
      'their own button, carried to another channel',
      'wrong-channel',
      (it) => it.ask(it.pressed(VERA, `run E-${it.id}`, { place: { team: OURS, channel: 'C0OPS' } })),
    ],
    ['a request that nobody sent', 'no-such-request', (it) => it.hear(it.wrote(VERA, 'accept E-ZZZZZ'))],
    [
      'an account that Slack does not show',
      'unseen',
      (it) => {
        it.world.chat.profiles.delete(VERA.user);
        return it.say('accept');
      },
    ],
    [
      'an account of another organisation than the payload says',
      'other-team',
      (it) => it.say('accept', { ...STRANGER, team: VERA.team }),
    ],
    [
      'a channel that is shared with a third organisation',
      're-shared',
      (it) => {
        change(it, { organisations: [OURS, VERA.team, 'T0ZETA'] });
        return it.say('accept');
      },
    ],
    [
      'a channel that is shared no more',
      'unshared',
      (it) => {
        change(it, { organisations: [OURS], shared: false });
        return it.say('accept');
      },
    ],
    [
      'a channel of which Slack names no organisation',
      'unshared',
      (it) => {
        change(it, { organisations: [] });
        return it.say('accept');
      },
    ],
    [
      'a channel that is archived',
      'archived',
      (it) => {
        change(it, { is: 'archived' });
        return it.say('accept');
      },
    ],
    [
      'a channel that is gone',
      'no-room',
      (it) => {
        it.world.rooms.all.delete(SHARED);
        return it.say('accept');
      },
    ],
    ['a mark of a stranger', 'unknown-team', (it) => it.hear(it.marked(STRANGER, 'white_check_mark'))],
  ])('%s', async (_who, why, say) => {
    const it = await createShared();
    await say(it);
    expect(it.settled()).toEqual([{ is: 'turned-away', why }]);
    expect(it.types()).toEqual(['prepared', 'sent']);
    expect([it.world.chat.answered, it.world.chat.turnedAway.length]).toEqual([[], 1]);
  });

  it.each([
    'deleted',
    'is_bot',
    'is_workflow_bot',
    'is_app_user',
    'is_restricted',
    'is_ultra_restricted',
    'is_stranger',
    'is_invited_user',
  ])('an account with the flag %s', async (flag) => {
    const it = await createShared();
    it.world.chat.profiles.set(VERA.user, { team: VERA.team, name: 'Vera', flags: [flag] });
    await it.say('accept');
    expect([it.settled(), it.types().includes('accepted')]).toEqual([[{ is: 'turned-away', why: 'barred' }], false]);
  });

  it('without a word, where our own people put the mark: they write no acts', async () => {
    const it = await createShared();
    await it.hear(it.marked(PEOPLE.approver, 'white_check_mark'));
    await it.say('accept', PEOPLE.approver);
    expect(it.settled()).toEqual([{ is: 'turned-away', why: 'ours' }]);
    expect(it.told()).toEqual(NO_THREAD);
  });

  it.each(['form accept E-ID', 'run E-ID', 'form done E-ID'])(
    'for our own people, who are told whose button it is: %s',
    async (text) => {
      const it = await createShared();
      const pressed = { ...it.pressed(PEOPLE.operator, text.replace('ID', it.id)) };
      expect(await it.ask(pressed)).toMatchObject({ is: 'nothing', next: `show E-${it.id}` });
      expect([it.settled(), it.types()]).toEqual([[], ['prepared', 'sent']]);
    },
  );

  it.each([
    'approve R-8C2MX',
    'approve cost E-ID',
    'send E-ID',
    'withdraw E-ID',
    'restart nginx on host-7',
    '@ops restart nginx on host-7',
    'show E-ID',
    'help',
  ])('what is no sentence of theirs, as anybody else’s: %s', async (text) => {
    const it = await createShared();
    const before = it.world.ledger.streams.size;
    expect(await it.ask(it.pressed(VERA, text.replace('ID', it.id)))).toEqual({ is: 'outsider' });
    expect(it.settled()).toEqual([]);
    expect(it.types()).toEqual(['prepared', 'sent']);
    expect(it.world.ledger.streams.size).toBe(before + 1);
  });

  it('without a record, when it comes in floods', async () => {
    const it = await createShared();
    for (let at = 0; at < 30; at += 1) await it.world.process().happened(it.wrote(STRANGER, `accept E-${it.id}`));
    await it.world.advance(5_000);
    expect(it.settled()).toHaveLength(20);
    await it.world.advance(MINUTE);
    await it.say('accept');
    expect((await it.story()).state.is).toBe('accepted');
  });
});

describe('An account of Enterprise Grid', () => {
  const GRID = { team: 'E0GRID', user: VERA.user };

  it('is whoever Slack shows, where both names are registered for one vendor', async () => {
    const it = await createShared({ vendor: { organisations: [VERA.team, 'E0GRID'] } });
    it.room.room = { ...it.room.room, organisations: [OURS, 'E0GRID', VERA.team] };
    await it.say('accept', GRID);
    expect(await it.story()).toMatchObject({ state: { is: 'accepted', acceptor: VERA } });
  });

  it('is whoever Slack shows, where the payload names both', async () => {
    const it = await createShared({ vendor: { organisations: [VERA.team, 'E0GRID'] } });
    await it.say('accept', { ...GRID, team: `E0GRID/${VERA.team}` });
    expect(await it.story()).toMatchObject({ state: { is: 'accepted', acceptor: VERA } });
  });

  it('is nobody, where its organisation is not registered', async () => {
    const it = await createShared();
    await it.say('accept', GRID);
    expect(it.settled()).toEqual([{ is: 'turned-away', why: 'other-team' }]);
  });
});

describe('A button of an older copy of the card', () => {
  const COPY = { message: '1772366400.000901' };

  it('runs once what they accepted, however often it is pressed, and is told of the run that waits', async () => {
    const it = await createShared({ vendor: { runs: true } });
    await it.say('accept');
    const press = it.pressed(VERA, `run E-${it.id}`);
    await it.ask(press);
    await it.ask(press);
    const [, ran] = it.settled();
    expect(ran).toMatchObject({ is: 'ran', request: it.id });
    expect(it.settled()).toHaveLength(2);
    expect(await it.world.story(ran.run)).toMatchObject({ by: VERA, state: { is: 'waiting' } });
    await it.ask(it.pressed(VERA, `run E-${it.id}`, { ...COPY, source: `press:${SHARED}:${COPY.message}:x` }));
    const again = it.settled().at(-1);
    expect((await it.world.story(again.run)).refusal).toEqual({ reason: 'already-asked', run: ran.run });
  });

  it.each<[string, Actor, (it: Shared) => Promise<unknown>]>([
    ['it is done', VERA, (it) => it.say('done “restarted”')],
    ['it was taken back', VERA, (it) => it.world.say('operator', `withdraw E-${it.id}`)],
    ['another of theirs accepted it', VIKTOR, async () => undefined],
  ])('runs nothing where %s', async (_why, by, meanwhile) => {
    const it = await createShared({ vendor: { runs: true } });
    await it.say('accept');
    await meanwhile(it);
    await it.ask(it.pressed(by, `run E-${it.id}`, COPY));
    expect(it.settled().at(-1)).toMatchObject({ is: 'refused', refusal: { reason: 'no-run' } });
    expect([...it.world.ledger.streams.keys()].filter((stream) => stream.startsWith('run#'))).toHaveLength(1);
  });
});

describe('What they said and did', () => {
  it('is found by an admin under their account, done or turned away, and by nobody else', async () => {
    const it = await createShared();
    await it.say('accept');
    await it.hear({ ...it.marked(VIKTOR, 'white_check_mark') });
    await it.say(`accept E-${it.id}`, STRANGER);
    const found = async (user: string) => {
      const told = it.world.chat.told.length;
      await it.world.say('admin', `audit by <@${user}>`);
      await it.world.advance(MINUTE);
      const inquired = it.world.chat.told.slice(told).at(-1)?.answer;
      return inquired?.is === 'inquired' && inquired.answer.is === 'audit-found' ? inquired.answer.lines : undefined;
    };
    expect(await found(VERA.user)).toMatchObject([
      { what: 'accept', last: 'acted', by: VERA },
      { stream: `escalation#${it.id}`, last: 'accepted' },
    ]);
    expect(await found(VIKTOR.user)).toMatchObject([{ what: ':white_check_mark:', last: 'refused' }]);
    expect(await found(STRANGER.user)).toMatchObject([{ what: `accept E-${it.id}`, last: 'turned-away' }]);
    expect(await it.world.say('operator', `audit by <@${VERA.user}>`)).toMatchObject({ is: 'refused' });
  });
});
