import { describe, expect, it } from 'vitest';
import { entryName } from '../../../../bot/domain/incident/correct.ts';
import { MINUTE, SECOND } from '../../../../bot/domain/instant.ts';
import { err } from '../../../../bot/domain/result.ts';
import { PEOPLE } from '../people.ts';
import { NOON } from '../world.ts';
import { CHANNEL, createChannel } from './channel.ts';

const TS = '1795262400.000100';
const ROOT = '1795262300.000100';

describe('what other incident bots get wrong with marks', () => {
  it('records the thread reply that was marked, as a reply, not another message (dispatch, incidentbot)', async () => {
    const it = await createChannel();
    it.write(ROOT, { text: 'the root', user: 'U0APPROVER' });
    it.write(TS, { text: 'the reply', user: 'U0APPROVER', thread: ROOT });
    await it.mark('marked', 'operator', TS);
    await it.world.advance(MINUTE);
    expect(await it.standing()).toMatchObject([
      { source: `message/${CHANNEL}/${TS}`, text: 'the reply', reply: true, by: PEOPLE.approver },
    ]);
  });

  it('makes one entry of two reactors, a retried delivery and a shortcut (dispatch, Response, incidentbot)', async () => {
    const it = await createChannel();
    it.write(TS, { text: 'the cause', user: 'U0APPROVER' });
    const when = it.world.now();
    for (let delivery = 0; delivery < 3; delivery += 1) await it.mark('marked', 'operator', TS, { when });
    await it.mark('marked', 'approver', TS);
    await it.world.advance(MINUTE);
    await it.mark('marked', 'admin', TS);
    await it.keep('operator', { ts: TS, text: 'the cause', files: [] });
    await it.world.advance(MINUTE);
    expect(it.versions()).toHaveLength(1);
    expect(it.events('marked')).toHaveLength(4);
  });

  it('takes off the message that was unmarked, and that one alone, when the last mark is gone (Response)', async () => {
    const it = await createChannel();
    const other = '1795262400.000200'; // the same moment, to the millisecond
    for (const ts of [TS, other]) it.write(ts, { text: `said ${ts}`, user: 'U0APPROVER' });
    for (const ts of [TS, other]) await it.mark('marked', 'operator', ts);
    await it.mark('marked', 'approver', TS);
    await it.world.advance(MINUTE);
    await it.mark('unmarked', 'operator', TS);
    await it.world.advance(MINUTE);
    expect((await it.standing()).map(({ gone }) => gone)).toEqual([undefined, undefined]);
    await it.mark('unmarked', 'approver', TS);
    await it.world.advance(MINUTE);
    const standing = await it.standing();
    expect(standing.map(({ source, gone }) => [source, gone]).sort()).toEqual([
      [`message/${CHANNEL}/${TS}`, 'unmarked'],
      [`message/${CHANNEL}/${other}`, undefined],
    ]);
    await it.mark('marked', 'operator', TS);
    await it.world.advance(MINUTE);
    expect((await it.standing()).map(({ gone }) => gone)).toEqual([undefined, undefined]);
  });

  it('goes by when marks were put on and taken off, not by when that was delivered', async () => {
    const it = await createChannel();
    it.write(TS, { text: 'on and off', user: 'U0APPROVER' });
    const when = it.world.now();
    await it.mark('unmarked', 'operator', TS, { when: when + 2 * SECOND });
    await it.mark('marked', 'operator', TS, { when });
    await it.world.advance(MINUTE);
    expect((await it.standing()).map(({ gone }) => gone)).toEqual(['unmarked']);
  });

  it('follows an edit, a deletion and an un-marking, and keeps what was before (Response#149, dispatch)', async () => {
    const it = await createChannel();
    it.write(TS, { text: 'it is the cache', user: 'U0APPROVER' });
    await it.mark('marked', 'operator', TS);
    await it.world.advance(MINUTE);
    await it.edit(TS, 'it was the cache');
    await it.world.advance(MINUTE);
    await it.remove(TS);
    await it.world.advance(MINUTE);
    await it.mark('unmarked', 'operator', TS);
    await it.world.advance(MINUTE);
    expect(it.versions().map(({ version, text, gone }) => [version, text, gone])).toEqual([
      [1, 'it is the cache', undefined],
      [2, 'it was the cache', undefined],
      [3, 'it was the cache', 'deleted'],
    ]);
  });

  it('misses no edit and no deletion that comes while the message is being read', async () => {
    const it = await createChannel();
    const { rooms } = it.world.rooms;
    it.write(TS, { text: 'before', user: 'U0APPROVER' });
    let during: (() => Promise<unknown>) | undefined = () => it.edit(TS, 'after');
    it.world.outside.rooms = {
      ...rooms,
      async read(ref) {
        const said = structuredClone(await rooms.read(ref));
        const now = during;
        during = undefined;
        await now?.();
        return said;
      },
    };
    it.world.replaceProcess();
    await it.mark('marked', 'operator', TS);
    await it.world.advance(MINUTE);
    expect((await it.standing()).map(({ text }) => text)).toEqual(['after']);
    const other = '1795262400.000200';
    it.write(other, { text: 'said and gone', user: 'U0APPROVER' });
    during = () => it.remove(other);
    await it.mark('marked', 'operator', other);
    await it.world.advance(MINUTE);
    expect(await it.standing()).toContainEqual(expect.objectContaining({ text: 'said and gone', gone: 'deleted' }));
  });

  it('takes a message of an app that has no user (dispatch)', async () => {
    const it = await createChannel();
    it.write(TS, { text: 'ALARM: p99 is high' });
    await it.mark('marked', 'operator', TS);
    await it.world.advance(MINUTE);
    const [entry] = await it.standing();
    expect(entry).toMatchObject({ text: 'ALARM: p99 is high', evidence: [{ is: 'message' }] });
    expect(entry).not.toHaveProperty('by');
  });

  it('shows a file by its link for those who may see it, and never makes it public (incidentbot)', async () => {
    const it = await createChannel();
    const permalink = 'https://acme.slack.example/files/U0OPERATOR/F0GRAPH/graph.png';
    const files = [{ id: 'F0GRAPH', name: 'graph.png', type: 'image/png', permalink }];
    it.write(TS, { text: 'look', user: 'U0APPROVER', files });
    await it.mark('marked', 'operator', TS);
    await it.world.advance(MINUTE);
    expect(await it.standing()).toContainEqual(
      expect.objectContaining({ kind: 'file', evidence: [{ is: 'file', name: 'graph.png', permalink }] }),
    );
    await it.mark('unmarked', 'operator', TS);
    await it.world.advance(MINUTE);
    expect((await it.standing()).map(({ gone }) => gone)).toEqual(['unmarked', 'unmarked']);
  });

  it('lets no outsider mark, unmark or keep, and takes what an outsider wrote when one of ours marks it (all of them)', async () => {
    const it = await createChannel();
    it.world.chat.profiles.set('U0GUEST', { team: PEOPLE.guest.team, name: 'guest', flags: ['is_restricted'] });
    it.write(TS, { text: 'we see packet loss', user: 'U0VENDOR' });
    for (const who of ['vendor', 'stranger', 'guest'] as const) await it.mark('marked', who, TS);
    expect(await it.keep('vendor', { ts: TS, text: 'x', files: [] })).toEqual({ is: 'outsider' });
    await it.keep('guest', { ts: TS, text: 'we see packet loss', files: [] });
    await it.world.advance(MINUTE);
    expect(await it.standing()).toEqual([]);
    await it.mark('marked', 'operator', TS);
    await it.world.advance(MINUTE);
    await it.mark('unmarked', 'vendor', TS);
    await it.world.advance(MINUTE);
    expect(await it.standing()).toMatchObject([{ text: 'we see packet loss', by: PEOPLE.vendor }]);
  });

  it('says of which organisation somebody is who enters, and tells of nobody once it is over', async () => {
    const it = await createChannel();
    await it.move('joined', 'vendor');
    await it.move('left', 'approver');
    await it.world.advance(MINUTE);
    const people = async () => (await it.entries()).filter(({ kind }) => kind === 'person');
    expect(await people()).toMatchObject([
      { text: 'left', by: PEOPLE.approver },
      { text: 'joined', by: PEOPLE.vendor },
    ]);
    await it.world.say('operator', 'resolve because "fixed"');
    await it.world.advance(MINUTE);
    await it.move('left', 'vendor');
    await it.world.advance(MINUTE);
    expect(await people()).toHaveLength(2);
  });

  it('orders by when it was said, to the millisecond of Slack and in UTC, not by when it was marked (incidentbot, Response)', async () => {
    const it = await createChannel();
    it.write('1795260600.250000', { text: 'the first sign', user: 'U0APPROVER' });
    await it.world.say('operator', 'note "we see it"');
    await it.world.advance(MINUTE);
    await it.mark('marked', 'operator', '1795260600.250000');
    await it.world.advance(MINUTE);
    const entries = await it.entries();
    expect(entries.at(-1)).toMatchObject({ text: 'the first sign', occurredAt: NOON - 30 * MINUTE + 250 });
    expect(entries.at(-1)?.recordedAt).toBeGreaterThan(NOON);
  });
});

