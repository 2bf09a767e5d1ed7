/** Ids that must not occur twice: a block's in its surface, an element's in its block. */
import { at } from './words.ts';

type Block = { block_id?: string | undefined; elements?: unknown[] };

export function doubledIds(blocks: readonly Block[], root: readonly PropertyKey[]): string[] {
  const blockIds = doubles(blocks.map((block) => block.block_id)).map((i) =>
    at(`block_id \`${blocks[i]?.block_id}\` already exists`, [...root, i, 'block_id']),
  );
  const actionIds = blocks.flatMap((block, i) => {
    const ids = (block.elements ?? []).map(actionId);
    return doubles(ids).map((j) =>
      at(`action_id \`${ids[j]}\` already exists`, [...root, i, 'elements', j, 'action_id']),
    );
  });
  return [...blockIds, ...actionIds];
}

function actionId(element: unknown): string | undefined {
  return typeof element === 'object' && element !== null && 'action_id' in element
    ? String(element.action_id)
    : undefined;
}

/** The places of ids that stood earlier already. */
function doubles(ids: (string | undefined)[]): number[] {
  return ids.flatMap((id, i) => (id !== undefined && ids.indexOf(id) < i ? [i] : []));
}
