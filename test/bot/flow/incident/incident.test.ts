import { describe, expect, it } from 'vitest';
import type { IncidentState } from '../../../../bot/domain/incident/state.ts';
import { HOUR, MINUTE, SECOND } from '../../../../bot/domain/instant.ts';
import { verify } from '../../../../bot/domain/ledger/verify.ts';
import { err } from '../../../../bot/domain/result.ts';
import { writeEntries } from '../../../../bot/flow/incident/write-entries.ts';
import { crashAt } from '../../../fakes/crash.ts';
import { addRoom } from '../../../fakes/rooms.ts';
import { OURS } from '../people.ts';
import { createWorld, NOON, type World } from '../world.ts';

async function declare(world: World, text = 'incident "checkout is down" critical here'): Promise<string> {
  const answer = await world.say('operator', text);
  if (answer.is !== 'incident-declared') throw new Error(`not declared: ${JSON.stringify(answer)}`);
  await world.settle();
  return answer.id;
}

const eventsOf = (world: World, id: string) => world.ledger.streams.get(`incident#${id}`) ?? [];
const stateOf = (world: World, id: string): IncidentState => JSON.parse(eventsOf(world, id).at(-1)?.state ?? '{}');
const entriesOf = async (world: World, id: string) => (await world.timeline.latest(id, { limit: 500 })).entries;
const textsOf = async (world: World, id: string) => (await entriesOf(world, id)).map(({ text }) => text);
const cardOf = (world: World, id: string) => world.chat.cards.filter(({ run }) => run === id);