describe('a correction', () => {
  async function noted() {
    const it = await createChannel();
    await it.world.say('operator', 'note "we restart nginx"');
    await it.world.advance(MINUTE);
    const [entry] = await it.entries();
    return { ...it, name: entryName(entry ?? { source: '' }) };
  }

  it('in text and time is another version: it sorts where it was so, and the one before is kept (dispatch, incidentbot)', async () => {
    const { world, name, entries } = await noted();
    const said = await world.say('approver', `correct ${name} "we restarted nginx" at 12:45 Europe/Brussels`);
    expect(said).toMatchObject({ is: 'incident-acted', act: { occurredAt: NOON - 15 * MINUTE } });
    await world.advance(MINUTE);
    expect((await entries()).map(({ text }) => text)).toEqual([
      expect.stringContaining('declared the incident'),
      'we restarted nginx',
    ]);
    const told = await world.say('operator', `timeline history ${name}`);
    expect(told).toMatchObject({
      is: 'entry-history',
      versions: [
        { version: 2, text: 'we restarted nginx', by: PEOPLE.operator, corrected: { by: PEOPLE.approver } },
        { version: 1, text: 'we restart nginx', occurredAt: NOON + 10 * SECOND },
      ],
    });
  });

  it('changes no figure: the clocks of the incident are those of its events (incidentbot)', async () => {
    const { world, name, id } = await noted();
    await world.say('operator', 'resolve because "fixed"');
    await world.advance(MINUTE);
    const milestones = async () => JSON.parse((await world.ledger.head(`incident#${id}`))?.state ?? '{}').milestones;
    const before = await milestones();
    await world.say('operator', `correct ${name} "later" in I-${id}`);
    await world.advance(MINUTE);
    expect(await milestones()).toEqual(before);
  });

  it('takes an entry off and puts it back, and says when it is so already', async () => {
    const { world, name, entries } = await noted();
    const same = { is: 'incident-refused', refusal: { reason: 'same-entry', entry: name } };
    const gone = async () => (await entries()).find(({ kind }) => kind === 'note')?.gone;
    expect(await world.say('operator', `correct ${name} restore`)).toMatchObject(same);
    await world.say('operator', `correct ${name} remove`);
    await world.advance(MINUTE);
    expect(await gone()).toBe('removed');
    expect(await world.say('operator', `correct ${name} remove`)).toMatchObject(same);
    await world.say('operator', `correct ${name} restore`);
    await world.advance(MINUTE);
    expect(await gone()).toBeUndefined();
    expect(await world.say('operator', `timeline history ${name}`)).toMatchObject({ versions: { length: 3 } });
  });

  it('is refused where it says nothing new, a time to come, or names no entry', async () => {
    const { world, name } = await noted();
    const reasons = [
      [`correct ${name} "we restart nginx" at 2026-11-21 12:00 UTC`, 'same-entry'],
      [`correct ${name} at 2026-11-21 13:00 UTC`, 'no-such-time'],
      [`correct ${name} at 2026-10-21 13:00 UTC`, 'no-such-time'],
      ['correct 00000 "x"', 'unknown-entry'],
    ];
    for (const [sentence = '', reason] of reasons) {
      expect(await world.say('operator', sentence)).toMatchObject({ is: 'incident-refused', refusal: { reason } });
    }
    expect(await world.say('budget', `correct ${name} "x"`)).toMatchObject({ refusal: { reason: 'no-role' } });
  });

  it('of the time alone leaves a text as it is that a form gives back in one line', async () => {
    const it = await createChannel();
    it.write(TS, { text: 'it’s <@U0APPROVER>:\n  the  cache', user: 'U0APPROVER' });
    it.write('1795262401.000100', { text: 'x'.repeat(2_000), user: 'U0APPROVER' });
    for (const ts of [TS, '1795262401.000100']) await it.mark('marked', 'operator', ts);
    await it.world.advance(MINUTE);
    const name = entryName({ source: `message/${CHANNEL}/${TS}` });
    await it.world.say('operator', `correct ${name} "it's <@U0APPROVER>: the cache" at 2026-11-21 11:00 UTC`);
    await it.world.advance(MINUTE);
    expect((await it.standing()).at(-1)).toMatchObject({ version: 2, text: 'it’s <@U0APPROVER>:\n  the  cache' });
    const long = entryName({ source: `message/${CHANNEL}/1795262401.000100` });
    const form = await it.world.say('operator', `form correct ${long}`);
    expect(form).not.toHaveProperty('gap.filled.text');
    expect(form).toHaveProperty('gap.filled.time');
  });

  it('has a form with what the entry says now, and its time with a zone', async () => {
    const { world, name, id } = await noted();
    expect(await world.say('operator', `form correct ${name}`)).toMatchObject({
      is: 'form',
      gap: {
        command: 'correct',
        filled: { incident: id, entry: name, text: 'we restart nginx', time: '2026-11-21 12:00 UTC' },
      },
    });
    expect(await world.say('vendor', `form correct ${name}`)).toEqual({ is: 'outsider' });
    expect(await world.say('budget', `form correct ${name}`)).toMatchObject({ is: 'refused' });
  });
});

