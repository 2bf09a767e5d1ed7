import { readFile } from 'node:fs/promises';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { FILES } from './files.ts';
import { type Font, readFont } from './font.ts';
import type { Drawing } from './svg.ts';

/** A phone shows three dots for each unit of a drawing: smaller would be soft, larger only heavier. */
const DOTS = 2;

/** The two weights that drawings are set in. */
export type Fonts = { regular: Font; semibold: Font };
export type Renderer = { fonts: Fonts; png(drawing: Drawing): Uint8Array };

let made: Promise<Renderer> | undefined;

/**
 * The renderer of this process, made when the first picture is asked for: a worker that draws none pays nothing.
 *
 * It is resvg as WebAssembly with the two fonts that come along and none of the machine's, so that the same drawing gives
 * the same bytes everywhere. No network, no file but those three.
 */
export function openRenderer(): Promise<Renderer> {
  made ??= make().catch((error: unknown) => {
    made = undefined;
    throw error;
  });
  return made;
}

async function make(): Promise<Renderer> {
  const [renderer, regular, semibold] = await Promise.all(
    [FILES.renderer, FILES.regular, FILES.semibold].map(async (file) => new Uint8Array(await readFile(file))),
  );
  if (!renderer || !regular || !semibold) throw new Error('a file of the renderer is missing');
  await initWasm(renderer);
  return {
    fonts: { regular: readFont(regular), semibold: readFont(semibold) },
    png: ({ svg }) => draw(svg, [regular, semibold]),
  };
}

function draw(svg: string, fontBuffers: Uint8Array[]): Uint8Array {
  const font = { fontBuffers, defaultFontFamily: 'Inter' };
  const resvg = new Resvg(svg, { font, fitTo: { mode: 'zoom', value: DOTS } });
  const image = resvg.render();
  try {
    return image.asPng();
  } finally {
    image.free(); // its memory is the renderer's own, which no collector looks after
    resvg.free();
  }
}