describe('an incident', () => {
  it('is declared once, has one card, and its channel works on it', async () => {
    const world = await createWorld();
    const request = world.request('operator', 'incident "checkout is down" critical here because "nobody can pay"');
    const first = await world.process().receive(request);
    const again = await world.process().receive(request);
    expect(first).toMatchObject({ is: 'incident-declared', state: { severity: 'critical', impact: 'nobody can pay' } });
    expect(again).toEqual(first);
    await world.advance(MINUTE);
    const id = first.is === 'incident-declared' ? first.id : '';
    expect(cardOf(world, id)).toMatchObject([{ ref: { channel: 'C0OPS' }, shows: { is: 'open' } }]);
    expect(await world.timeline.incidentOf({ team: OURS, channel: 'C0OPS' })).toBe(id);
    expect(await textsOf(world, id)).toEqual(['declared the incident “checkout is down”, critical: “nobody can pay”']);
    expect(verify(`incident#${id}`, eventsOf(world, id)).ok).toBe(true);
  });

  it('is worked on without its name where its channel works on it, and writes each act on its timeline', async () => {
    const world = await createWorld();
    const id = await declare(world);
    await world.advance(MINUTE);
    expect(await world.say('operator', 'ack')).toMatchObject({ is: 'incident-acted', id });
    await world.say('approver', 'take lead');
    await world.say('operator', 'note "the cache was cleared" at 11:45 UTC');
    await world.say('operator', 'severity major because "one region"');
    await world.advance(MINUTE);
    await world.say('operator', 'mitigated');
    await world.say('operator', 'resolve because "worker leak"');
    await world.advance(MINUTE);
    expect(await textsOf(world, id)).toEqual([
      'resolved the incident: “worker leak”',
      'says it is mitigated',
      'set the severity to major: “one region”',
      'takes the role of lead',
      'acknowledged the incident',
      'declared the incident “checkout is down”, critical',
      'the cache was cleared',
    ]);
    expect(stateOf(world, id)).toMatchObject({
      is: 'resolved',
      resolution: 'worker leak',
      severity: 'major',
      milestones: { detected: NOON, acknowledged: NOON + MINUTE, mitigated: NOON + 2 * MINUTE },
    });
    expect(cardOf(world, id)).toMatchObject([{ shows: { is: 'resolved', roles: { lead: { user: 'U0APPROVER' } } } }]);
  });

  it('is offered, not guessed, where a channel works on none', async () => {
    const world = await createWorld();
    const elsewhere = { place: { team: OURS, channel: 'C0ELSE' } };
    expect(await world.say('operator', 'ack', elsewhere)).toMatchObject({ refusal: { reason: 'no-incident-here' } });
    const one = await declare(world);
    expect(await world.say('operator', 'ack', elsewhere)).toMatchObject({
      is: 'suggestion',
      sentence: `acknowledge in I-${one}`,
    });
    const other = await declare(world, 'incident "slow logins" minor');
    expect(await world.say('operator', 'ack', elsewhere)).toMatchObject({
      is: 'choice',
      sentences: expect.arrayContaining([`acknowledge in I-${one}`, `acknowledge in I-${other}`]),
    });
    expect(await world.say('operator', 'note "x" in I-00000')).toMatchObject({
      refusal: { reason: 'unknown-incident' },
    });
  });

  it('keeps a channel that was there before to itself, and gives it back when it is over', async () => {
    const world = await createWorld();
    const id = await declare(world);
    await world.advance(MINUTE);
    const other = await world.say('operator', 'incident "another" minor here');
    expect(other).toMatchObject({ is: 'incident-refused', refusal: { reason: 'channel-taken', other: id } });
    await world.say('operator', 'resolve because "fixed"');
    await world.advance(MINUTE);
    expect(await world.timeline.incidentOf({ team: OURS, channel: 'C0OPS' })).toBeUndefined();
    await world.say('operator', `reopen in I-${id} because "it is back"`);
    await world.advance(MINUTE);
    expect(await world.timeline.incidentOf({ team: OURS, channel: 'C0OPS' })).toBe(id);
    expect(stateOf(world, id).milestones.resolved).toBeUndefined();
  });

  it.each([
    ['note "seen"', 'noted'],
    ['take scribe', 'role-taken'],
    ['reopen because "again"', 'reopened'],
  ])('takes the same delivery of %s once', async (text, type) => {
    const world = await createWorld();
    const id = await declare(world);
    await world.advance(MINUTE);
    if (type === 'reopened') await world.say('operator', 'mitigated');
    const request = world.request('operator', text);
    const answers = [await world.process().receive(request), await world.process().receive(request)];
    expect(answers).toMatchObject([{ is: 'incident-acted' }, { is: 'incident-acted' }]);
    await world.advance(MINUTE);
    expect(eventsOf(world, id).filter((event) => event.type === type)).toHaveLength(1);
  });

  it('counts a double press once, and takes a role again by the button that took it, when it was freed since', async () => {
    const world = await createWorld();
    const id = await declare(world);
    const press = () =>
      world.say('operator', 'take lead', { source: 'press:C0OPS:1.2:take:lead:U0OPERATOR', message: '1.2' });
    const takes = () => eventsOf(world, id).filter(({ type }) => type === 'role-taken').length;
    expect(await press()).toMatchObject({ is: 'incident-acted' });
    expect(await press()).toMatchObject({ is: 'incident-acted' });
    expect(takes()).toBe(1);
    await world.say('approver', 'leave lead');
    expect(await press()).toMatchObject({ is: 'incident-acted', state: { roles: { lead: { user: 'U0OPERATOR' } } } });
    expect(takes()).toBe(2);
  });

  it('shows a burst of 200 events a minute in at most 20 edits, and the last state at the end', async () => {
    const world = await createWorld();
    const id = await declare(world);
    await world.advance(MINUTE);
    const before = world.chat.calls.length;
    for (let at = 0; at < 200; at += 1) {
      await world.say('operator', `note "event ${at}"`);
      await world.advance(300);
    }
    await world.advance(10 * SECOND);
    const calls = world.chat.calls.slice(before);
    expect(calls.length).toBeLessThanOrEqual(20);
    expect((await entriesOf(world, id)).length).toBe(201);
    const { changes } = await world.timeline.head(id);
    const head = eventsOf(world, id).at(-1);
    expect(cardOf(world, id)).toMatchObject([{ seq: (head?.seq ?? 0) + changes }]);
    // No timer of a passed event is left for the sweep to find.
    const due = eventsOf(world, id).filter((event) => event.due !== undefined);
    expect(due.map(({ seq }) => seq)).toEqual([head?.seq]);
  });

  it('shows what others write on its timeline, though no event of its own says so, and once only', async () => {
    const world = await createWorld();
    const id = await declare(world);
    await world.say('operator', 'resolve because "fixed"');
    await world.advance(MINUTE);
    const [{ edits = 0 } = {}] = cardOf(world, id);
    const entry = {
      source: 'run#8C2MX/e#4',
      kind: 'run',
      occurredAt: world.now(),
      text: 'finished',
      evidence: [],
    } as const;
    const deps = { timeline: world.timeline, soon: world.outside.soon, now: world.now };
    await writeEntries(deps, id, [{ ...entry, evidence: [] }]);
    await writeEntries(deps, id, [{ ...entry, evidence: [] }]);
    await world.advance(10 * SECOND);
    expect(cardOf(world, id)[0]?.edits).toBe(edits + 1);
    expect(await textsOf(world, id)).toContain('finished');
  });

  it('follows an edit, a deletion and an un-marking of a message by versions, and loses none', async () => {
    const world = await createWorld();
    const id = await declare(world);
    const message = { channel: 'C0OPS', ts: '1795262400.000100' };
    const author = { team: OURS, user: 'U0BUDGET' };
    const captured = { ...message, author, text: 'it is the cache', files: [], permalink: 'https://x.example/1' };
    const steps = [
      ['captured', captured],
      ['edited', { ...message, text: 'it was the cache' }],
      ['unmarked', message],
      ['marked', { ...message, how: 'shortcut', at: NOON, said: { text: 'it was the cache, twice', author } }],
      ['deleted', message],
    ] as const;
    for (const [type, data] of steps) {
      const stream = `incident#${id}`;
      const head = await world.ledger.head(stream);
      await world.ledger.append({
        stream,
        head,
        type,
        at: world.now(),
        by: author,
        data,
        state: JSON.parse(head?.state ?? ''),
      });
      await world.advance(5 * SECOND);
    }
    const versions = (world.timeline.written.get(id) ?? []).filter(({ source }) => source.startsWith('message/'));
    expect(versions.map(({ version, text, gone }) => [version, text, gone])).toEqual([
      [1, 'it is the cache', undefined],
      [2, 'it was the cache', undefined],
      [3, 'it was the cache', 'unmarked'],
      [4, 'it was the cache, twice', undefined],
      [5, 'it was the cache, twice', 'deleted'],
    ]);
    expect(versions[0]?.occurredAt).toBe(1_795_262_400_000);
  });

  it('lists what is open first, and shows a timeline in windows that miss nothing', async () => {
    const world = await createWorld();
    const id = await declare(world);
    await world.advance(MINUTE);
    for (let at = 0; at < 45; at += 1) {
      await world.say('operator', `note "event ${at}"`);
      if (at % 3 === 0) await world.advance(SECOND);
    }
    await world.advance(MINUTE);
    expect(await world.say('approver', 'incidents')).toMatchObject({ is: 'incidents', lines: [{ id }] });
    const seen: string[] = [];
    let sentence: string | undefined = 'timeline notes';
    for (let page = 0; sentence && page < 10; page += 1) {
      const answer = await world.say('approver', sentence);
      if (answer.is !== 'timeline') throw new Error(JSON.stringify(answer));
      seen.push(...answer.entries.map(({ text }) => text));
      sentence = answer.more;
    }
    expect(seen).toHaveLength(45);
    expect(new Set(seen).size).toBe(45);
    expect(await world.say('approver', 'timeline "event 7"')).toMatchObject({ entries: [{ text: 'event 7' }] });
    await world.advance(HOUR);
    expect(await world.say('approver', 'timeline last 30min')).toMatchObject({ entries: [] });
  });
});

