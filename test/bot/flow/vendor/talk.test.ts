import { describe, expect, it } from 'vitest';
import type { Happening, WrittenFile } from '../../../../bot/domain/incident/happening.ts';
import { MINUTE, SECOND } from '../../../../bot/domain/instant.ts';
import { createHappened } from '../../../../bot/flow/incident/happened.ts';
import { createReadRecords } from '../../../../bot/flow/records.ts';
import { OURS, PEOPLE, type Who } from '../people.ts';
import type { World } from '../world.ts';
import { SHARED, sendRequest, theyDo, vendorWorld } from './vendors.ts';

type Words = { text: string; files?: (WrittenFile & { permalink?: string })[]; unnamed?: true; thread?: string };

/** An open incident in the channel of ours, of which a request was sent; people of both sides write below its card. */
async function talkWorld({ incident = 'before' }: { incident?: 'before' | 'after' | 'never' } = {}) {
  const world = await vendorWorld();
  const declare = () => world.say('operator', 'incident "checkout is down" critical here');
  const before = incident === 'before' ? await declare() : undefined;
  await world.advance(10 * SECOND);
  const id = await sendRequest(world);
  const declared = incident === 'after' ? await declare() : (before ?? { is: 'none' });
  await world.advance(10 * SECOND);
  const card = world.chat.cards.find(({ run }) => run === `vendor ${id}`)?.ref.ts ?? '';
  const { ledger, timeline, receipts, now, rooms } = world;
  const happened = createHappened({ ledger, timeline, receipts, records: createReadRecords({ ledger, now }) });
  const base = (source: string) => ({ source, installedTeam: OURS, channel: SHARED, at: now() });
  const tell = async (happening: Happening) => {
    await happened(happening);
    await world.advance(SECOND);
  };
  let count = 0;
  async function write(who: Who, { text, files = [], unnamed, thread = card }: Words): Promise<string> {
    count += 1;
    const ts = `${1772366500 + count}.000100`;
    const { user, team } = PEOPLE[who];
    rooms.all
      .get(SHARED)
      ?.messages.set(ts, { ref: { channel: SHARED, ts }, thread, user, team, text, files, edited: false });
    const by = unnamed ? { user } : PEOPLE[who];
    const message = { ts, thread, text, files: files.map(({ permalink: _link, ...file }) => file) };
    await tell({ ...base(`wrote:${ts}`), is: 'wrote', by, message });
    return ts;
  }
  const incidentId = 'id' in declared ? String(declared.id) : '';
  return {
    ...{ world, id, incidentId, write, tell, base },
    entries: async () =>
      (await timeline.latest(incidentId, { limit: 500 })).entries
        .filter(({ kind, source }) => kind === 'vendor' || source.startsWith('file/'))
        .map(({ kind, text, by, quoted, gone, evidence }) => ({ kind, text, by, quoted, gone, evidence }))
        .reverse(),
    card,
  };
}

