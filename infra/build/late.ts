import type { Plugin } from 'esbuild';

/** What a function calls of Node's own modules at times, never while it starts: `node:zlib` takes some 3 ms to load. */
const LATE: Record<string, readonly string[]> = { 'node:zlib': ['gunzipSync', 'gzipSync', 'unzip'] };

/** Loads these modules of Node's when one of their functions is first called. */
export const late: Plugin = {
  name: 'late',
  setup({ onResolve, onLoad }) {
    for (const [path, functions] of Object.entries(LATE)) {
      const filter = new RegExp(`^${path}$`);
      onResolve({ filter }, ({ namespace }) =>
        namespace === 'late' ? { path, external: true } : { path, namespace: 'late' },
      );
      const call = (name: string) => `exports.${name} = (...given) => require('${path}').${name}(...given);`;
      onLoad({ filter, namespace: 'late' }, () => ({ contents: functions.map(call).join('\n'), loader: 'js' }));
    }
  },
};