describe('the channel of an incident', () => {
  async function withRoom(text: string, before: (world: World) => Promise<void> = async () => undefined) {
    const world = await createWorld();
    for (const user of ['U0OPERATOR', 'U0FREEZER']) world.rooms.known.add(user);
    addRoom(world.rooms, { channel: 'C0OPS' });
    await before(world);
    const post = world.chat.postCard;
    // A card that is posted is a message of its channel: it can be pinned and linked to.
    world.outside.chat = {
      ...world.chat,
      postCard: async (story) => {
        const posted = await post(story);
        const { ref } = posted.is === 'posted' ? posted : { ref: { channel: '', ts: '' } };
        world.rooms.all.get(ref.channel)?.messages.set(ref.ts, { ref, text: '', files: [], edited: false });
        return posted;
      },
    };
    world.replaceProcess();
    const id = await declare(world, text);
    await world.advance(MINUTE);
    const room = [...world.rooms.all.values()].find((one) => one.room.made);
    return { world, id, room };
  }

  it('is made with its people, its topic, a way back and the card pinned; a short card stands where it was declared', async () => {
    const { world, id, room } = await withRoom('incident "Checkout: is down & out" critical drill', async (world) => {
      await world.give('freezer', ['on-call']);
    });
    expect(room).toMatchObject({
      room: { name: `inc-${id.toLowerCase()}-drill-checkout-is-down-out` },
      topic: `DRILL · I-${id} · critical · Checkout: is down & out`,
      members: ['U0OPERATOR', 'U0FREEZER'],
      bookmarks: [{ title: 'Where it was declared' }],
    });
    const cards = cardOf(world, id);
    expect(cards.map(({ ref }) => ref.channel).sort()).toEqual(['C0MADE1', 'C0OPS']);
    expect(room?.pins).toEqual([cards.find(({ ref }) => ref.channel === 'C0MADE1')?.ref.ts]);
    expect(await world.timeline.incidentOf({ team: OURS, channel: 'C0MADE1' })).toBe(id);
    await world.say('operator', 'severity minor', { place: { team: OURS, channel: 'C0MADE1' } });
    await world.advance(MINUTE);
    expect(room?.topic).toContain(' · minor · ');
  });

  it('is the one where it was declared, when making one fails for whatever reason, and nobody waits for long', async () => {
    const world = await createWorld();
    addRoom(world.rooms, { channel: 'C0OPS' });
    const create = async () => Promise.reject(new Error('missing_scope'));
    world.outside.rooms = { ...world.rooms.rooms, create };
    world.replaceProcess();
    const id = await declare(world, 'incident "checkout is down" critical');
    await world.advance(2 * MINUTE);
    expect(cardOf(world, id)).toMatchObject([{ ref: { channel: 'C0OPS' } }]);
    expect(world.logged).toContain('error no-room');
  });

  it('hears updates and reminders though nothing else can be done to it', async () => {
    const { world } = await withRoom('incident "checkout is down" critical', async (world) => {
      const bookmark = async () => Promise.reject(new Error('missing_scope'));
      world.outside.rooms = { ...world.rooms.rooms, bookmark };
      world.replaceProcess();
    });
    await world.say('operator', 'update "we are at it"', { place: { team: OURS, channel: 'C0MADE1' } });
    await world.advance(10 * SECOND);
    expect(world.chat.updates.map(({ channel, told }) => [channel, told.text])).toEqual([['C0MADE1', 'we are at it']]);
  });

  it('asks in who takes a role from elsewhere, once: who left it again is let be', async () => {
    const { world, id, room } = await withRoom('incident "checkout is down" critical');
    if (!room) throw new Error('no room was made');
    expect(room.members).toEqual(['U0OPERATOR']);
    world.rooms.known.add('U0APPROVER');
    await world.give('approver', ['operator']);
    await world.say('approver', `take lead in I-${id}`);
    await world.advance(MINUTE);
    expect(room.members).toEqual(['U0OPERATOR', 'U0APPROVER']);
    room.members = ['U0OPERATOR'];
    await world.say('approver', `take scribe in I-${id}`);
    await world.advance(MINUTE);
    expect(room.members).toEqual(['U0OPERATOR']);
  });

  it('edits the short card when what it says has changed, not for each entry', async () => {
    const { world, id } = await withRoom('incident "checkout is down" critical');
    const short = () => cardOf(world, id).find(({ ref }) => ref.channel === 'C0OPS');
    const before = short()?.edits;
    await world.say('operator', `note "seen" in I-${id}`);
    await world.advance(MINUTE);
    expect(short()?.edits).toBe(before);
    await world.say('operator', `mitigated in I-${id}`);
    await world.advance(MINUTE);
    expect(short()).toMatchObject({ edits: (before ?? 0) + 1, shows: { is: 'mitigated' } });
  });

  it('is the one of the declaration where Slack lets none be made', async () => {
    const { world, id } = await withRoom('incident "checkout is down" critical', async (world) => {
      world.outside.rooms = { ...world.outside.rooms, create: async () => err({ reason: 'forbidden' }) };
    });
    expect(stateOf(world, id).room).toEqual({ team: OURS, channel: 'C0OPS', made: false });
    expect(cardOf(world, id)).toHaveLength(1);
  });

  it('is lost without anything else being lost', async () => {
    const { world, id, room } = await withRoom('incident "checkout is down" critical');
    if (room) room.loss = 'archived';
    await world.say('operator', `severity major in I-${id}`);
    await world.say('operator', `resolve in I-${id} because "fixed"`);
    await world.advance(MINUTE);
    expect(stateOf(world, id).is).toBe('resolved');
    expect(await textsOf(world, id)).toHaveLength(3);
    expect(world.logged).toContain('warn room-lost');
  });

  it('waits for a Slack that is busy, and is made once', async () => {
    const { world, id } = await withRoom('incident "checkout is down" critical', async (world) => {
      world.rooms.busy = { retryAfter: 30_000 };
    });
    expect([...world.rooms.all.keys()]).toEqual(['C0OPS']);
    world.rooms.busy = undefined;
    await world.advance(3 * MINUTE);
    expect([...world.rooms.all.values()].filter(({ room }) => room.made)).toHaveLength(1);
    expect(cardOf(world, id)).toHaveLength(2);
  });
});

