import { readFile } from 'node:fs/promises';
import type { OnResolveArgs, Plugin, PluginBuild } from 'esbuild';

/** Stands for code that a function never reaches, though its packages import it; says so when it is reached after all. */
export const REST = `
class LeftOut { constructor() { throw new Error('this bundle was built without that part: see infra/build/left-out.ts'); } }
module.exports = { __esModule: true, default: LeftOut };`;

const NO_PROVIDER = `
module.exports = { defaultProvider: () => async () => {
  throw new Error('no credentials: this bundle takes them from its environment alone, see infra/build/left-out.ts');
} };`;

/** The client of S3 sets them up when it is made, for an operation that nobody here calls. */
const NO_STREAMS = `${REST}
module.exports.resolveEventStreamSerdeConfig = (config) => config;`;

type Part = { path: RegExp; from: RegExp; instead?: string };

const IN_BOLT = /[\\/]@slack[\\/]bolt[\\/]dist[\\/]/;

const PARTS: Part[] = [
  /**
   * Bolt's receivers for a server and for Socket Mode, and OAuth's installer: with express, undici, jsonwebtoken and
   * iconv-lite behind them nine tenths of Bolt's size and two thirds of its start. Bolt is pinned, and a test asks the
   * slim and the full one the same of every kind of payload.
   */
  {
    path: /^\.{1,2}\/(?:receivers\/)?(?:HTTP|Express|SocketMode)(?:Receiver|ModuleFunctions|Functions|ResponseAck)$/,
    from: IN_BOLT,
  },
  { path: /^\.\/receivers\/(?:custom-routes|verify-request)$/, from: IN_BOLT },
  { path: /^(?:@slack\/oauth|@slack\/socket-mode|express|raw-body|path-to-regexp)$/, from: IN_BOLT },
  /** Assistants for AI apps: this one is none. */
  { path: /^\.\/Assistant$/, from: IN_BOLT },
  /** Streams of events: no operation that is used here answers with one. */
  { path: /^@smithy\/core\/event-streams$/, from: /./, instead: NO_STREAMS },
  /** The chain of files, single sign-on and hosts: on Lambda the credentials are in the environment, and are given. */
  { path: /^@aws-sdk\/credential-provider-node$/, from: /./, instead: NO_PROVIDER },
];

/** Of these nothing runs when they are imported but unused; they do not say so themselves. */
const WITHOUT_EFFECT = /^(?:@resvg\/resvg-wasm|@slack\/bolt|@slack\/web-api|@slack\/logger)$/;

/** Packages read their own package.json for their name and version in the user agent: no more of it is kept. */
const OWN_PACKAGE = /[\\/]node_modules[\\/].*[\\/]package\.json$/;

export const leftOut: Plugin = {
  name: 'left-out',
  setup(build) {
    for (const { path: filter, from } of PARTS) {
      build.onResolve({ filter }, ({ path, importer }) =>
        from.test(importer) ? { path, namespace: 'left-out' } : undefined,
      );
    }
    build.onLoad({ filter: /.*/, namespace: 'left-out' }, ({ path }) => ({ contents: insteadOf(path), loader: 'js' }));
    build.onResolve({ filter: WITHOUT_EFFECT }, (asked) => withoutEffect(build, asked));
    build.onLoad({ filter: OWN_PACKAGE }, async ({ path }) => {
      const { name, version } = JSON.parse(await readFile(path, 'utf8'));
      return { contents: JSON.stringify({ name, version }), loader: 'json' };
    });
  },
};

function insteadOf(path: string): string {
  return PARTS.find((part) => part.path.test(path))?.instead ?? REST;
}

/** Of every way of asking alike: esbuild keeps what it was told by whichever import was resolved first. */
async function withoutEffect(build: PluginBuild, { path, kind, resolveDir, importer, pluginData }: OnResolveArgs) {
  if (pluginData === 'resolving') return undefined;
  const found = await build.resolve(path, { kind, resolveDir, importer, pluginData: 'resolving' });
  return { ...found, sideEffects: false };
}
