import { join, resolve } from 'node:path';
import type { Plugin } from 'esbuild';

const OWN = ['bot', 'commands'].map((folder) => resolve(folder));

/**
 * Tells the build that a module of `bot/` or `commands/` does nothing when it is imported but define what it exports, which esbuild
 * cannot see of a list that is made of others: one that only its neighbours use is then left out.
 */
export const withoutEffect: Plugin = {
  name: 'without-effect',
  setup(build) {
    build.onResolve({ filter: /^\.{1,2}\/.*\.ts$/ }, ({ kind, path, resolveDir }) => {
      const file = join(resolveDir, path);
      const isOwn = kind === 'import-statement' && OWN.some((folder) => file.startsWith(folder));
      return isOwn ? { path: file, sideEffects: false } : undefined;
    });
  },
};