describe('an incident that is opened on a message', () => {
  it('has that message as its first entry', async () => {
    const it = await createChannel();
    await it.world.say('operator', 'resolve because "fixed"');
    await it.world.advance(MINUTE);
    it.write('1795262460.000100', { text: 'is the shop slow?', user: 'U0VENDOR', thread: ROOT });
    const answer = await it.world.say('operator', 'incident "slow" minor from message 1795262460.000100 here');
    await it.world.advance(MINUTE);
    const id = answer.is === 'incident-declared' ? answer.id : '';
    expect((await it.world.timeline.latest(id, { limit: 9 })).entries).toMatchObject([
      { text: expect.stringContaining('declared') },
      { text: 'is the shop slow?', by: PEOPLE.vendor, reply: true },
    ]);
    await it.mark('marked', 'operator', '1795262460.000100');
    await it.world.advance(MINUTE);
    await it.mark('unmarked', 'operator', '1795262460.000100');
    await it.world.advance(MINUTE);
    expect((await it.world.timeline.latest(id, { limit: 9 })).entries.map(({ gone }) => gone)).toEqual([
      undefined,
      undefined,
    ]);
  });
});

describe('what is marked', () => {
  it('is by the reactions that the policy names', async () => {
    const it = await createChannel({ policy: { marks: ['bookmark'] } });
    it.write(TS, { text: 'x', user: 'U0APPROVER' });
    await it.mark('marked', 'operator', TS);
    await it.mark('marked', 'operator', TS, { mark: 'eyes' });
    await it.world.advance(MINUTE);
    expect(it.events('marked')).toEqual([]);
    await it.mark('marked', 'operator', TS, { mark: 'bookmark' });
    await it.world.advance(MINUTE);
    expect(await it.standing()).toHaveLength(1);
  });

  it('shows no secret, and is no longer than Slack shows of a message', async () => {
    const it = await createChannel();
    it.write(TS, { text: `password=hunter2hunter2 ${'x'.repeat(9_000)}`, user: 'U0APPROVER' });
    await it.mark('marked', 'operator', TS);
    await it.world.advance(MINUTE);
    const [entry] = await it.standing();
    expect(entry?.text).not.toContain('hunter2');
    expect([...(entry?.text ?? '')]).toHaveLength(4_000);
    expect(JSON.stringify([...it.world.ledger.streams.values()])).not.toContain('hunter2');
  });

  it('is told to who asked for it, and is nobody’s business in a channel without an incident', async () => {
    const it = await createChannel();
    expect(await it.keep('operator', { ts: TS, text: 'told by the shortcut', files: [] })).toMatchObject({
      is: 'nothing',
      next: `timeline in I-${it.id}`,
    });
    const elsewhere = { channel: 'C0ELSE' };
    expect(await it.keep('operator', { ts: '1795262400.1', text: 'x', files: [] }, elsewhere)).toMatchObject({
      next: 'incidents',
    });
    await it.remove('1795262400.999999');
    await it.world.advance(MINUTE);
    expect(it.events('deleted')).toEqual([]);
    // The bot cannot read it: what the shortcut told stands.
    expect(await it.standing()).toMatchObject([{ text: 'told by the shortcut', evidence: [] }]);
  });
});

