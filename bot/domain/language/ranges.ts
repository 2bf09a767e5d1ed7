/** Names that one sentence may spell out. Groups are not counted: how many they are is known when they are resolved. */
export const NAMES_LIMIT = 500;

/** A range in the middle of a name: `host-[4-6]`, `host-[4-6,9].example`. */
const RANGE = /^([^[\]]*)\[([0-9,-]+)\]([^[\]]*)$/;
const PIECE = /^([0-9]{1,6})(?:-([0-9]{1,6}))?$/;

/**
 * The names that a range spells, in the order written; undefined when it cannot be read: no number, a range that
 * descends, or more names than one sentence may hold. Leading zeros are kept: `web-[01-10]`.
 */
export function spellRange(text: string): string[] | undefined {
  const [, before = '', pieces, after = ''] = RANGE.exec(text) ?? [];
  if (pieces === undefined) return;
  const names: string[] = [];
  for (const piece of pieces.split(',')) {
    const [, from, to = from] = PIECE.exec(piece) ?? [];
    if (from === undefined || to === undefined || Number(to) < Number(from)) return;
    if (names.length + Number(to) - Number(from) >= NAMES_LIMIT) return;
    for (let number = Number(from); number <= Number(to); number += 1) {
      names.push(`${before}${String(number).padStart(from.length, '0')}${after}`);
    }
  }
  return names;
}
