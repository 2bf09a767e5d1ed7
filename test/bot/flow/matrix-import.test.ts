import { beforeEach, describe, expect, it } from 'vitest';
import { HOUR, MINUTE, SECOND } from '../../../bot/domain/instant.ts';
import { STATE_LIMIT } from '../../../bot/domain/ledger/draft.ts';
import type { Row } from '../../../bot/domain/matrix/matrix.ts';
import { writeCells } from '../../../bot/domain/matrix/write-cells.ts';
import { matrixStream } from '../../../bot/flow/records.ts';
import { readProfiles } from '../../../data/read-profile.ts';
import { OURS, PEOPLE, VENDORS } from './people.ts';
import { turnOf } from './turn.ts';
import { upload } from './upload.ts';
import { createWorld, type World } from './world.ts';

const [JELASTIC, VIRTUOZZO] = readProfiles({ owner: [OURS], vendor: [VENDORS] });
const bytes = (text: string) => new TextEncoder().encode(text);
const IMPORT = 'matrix import F0CELLS because "new contract"';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});

const rowsNow = (profile = 'virtuozzo'): Row[] =>
  JSON.parse(world.ledger.streams.get(matrixStream(profile))?.at(-1)?.state ?? '{}').rows;
const types = (stream: string) => (world.ledger.streams.get(stream) ?? []).map(({ type }) => type);
const story = (id: string) => world.ledger.streams.get(`change#${id}`) ?? [];
const lastData = (id: string) => JSON.parse(story(id).at(-1)?.data ?? '{}');

function fileOf(change: (rows: Row[]) => Row[], of = VIRTUOZZO): string {
  return writeCells({ parties: of?.parties ?? [], rows: change(structuredClone(of?.rows ?? [])) });
}

/** Asks for an import, and lets the worker read the file. */
async function ask(file: string | Uint8Array, text = IMPORT): Promise<string> {
  upload(world, { id: 'F0CELLS', bytes: typeof file === 'string' ? bytes(file) : file });
  const reply = await world.say('admin', text);
  if (reply.is !== 'proposed') throw new Error(`not proposed: ${JSON.stringify(reply)}`);
  expect(reply).toMatchObject({ reads: true, wants: 1 });
  await world.advance(2 * SECOND);
  return reply.id;
}

async function confirm(id: string): Promise<void> {
  expect(await world.say('admin-2', `confirm C-${id}`)).toMatchObject({ is: 'change-acted' });
  await world.advance(2 * SECOND);
}

/** Restarting is the vendor's everywhere; the first row is gone; there is a new one. */
function edited(rows: Row[]): Row[] {
  const anew: Row = {
    label: 'Water the plants, daily',
    covers: ['watering'],
    cells: ['owner', 'none', 'none', 'none'],
  };
  const changed = rows.map((row) =>
    row.covers.includes('restarting-processes') ? { ...row, cells: ['vendor', 'vendor', 'vendor', 'vendor'] } : row,
  );
  return [...changed.slice(1), anew];
}

