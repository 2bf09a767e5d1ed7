import { rowsAfter, type SetCells } from '../../domain/change/cells.ts';
import type { Matrix } from '../../domain/matrix/matrix.ts';
import { err, ok } from '../../domain/result.ts';
import { stateOf } from '../decode.ts';
import { matrixStream } from '../records.ts';
import type { Changing } from './changing.ts';

export function changingCells(change: SetCells): Changing {
  const { profile, cells } = change;
  const moved = { is: 'matrix', profile } as const;
  return {
    stream: matrixStream(profile),
    moved,
    async make(_deps, head) {
      if (!head) return err({ reason: 'moved', what: moved });
      const state = stateOf<Omit<Matrix, 'version'>>(head);
      const rows = rowsAfter({ ...state, version: head.seq }, change);
      return ok({ type: 'cells-set', data: { cells }, state: { ...state, rows } });
    },
  };
}