/** Everything that an incident's worker calls outside, up to its resolution. */
async function lived(world: World): Promise<string> {
  const answer = await world.say('operator', 'incident "checkout is down" critical');
  const id = answer.is === 'incident-declared' ? answer.id : '';
  await world.advance(3 * MINUTE);
  await world.say('operator', `note "seen" in I-${id}`);
  await world.advance(3 * MINUTE);
  await world.say('operator', `resolve in I-${id} because "fixed"`);
  await world.advance(10 * MINUTE);
  return id;
}

/** Where its worker can die: after each call that leaves something behind. After one that only reads, the world is as it was before. */
const LEAVES =
  /^after (?:ledger\.(?:append|claim|finish)|receipts\.(?:put|leave|raise)|timeline\.(?:write|attach|detach)|soon|chat\.|rooms\.)/;

async function points(): Promise<(readonly [number, string])[]> {
  const world = await createWorld();
  const hooks = crashAt();
  world.replaceProcess(hooks);
  await lived(world);
  return hooks.points.map((point, at) => [at, point] as const).filter(([, point]) => LEAVES.test(point));
}

describe('an incident whose worker dies', async () => {
  const sound = await createWorld();
  const texts = await textsOf(sound, await lived(sound));
  const all = await points();

  it.each(all)('at point %i, %s, is the same in the end', async (at) => {
    const world = await createWorld();
    world.replaceProcess(crashAt(at));
    await lived(world).catch(() => world.advance(30 * MINUTE));
    const [stream = ''] = [...world.ledger.streams.keys()].filter((one) => one.startsWith('incident#'));
    const id = stream.slice('incident#'.length);
    const events = eventsOf(world, id);
    expect(cardOf(world, id)).toHaveLength(events.length > 0 ? 2 : 0);
    expect([...world.rooms.all.values()].filter(({ room }) => room.made)).toHaveLength(events.length > 0 ? 1 : 0);
    if (events.length === 0) return; // whoever typed it was told that nothing is on record
    expect(cardOf(world, id).map(({ shows }) => shows.is)).toEqual([stateOf(world, id).is, stateOf(world, id).is]);
    if (events.length === 4) expect(await textsOf(world, id)).toEqual(texts);
    expect(events.slice(0, -1).filter(({ due }) => due !== undefined)).toEqual([]);
  });
});