describe('cells imported from a file', () => {
  it('are read by the worker, shown with what they change, and hold when a second admin has confirmed them', async () => {
    const before = rowsNow();
    const id = await ask(fileOf(edited));
    expect(types(`change#${id}`)).toEqual(['asked', 'proposed']);
    expect(rowsNow()).toEqual(before);
    expect(world.chat.cards).toHaveLength(1);
    const { change } = lastData(id);
    expect(change).toMatchObject({
      kind: 'import-cells',
      profile: 'virtuozzo',
      seen: {
        rows: { added: 1, removed: 1, changed: 1, all: before.length },
        shifts: expect.arrayContaining([
          expect.objectContaining({
            party: 'Platform Owner',
            loses: expect.objectContaining({ first: expect.any(Array) }),
          }),
        ]),
        turns: expect.arrayContaining([turnOf('restarting-processes', { kind: 'user-host', to: 'vendor' })]),
        unknown: { count: 1, first: ['watering'] },
      },
    });
    await confirm(id);
    expect(rowsNow()).toEqual(edited(before));
    expect(types(matrixStream('virtuozzo'))).toEqual(['loaded', 'cells-imported']);
    expect(types(`change#${id}`)).toEqual(['asked', 'proposed', 'confirmed', 'applied']);
    const versions = [
      { version: 1, type: 'cells-imported', by: PEOPLE.admin, because: 'new contract' },
      { version: 0 },
    ];
    expect(await world.say('admin', 'matrix history')).toMatchObject({ versions });
    expect(await world.say('operator', 'who can restart nginx on host-7')).toMatchObject({
      rulings: [{ is: 'vendor' }],
    });
  });

  it('can be of a profile that is not in force', async () => {
    const id = await ask(
      fileOf((rows) => rows.slice(1), JELASTIC),
      IMPORT.replace(' because', ' to jelastic because'),
    );
    await confirm(id);
    expect(rowsNow('jelastic')).toEqual(JELASTIC?.rows.slice(1));
    expect(types(matrixStream('virtuozzo'))).toEqual(['loaded']);
  });

  it.each([
    ['is the same again', fileOf((rows) => rows), { reason: 'nothing-changes' }],
    [
      'has an unknown party',
      fileOf((rows) => rows).replace('Platform Owner', 'Nobody'),
      { reason: 'file', mistake: { line: 2, column: 4 } },
    ],
    [
      'has a formula',
      fileOf((rows) => rows).replace('Adding New Host', '=cmd()'),
      { reason: 'file', mistake: { line: 2, column: 2 } },
    ],
    ['lacks a column', fileOf((rows) => rows).replace('covers,', ''), { reason: 'file', mistake: { line: 1 } }],
    ['is empty', '', { reason: 'file', mistake: { why: 'the file is empty' } }],
    [
      'has too many rows',
      fileOf((rows) => [
        ...rows,
        ...rows.map((row, at): Row => ({ ...row, label: `More ${at}`, covers: [`more-${at}`] })),
      ]),
      { reason: 'file', mistake: { why: expect.stringContaining('fit into a profile') } },
    ],
    [
      'is above 10 MB',
      new Uint8Array(10_000_001),
      { reason: 'file', mistake: { why: expect.stringContaining('at most 10 MB') } },
    ],
  ])(
    'are refused when the file %s: who asked is told why, nothing changed, and there is no card',
    async (_what, file, refusal) => {
      const id = await ask(file);
      expect(types(`change#${id}`)).toEqual(['asked', 'refused']);
      expect(lastData(id)).toMatchObject({ refusal });
      expect(world.chat.told).toMatchObject([{ answer: { is: 'change-refused', id, refusal } }]);
      expect(world.chat.cards).toEqual([]);
      expect(types(matrixStream('virtuozzo'))).toEqual(['loaded']);
      expect(await world.say('admin-2', `confirm C-${id}`)).toMatchObject({ refusal: { reason: 'too-late' } });
      expect(story(id).filter(({ due }) => due !== undefined)).toEqual([]);
    },
  );

  it.each([
    ['was deleted', 'admin', 'deleted', 'deleted'],
    ['is somebody else’s', 'operator', 'shared', 'uploaded here yourself'],
    ['was never shown to the bot', 'admin', 'unseen', 'no such file'],
  ] as const)('are refused when the file %s', async (_what, who, is, why) => {
    upload(world, { who, id: 'F0CELLS', bytes: bytes(fileOf(edited)), is });
    const reply = await world.say('admin', IMPORT);
    await world.advance(2 * SECOND);
    const refusal = { reason: 'file', mistake: { why: expect.stringContaining(why) } };
    expect(reply.is === 'proposed' && lastData(reply.id)).toMatchObject({ refusal });
  });

  it('wait until Slack gives the file, and expire when it does not within a day', async () => {
    world.files.busy = { retryAfter: MINUTE };
    const id = await ask(fileOf(edited));
    expect(types(`change#${id}`)).toEqual(['asked']);
    expect(await world.say('admin-2', `confirm C-${id}`)).toMatchObject({ refusal: { reason: 'too-early' } });
    world.files.busy = undefined;
    await world.advance(3 * MINUTE);
    expect(types(`change#${id}`)).toEqual(['asked', 'proposed']);
    world.files.busy = { retryAfter: MINUTE };
    const late = await ask(fileOf(edited), `${IMPORT} again`);
    world.files.busy = undefined;
    world.clock.at += 24 * HOUR;
    await world.advance(3 * MINUTE);
    expect(types(`change#${late}`)).toEqual(['asked', 'expired']);
  });

  it('can be denied before they are read', async () => {
    world.files.busy = { retryAfter: MINUTE };
    const id = await ask(fileOf(edited));
    expect(await world.say('admin-2', `deny C-${id} because "no"`)).toMatchObject({ is: 'change-acted' });
    world.files.busy = undefined;
    await world.advance(3 * MINUTE);
    expect(types(`change#${id}`)).toEqual(['asked', 'denied']);
  });

  it('of two admins at once are the first’s; the second’s are void, however the first changed it', async () => {
    const first = await ask(fileOf(edited));
    const second = await ask(
      fileOf((rows) => rows.slice(0, 5)),
      `${IMPORT} too`,
    );
    const set = await world.say('admin', 'matrix set "Adding New Host" on user host to n/a because "x"');
    await world.advance(SECOND);
    await confirm(first);
    await confirm(second);
    await confirm(set.is === 'proposed' ? set.id : '');
    expect(lastData(second)).toMatchObject({
      refusal: { reason: 'moved', what: { is: 'matrix', profile: 'virtuozzo' } },
    });
    expect(types(matrixStream('virtuozzo'))).toEqual(['loaded', 'cells-imported']);
  });

  it('are asked for in a form when no file is named, by admins alone', async () => {
    expect(await world.say('admin', 'matrix import because "x"')).toMatchObject({
      is: 'form',
      gap: { command: 'matrix import' },
    });
    expect(await world.say('operator', 'matrix import because "x"')).toMatchObject({
      is: 'help-act',
      entry: { name: 'matrix import' },
      neededRole: 'admin',
    });
    expect(await world.say('operator', IMPORT)).toMatchObject({ is: 'change-refused', refusal: { reason: 'no-role' } });
    expect(await world.say('admin', IMPORT.replace(' because', ' to jelastik because'))).toMatchObject({
      is: 'suggestion',
      sentence: IMPORT.replace(' because', ' to jelastic because'),
    });
  });

  it('keep the change’s own state small, as many rows and commands as there are', async () => {
    const id = await ask(
      fileOf(() =>
        Array.from(
          { length: 80 },
          (_, at): Row => ({ label: `Row ${at}`, covers: [`row-${at}`], cells: ['owner', 'vendor', 'none', 'paid'] }),
        ),
      ),
    );
    for (const { state } of story(id)) expect(Buffer.byteLength(state)).toBeLessThan(STATE_LIMIT / 2);
    await confirm(id);
    expect(rowsNow()).toHaveLength(80);
  });
});

describe('cells exported to a file', () => {
  it('come into the direct messages of who asked, and imported unchanged they change nothing', async () => {
    expect(await world.say('operator', 'matrix export in jelastic')).toMatchObject({ is: 'matrix-export' });
    await world.advance(SECOND);
    const [posted] = world.files.posted;
    expect(posted).toMatchObject({ to: { person: PEOPLE.operator }, files: [{ name: 'jelastic-v0.csv' }] });
    const id = await ask(posted?.files[0]?.bytes ?? '', IMPORT.replace(' because', ' to jelastic because'));
    expect(lastData(id)).toMatchObject({ refusal: { reason: 'nothing-changes', profile: 'jelastic' } });
  });

  it('are as an import left them', async () => {
    const file = fileOf(edited);
    await confirm(await ask(file));
    await world.say('admin', 'matrix export');
    await world.advance(SECOND);
    expect(new TextDecoder().decode(world.files.posted[0]?.files[0]?.bytes)).toBe(file);
  });

  it('are for readers only', async () => {
    expect(await world.say('guest', 'matrix export')).toMatchObject({ is: 'refused', refusal: { reason: 'no-role' } });
  });
});
