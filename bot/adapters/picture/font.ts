/** How wide letters are, as a font says: in units of an em, of which a size in pixels is one. */
export type Font = { widthOf(text: string): number };

/**
 * Reads the widths of a TrueType font: `head`, `hhea`, `hmtx` and the Unicode table of `cmap` (format 12), as the OpenType
 * specification lays them out. Kerning is left out: it makes a text narrower by a hair, never wider by more.
 *
 * Throws when the file is no such font.
 */
export function readFont(bytes: Uint8Array): Font {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const perEm = view.getUint16(tableAt(view, 'head') + 18);
  const measured = view.getUint16(tableAt(view, 'hhea') + 34);
  const widths = tableAt(view, 'hmtx');
  const glyphOf = readCharacters(view, tableAt(view, 'cmap'));
  const widthOfOne = (point: number) => view.getUint16(widths + 4 * Math.min(glyphOf(point), measured - 1)) / perEm;
  return {
    widthOf: (text) => [...text].reduce((sum, letter) => sum + widthOfOne(letter.codePointAt(0) ?? 0), 0),
  };
}

function tableAt(view: DataView, tag: string): number {
  const count = view.getUint16(4);
  for (let index = 0; index < count; index += 1) {
    const at = 12 + 16 * index;
    const name = String.fromCharCode(...[0, 1, 2, 3].map((byte) => view.getUint8(at + byte)));
    if (name === tag) return view.getUint32(at + 8);
  }
  throw new Error(`not a TrueType font: it has no table ${tag}`);
}

/** Which glyph a code point has; 0, the empty box, when it has none. */
type Glyphs = (point: number) => number;

function readCharacters(view: DataView, cmap: number): Glyphs {
  for (let index = 0; index < view.getUint16(cmap + 2); index += 1) {
    const at = cmap + view.getUint32(cmap + 8 + 8 * index);
    if (view.getUint16(at) === 12) return readGroups(view, at);
  }
  throw new Error('not a font of all Unicode: its cmap has no format 12');
}

function readGroups(view: DataView, at: number): Glyphs {
  const groups = view.getUint32(at + 12);
  return (point) => {
    for (let index = 0; index < groups; index += 1) {
      const group = at + 16 + 12 * index;
      const start = view.getUint32(group);
      if (point >= start && point <= view.getUint32(group + 4)) return view.getUint32(group + 8) + point - start;
    }
    return 0;
  };
}
