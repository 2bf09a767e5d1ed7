/** What Slack's own client refuses before a form is sent: empty required fields, text too short or too long. */
import type { InputBlock } from '@slack/types';
import type { Values } from '../deliver/payloads.ts';

export function inputErrors(blocks: readonly { type: string }[], values: Values): Record<string, string> {
  const inputs = blocks.filter((block): block is InputBlock => block.type === 'input');
  return Object.fromEntries(
    inputs.flatMap((block) => {
      const blockId = block.block_id ?? '';
      const error = errorOf(block, answerIn(values[blockId]));
      return error === undefined ? [] : [[blockId, error]];
    }),
  );
}

function answerIn(state: Record<string, unknown> | undefined): unknown {
  const { type: _type, ...fields } = (Object.values(state ?? {})[0] ?? {}) as Record<string, unknown>;
  return Object.values(fields)[0];
}

function errorOf(block: InputBlock, answer: unknown): string | undefined {
  const empty =
    answer === null || answer === undefined || answer === '' || (Array.isArray(answer) && answer.length === 0);
  if (empty) return block.optional ? undefined : 'This field is required.';
  if (block.element.type === 'file_input') return countError(block.element, answer);
  return block.element.type === 'plain_text_input' ? lengthError(block.element, String(answer)) : undefined;
}

function countError({ max_files: most = 10 }: { max_files?: number }, files: unknown): string | undefined {
  const few = !Array.isArray(files) || files.length <= most;
  return few ? undefined : `Choose at most ${most} ${most === 1 ? 'file' : 'files'}.`;
}

function lengthError(
  { min_length, max_length }: { min_length?: number; max_length?: number },
  text: string,
): string | undefined {
  if (min_length !== undefined && text.length < min_length) return `Use at least ${min_length} characters.`;
  if (max_length !== undefined && text.length > max_length) return `Use at most ${max_length} characters.`;
  return undefined;
}
