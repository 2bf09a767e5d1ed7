import type { ImportCells } from '../../domain/change/import-cells.ts';
import type { Matrix, Row } from '../../domain/matrix/matrix.ts';
import { err, ok } from '../../domain/result.ts';
import { stateOf } from '../decode.ts';
import { matrixStream } from '../records.ts';
import type { Changing } from './changing.ts';

/** `content`: the rows that the file had when it was read, as JSON. */
export function changingImport({ profile, seen }: ImportCells, content: string | undefined): Changing {
  const moved = { is: 'matrix', profile } as const;
  return {
    stream: matrixStream(profile),
    moved,
    async make(_deps, head) {
      if (!head) return err({ reason: 'moved', what: moved });
      if (content === undefined) throw new Error(`an import into ${profile} was proposed without its rows`);
      const rows = JSON.parse(content) as Row[];
      const state = { ...stateOf<Omit<Matrix, 'version'>>(head), rows };
      return ok({ type: 'cells-imported', data: { rows: seen?.rows }, state });
    },
  };
}
