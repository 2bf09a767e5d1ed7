import { copyFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import type { Metafile, Plugin } from 'esbuild';

const require = createRequire(import.meta.url);

/**
 * Files that a function carries beside its code because it draws: the renderer, which is WebAssembly and thus the same for
 * every machine, and two fonts. Nothing is loaded at run time, and nothing is installed for another architecture than this one.
 */
const FILES = {
  renderer: require.resolve('@resvg/resvg-wasm/index_bg.wasm'),
  regular: require.resolve('@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf'),
  semibold: require.resolve('@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf'),
};

/** The fonts' licence (SIL OFL 1.1) asks to go where they go. */
const LICENCE = require.resolve('@expo-google-fonts/inter/LICENSE_FONT');

/** Names them in their packages; in a bundle they are beside it. */
const NAMED = 'bot/adapters/picture/files.ts';

const BESIDE = [
  `const beside = (name) => __dirname + '/' + name;`,
  `export const FILES = {`,
  ...Object.entries(FILES).map(([name, file]) => `${name}: /* @__PURE__ */ beside('${basename(file)}'),`),
  `};`,
].join('\n');

/** Copies the files into the folder of a function that draws. All share bot/compose.ts: what counts is what is left of it. */
export function carried(folder: string): Plugin {
  return {
    name: 'carried',
    setup(build) {
      build.onLoad({ filter: /[\\/]bot[\\/]adapters[\\/]picture[\\/]files\.ts$/ }, () => ({
        contents: BESIDE,
        loader: 'js',
      }));
      build.onEnd(async ({ metafile }) => {
        if (!draws(metafile)) return;
        for (const file of Object.values(FILES)) await copyFile(file, join(folder, basename(file)));
        await copyFile(LICENCE, join(folder, 'Inter-LICENSE.txt'));
      });
    },
  };
}

function draws(metafile: Metafile | undefined): boolean {
  const inputs = Object.values(metafile?.outputs ?? {}).flatMap((output) => Object.entries(output.inputs));
  return inputs.some(([path, { bytesInOutput }]) => path.endsWith(NAMED) && bytesInOutput > 0);
}