describe('faults of Slack', () => {
  it('wait as long as Slack asks for, then everything stands in order, once', async () => {
    const it = await createChannel();
    for (let at = 0; at < 5; at += 1) it.write(`179526240${at}.000100`, { text: `said ${at}`, user: 'U0APPROVER' });
    it.world.rooms.busy = { retryAfter: 30 * SECOND };
    for (let at = 0; at < 5; at += 1) {
      await it.mark('marked', 'operator', `179526240${at}.000100`);
      await it.world.say('operator', `note "note ${at}"`);
    }
    await it.world.advance(20 * SECOND);
    expect(await it.standing()).toEqual([]);
    it.world.rooms.busy = undefined;
    await it.world.advance(5 * MINUTE);
    expect((await it.standing()).map(({ text }) => text)).toEqual([4, 3, 2, 1, 0].map((at) => `said ${at}`));
    expect(it.versions()).toHaveLength(5);
    expect((await it.entries()).filter(({ kind }) => kind === 'note')).toHaveLength(5);
  });

  it('of a bot that was removed leave a line that says so, and the message when it is marked again', async () => {
    const it = await createChannel();
    it.write(TS, { text: 'said', user: 'U0APPROVER' });
    it.room.room = { ...it.room.room, member: false };
    await it.mark('marked', 'operator', TS);
    await it.world.advance(MINUTE);
    expect(await it.standing()).toMatchObject([
      { text: 'marked a message that Remit cannot read: it is not in that channel', by: PEOPLE.operator },
    ]);
    it.room.room = { ...it.room.room, member: true };
    await it.mark('marked', 'approver', TS);
    await it.world.advance(MINUTE);
    expect(await it.standing()).toMatchObject([{ text: 'said', version: 2 }]);
  });

  it('of a message that is deleted before it is read leave a line that there was one', async () => {
    const it = await createChannel();
    it.write(TS, { text: 'said', user: 'U0APPROVER' });
    await it.mark('marked', 'operator', TS);
    await it.remove(TS);
    await it.world.advance(MINUTE);
    expect(await it.standing()).toMatchObject([
      { text: 'marked a message that was deleted before it could be read', gone: 'deleted' },
    ]);
  });

  it('of a channel that is archived lose nothing: what was said in it can still be marked', async () => {
    const it = await createChannel();
    it.write(TS, { text: 'said', user: 'U0APPROVER' });
    it.room.room = { ...it.room.room, is: 'archived' };
    it.world.outside.rooms = { ...it.world.rooms.rooms, linkTo: async () => err({ reason: 'archived' }) };
    it.world.replaceProcess();
    await it.mark('marked', 'operator', TS);
    await it.world.advance(MINUTE);
    expect(await it.standing()).toMatchObject([{ text: 'said', evidence: [] }]);
  });

  it('of a file that is too large for Slack stop nothing: only where it stands is kept', async () => {
    const it = await createChannel();
    const files = Array.from({ length: 12 }, (_, at) => ({ id: `F0${at}`, name: `dump-${at}.gz`, type: '' }));
    it.write(TS, { text: '', user: 'U0APPROVER', files });
    await it.mark('marked', 'operator', TS);
    await it.world.advance(MINUTE);
    const standing = await it.standing();
    expect(standing.filter(({ kind }) => kind === 'file')).toHaveLength(10);
    expect(standing.filter(({ kind }) => kind === 'message')).toMatchObject([{ text: '(no text)' }]);
    expect(it.world.files).toMatchObject({ posted: [] });
  });
});
