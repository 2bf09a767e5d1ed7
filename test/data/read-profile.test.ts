import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rule } from '../../bot/domain/matrix/rule.ts';
import { KINDS } from '../../bot/domain/target.ts';
import { commands } from '../../commands/index.ts';
import { readProfile, readProfiles } from '../../data/read-profile.ts';
import { MEANS, published } from './published.ts';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const MATRICES = at('../../data/matrices');

describe.each([
  ['virtuozzo', 32, 128],
  ['jelastic', 24, 96],
])('the profile %s', (profile, activities, count) => {
  const matrix = { ...readProfile(join(MATRICES, profile)), version: 0 };
  const rows = published(profile);

  it(`has ${activities} activities`, () => {
    expect(matrix.rows.map(({ label }) => label)).toEqual(rows.map(({ activity }) => activity));
    expect(rows).toHaveLength(activities);
  });

  it(`answers in all ${count} cells as the published table does`, () => {
    const answers = matrix.rows.flatMap(({ covers }) =>
      covers.flatMap((activity) => KINDS.map((kind) => [activity, kind, rule(matrix, activity, kind)] as const)),
    );
    const wanted = matrix.rows.flatMap(({ covers }, index) =>
      covers.flatMap((activity) =>
        KINDS.map((kind, column) => [activity, kind, rows[index]?.parties[column] ?? ''] as const),
      ),
    );
    const said = answers.map(([activity, kind, answer]) => [
      activity,
      kind,
      answer.is,
      'cell' in answer && answer.cell.party.label,
    ]);
    expect(said).toEqual(wanted.map(([activity, kind, party]) => [activity, kind, MEANS[party], party]));
    expect(rows.flatMap(({ parties }) => parties)).toHaveLength(count);
  });

  it('fits into a state of 8 KB, with the organisations of both parties', () => {
    const filled = readProfiles({ owner: ['T0123456789'], vendor: ['T0123456780', 'T0123456781'] });
    const state = filled.find((one) => one.profile === profile);
    expect(Buffer.byteLength(JSON.stringify({ ...state, version: 123_456 }))).toBeLessThanOrEqual(8 * 1024);
  });
});

describe('the profiles', () => {
  it('decide the activity of every command, in one of them at least', () => {
    const matrices = readProfiles({ owner: [], vendor: [] }).map((one) => ({ ...one, version: 0 }));
    for (const { name, activity } of commands) {
      const rulings = matrices.map((matrix) => rule(matrix, activity, 'user-host').is);
      expect([name, rulings.every((is) => is === 'unlisted')]).toEqual([name, false]);
    }
  });
});

describe('readProfiles', () => {
  it('names the organisations of each party, and of none that does not exist', () => {
    const [, virtuozzo] = readProfiles({ owner: ['TACME'], vendor: ['TVIRTUOZZO'] });
    expect(virtuozzo?.parties.map(({ label, organisations }) => [label, organisations])).toEqual([
      ['Platform Owner', ['TACME']],
      ['Virtuozzo Team', ['TVIRTUOZZO']],
      ['Virtuozzo Team (paid)', ['TVIRTUOZZO']],
      ['N/A', []],
    ]);
  });
});

describe('readProfile', () => {
  let folder: string;
  beforeEach(() => {
    folder = join(mkdtempSync(join(tmpdir(), 'remit-profile-')), 'mine');
    cpSync(join(MATRICES, 'virtuozzo'), folder, { recursive: true });
  });
  afterEach(() => rmSync(join(folder, '..'), { recursive: true }));

  const change = (file: string, from: string, to: string) => {
    const text = readFileSync(join(folder, file), 'utf8');
    writeFileSync(join(folder, file), text.replace(from, to));
  };

  it('understands the other names of a party', () => {
    change(
      'cells.csv',
      'Adding New Host,adding-new-host,Platform Owner,Virtuozzo Team',
      'Adding New Host,adding-new-host,Platform Owner,Virtuozzo Operations',
    );
    expect(readProfile(folder).rows[0]?.cells[KINDS.indexOf('infrastructure-host')]).toBe('vendor');
  });

  it.each([
    [
      'Adding New Host,adding-new-host,Platform Owner',
      'Adding New Host,adding-new-host,Platfrom Owner',
      'cells.csv:2, column 4: "Platfrom Owner" is no party; parties: Platform Owner, Virtuozzo Team, Virtuozzo Team (paid), N/A (user-host)',
    ],
    [
      ',additional-software,',
      ',adding-new-host,',
      'cells.csv:3, column 3: "adding-new-host" is decided in line 2 already (covers)',
    ],
    [
      ',additional-software,',
      ',Additional Software,',
      'cells.csv:3, column 3: "Additional" is no activity\'s id; ids are like restarting-processes (covers)',
    ],
    [',Virtuozzo Team,N/A,N/A\n', ',Virtuozzo Team,N/A\n', 'cells.csv:2, column 1: 6 cells; expected 7'],
    ['Adding New Host', '"Adding New Host', 'cells.csv:2, column 2: a quotation mark out of place'],
    [
      'user-host,infrastructure-host',
      'infrastructure-host,user-host',
      'cells.csv:1, column 4: the column "infrastructure-host" does not belong here; expected section,activity,covers,user-host,',
    ],
  ])('says where %s became wrong', (from, to, message) => {
    change('cells.csv', from, to);
    expect(() => readProfile(folder)).toThrow(message);
  });

  it.each([
    ['"owner"', '"Owner!"', '[0].id is "Owner!"; allowed: an id like'],
    ['"Platform Owner"', '"=cmd()"', '[0].label is "=cmd()"; allowed: a name'],
    ['"Platform Owner"', '" Platform Owner"', '[0].label is " Platform Owner"; allowed'],
  ])('says that in the parties %s became wrong', (from, to, message) => {
    change('parties.json', from, to);
    expect(() => readProfile(folder)).toThrow(message);
  });
});
