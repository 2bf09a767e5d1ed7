import { basename, join } from 'node:path';
import { type BuildOptions, build, type Plugin } from 'esbuild';

/**
 * Puts what the source imports by `import()` into files of their own beside the bundle, so that a cold start does not read
 * what its request may not need. Each is whole in itself: what it shares with the bundle is in both, so nothing that is
 * imported so may hold state.
 */
export function onDemand(folder: string, options: BuildOptions): Plugin {
  return {
    name: 'on-demand',
    setup({ onResolve, onEnd }) {
      const wanted = new Map<string, string>();
      onResolve({ filter: /^\.{1,2}\// }, ({ kind, path, resolveDir }) => {
        if (kind !== 'dynamic-import') return undefined;
        const name = `${basename(path, '.ts')}.js`;
        wanted.set(name, join(resolveDir, path));
        return { path: `./${name}`, external: true };
      });
      onEnd(async () => {
        const files = [...wanted].map(([name, entry]) =>
          build({ ...options, entryPoints: [entry], outfile: join(folder, name) }),
        );
        await Promise.all(files);
      });
    },
  };
}
