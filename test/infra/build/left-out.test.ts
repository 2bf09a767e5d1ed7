import { build, type ImportKind, type Plugin } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { FUNCTION } from '../../../infra/build/bundle.ts';
import { leftOut } from '../../../infra/build/left-out.ts';

/** Finds Slack's client where it is asked for in this way only when it has been found another way, as a busy machine may. */
function last(asked: ImportKind): Plugin {
  const found = Promise.withResolvers<undefined>();
  return {
    name: 'last',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^@slack\/web-api$/ }, ({ kind }) => (kind === asked ? found.promise : undefined));
      onLoad({ filter: /[\\/]@slack[\\/]web-api[\\/]dist[\\/]index\.js$/ }, () => {
        found.resolve(undefined);
        return undefined;
      });
    },
  };
}

describe('a package that is imported and not used', () => {
  it.each(['import-statement', 'require-call'] as const)('stays out, though each %s is found last', async (asked) => {
    const { metafile } = await build({
      ...FUNCTION,
      entryPoints: ['lambdas/sweep/index.ts'],
      plugins: [last(asked), leftOut],
      outdir: 'dist',
      write: false,
      metafile: true,
      logLevel: 'error',
    });
    const inputs = Object.values(metafile.outputs).flatMap((output) => Object.keys(output.inputs));
    expect(inputs.length).toBeGreaterThan(100);
    expect(inputs.filter((path) => path.includes('/@slack/'))).toEqual([]);
  });
});
