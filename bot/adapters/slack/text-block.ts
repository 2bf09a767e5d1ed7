/** The block of a form that holds a whole text, whose spaces and line ends all count: it is no part of a sentence. */
export const TEXT_BLOCK = 'whole-text';

/** What somebody wrote there, to the letter. Undefined: the form has no such block. */
export function writtenIn(values: Record<string, Record<string, unknown>>): string | undefined {
  const block = values[TEXT_BLOCK];
  if (!block) return undefined;
  const [held] = Object.values(block);
  return typeof held === 'object' && held !== null && 'value' in held && typeof held.value === 'string'
    ? held.value
    : '';
}