describe('what is said below the vendor’s card', () => {
  it('stands on the timeline of the request’s incident with who said it, a link, and the request', async () => {
    const { write, entries, id } = await talkWorld();
    await write('vendor', { text: 'we look at it, password=hunter2hunter2' });
    await write('operator', { text: 'done with the backup, go on' });
    await write('vendor', {
      text: 'thanks',
      unnamed: true,
      files: [{ id: 'F1', name: 'dump.txt', type: 'text/plain', permalink: 'https://slack.example/F1' }],
    });
    const all = (await entries()).filter(({ quoted }) => quoted);
    const said = ['vendor', 'file'].flatMap((kind) => all.filter((one) => one.kind === kind)); // of one moment in any order
    expect(said).toMatchObject([
      { kind: 'vendor', text: 'we look at it, password=[hidden]', by: PEOPLE.vendor },
      { kind: 'vendor', text: 'done with the backup, go on', by: PEOPLE.operator },
      { kind: 'vendor', text: 'thanks', by: PEOPLE.vendor },
      {
        kind: 'file',
        text: 'dump.txt',
        by: PEOPLE.vendor,
        evidence: [{ is: 'file', permalink: 'https://slack.example/F1' }],
      },
    ]);
    expect(said[0]?.evidence).toEqual([
      { is: 'message', permalink: expect.stringContaining('https://') },
      { is: 'request', request: id },
    ]);
  });

  it('stands there, too, where the incident was declared after the request was sent', async () => {
    const { write, entries } = await talkWorld({ incident: 'after' });
    await write('vendor', { text: 'we look at it' });
    expect((await entries()).filter(({ quoted }) => quoted)).toMatchObject([{ text: 'we look at it' }]);
  });

  it('stands there once, and follows edits and deletions', async () => {
    const { write, entries, tell, base, world, card } = await talkWorld();
    const ts = await write('vendor', { text: 'first' });
    const message = { ts, thread: card, text: 'first', files: [] };
    await tell({ ...base(`wrote:${ts}`), is: 'wrote', by: PEOPLE.vendor, message });
    await tell({ ...base(`edited:${ts}`), is: 'edited', by: PEOPLE.vendor, message: { ...message, text: 'second' } });
    expect((await entries()).filter(({ quoted }) => quoted)).toMatchObject([{ text: 'second' }]);
    world.rooms.all.get(SHARED)?.messages.delete(ts);
    await tell({ ...base(`deleted:${ts}`), is: 'deleted', ts, thread: card });
    expect((await entries()).filter(({ quoted }) => quoted)).toMatchObject([{ text: 'second', gone: 'deleted' }]);
  });

  it('stays when somebody marks it and takes the mark off again', async () => {
    const { write, entries, tell, base, world, incidentId } = await talkWorld();
    await world.timeline.attach({ team: OURS, channel: SHARED }, incidentId);
    const ts = await write('vendor', { text: 'we look at it' });
    const mark = { by: { user: PEOPLE.operator.user }, ts, mark: 'pushpin' };
    await tell({ ...base(`marked:${ts}`), is: 'marked', ...mark });
    await tell({ ...base(`unmarked:${ts}`), is: 'unmarked', ...mark });
    const said = (await entries()).filter(({ quoted }) => quoted);
    expect(said.map(({ text, gone }) => [text, gone])).toEqual([['we look at it', undefined]]);
  });

  it('is no entry of its own where it is an act, of a third organisation, elsewhere, or part of no incident', async () => {
    const { write, entries, world } = await talkWorld();
    await write('vendor', { text: 'accept eta 30m' });
    const before = incidents(world);
    await write('stranger', { text: 'let me in' });
    expect(incidents(world)).toEqual(before);
    await write('stranger', { text: 'let me in', unnamed: true });
    await write('vendor', { text: 'another thread', thread: '1.2' });
    expect((await entries()).filter(({ quoted }) => quoted)).toEqual([]);
    expect(world.logged.filter((line) => line.startsWith('error'))).toEqual([]);
    const alone = await talkWorld({ incident: 'never' });
    await alone.write('vendor', { text: 'hello' });
    expect([...alone.world.ledger.streams.keys()].filter((stream) => stream.startsWith('incident#'))).toEqual([]);
  });

  it('stands beside what was done to the request, on the vendor’s lane', async () => {
    const { world, id, entries, write } = await talkWorld();
    await theyDo(world, id, { is: 'ask', text: 'which gate?' });
    await world.say('operator', `reply E-${id} "the first"`);
    await theyDo(world, id, { is: 'accept', eta: world.now() + 30 * MINUTE });
    await write('vendor', { text: 'on it' });
    await theyDo(world, id, { is: 'done', text: 'restarted' });
    await world.say('operator', `reopen E-${id} because "down again"`);
    await world.advance(5 * SECOND);
    const all = await entries();
    expect(all.every(({ kind }) => kind === 'vendor')).toBe(true);
    expect(all.map(({ text }) => text.replaceAll(`E-${id}`, 'E'))).toEqual(
      expect.arrayContaining([
        'asks about E: “which gate?”',
        'answered about E: “the first”',
        expect.stringMatching(/^accepted E, to be done by /),
        'on it',
        'says that E is done: “restarted”',
        'reopened E: “down again”',
      ]),
    );
  });
});

/** How much is on record of each incident. */
function incidents({ ledger }: World): [string, number][] {
  return [...ledger.streams].flatMap(([stream, events]) =>
    stream.startsWith('incident#') ? [[stream, events.length] as [string, number]] : [],
  );
}
