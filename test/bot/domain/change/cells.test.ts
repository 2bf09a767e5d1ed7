import { describe, expect, it } from 'vitest';
import { rowsAfter, setCellsOf } from '../../../../bot/domain/change/cells.ts';
import type { Matrix, Party, Row } from '../../../../bot/domain/matrix/matrix.ts';
import { err, ok } from '../../../../bot/domain/result.ts';
import { commands } from '../../../../commands/index.ts';

const OURS: Party = { id: 'us', label: 'Us', kind: 'owner', otherNames: [], organisations: ['T1'] };
const THEIRS: Party = { id: 'them', label: 'Them', kind: 'vendor', otherNames: [], organisations: ['T2'] };
const ROW: Row = { label: 'Rebooting', covers: ['rebooting'], cells: ['us', 'us', 'them', 'gone'] };
const OTHER: Row = { label: 'Restarting', covers: ['restarting'], cells: ['us', 'us', 'us', 'us'] };
const MATRIX: Matrix = { profile: 'p', version: 4, parties: [OURS, THEIRS], rows: [ROW, OTHER] };
const COMMANDS = commands.map((command) => ({ ...command, activity: command.name === 'reboot' ? 'rebooting' : 'x' }));
const TURN = { kind: 'user-host', to: 'vendor', commands: ['reboot'], count: 1 };
const [us, them] = [
  { id: 'us', label: 'Us' },
  { id: 'them', label: 'Them' },
];

describe('setCellsOf', () => {
  it('names each cell that changes hands, whose it was, and leaves out what is so already', () => {
    const change = setCellsOf(MATRIX, {
      row: ROW,
      kinds: ['user-host', 'infrastructure-container'],
      to: THEIRS,
      commands: COMMANDS,
    });
    const cells = [{ activity: 'Rebooting', kind: 'user-host', from: us, to: them }];
    expect(change).toEqual(ok({ kind: 'set-cells', profile: 'p', cells, turns: [TURN] }));
  });

  it('gives a cell that was nobody’s to somebody', () => {
    const change = setCellsOf(MATRIX, { row: ROW, kinds: ['end-user-container'], to: OURS, commands: COMMANDS });
    expect(change).toMatchObject({ ok: true, value: { cells: [{ kind: 'end-user-container', to: us }] } });
    expect(change.ok && change.value.cells[0]).not.toHaveProperty('from');
  });

  it('refuses what changes nothing', () => {
    const change = setCellsOf(MATRIX, {
      row: ROW,
      kinds: ['infrastructure-container'],
      to: THEIRS,
      commands: COMMANDS,
    });
    expect(change).toEqual(err({ reason: 'nothing-changes', profile: 'p' }));
  });
});

describe('rowsAfter', () => {
  it('changes those cells and no other', () => {
    const change = setCellsOf(MATRIX, {
      row: ROW,
      kinds: ['user-host', 'end-user-container'],
      to: THEIRS,
      commands: COMMANDS,
    });
    if (!change.ok) throw new Error('refused');
    expect(rowsAfter(MATRIX, change.value)).toEqual([{ ...ROW, cells: ['them', 'us', 'them', 'them'] }, OTHER]);
  });

  it('throws on a row or a party that is not there', () => {
    const change = setCellsOf(MATRIX, { row: ROW, kinds: ['user-host'], to: THEIRS, commands: COMMANDS });
    if (!change.ok) throw new Error('refused');
    expect(() => rowsAfter({ ...MATRIX, rows: [OTHER] }, change.value)).toThrow('p v4 has no Rebooting');
    expect(() => rowsAfter({ ...MATRIX, parties: [OURS] }, change.value)).toThrow('p v4 has no them');
  });
});
