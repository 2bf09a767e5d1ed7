import { existsSync } from 'node:fs';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type BuildOptions, build, type Metafile } from 'esbuild';
import { carried } from './carried.ts';
import { late } from './late.ts';
import { lateCommands } from './late-commands.ts';
import { leftOut } from './left-out.ts';
import { onDemand } from './on-demand.ts';
import { slimSlack } from './slim-slack.ts';
import { withoutEffect } from './without-effect.ts';
import { withoutScripts } from './without-scripts.ts';

/**
 * How a function is bundled. CommonJS without `import()`, because importing Node's own modules costs a cold start 30 ms (of
 * `node:http` it loads all of fetch) and `require` 3 ms; the packages' ES modules first, because of these the unused parts
 * can be left out.
 */
export const FUNCTION: BuildOptions = {
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'cjs',
  supported: { 'dynamic-import': false },
  minify: true,
  mainFields: ['module', 'main'],
  legalComments: 'external',
  logLevel: 'warning',
};

/**
 * Slack waits 3 seconds for the function that answers it, from a cold start too: its AWS requests are signed by hand, and
 * what it is given is read by the few schemas that it has. The others, for which nobody waits, carry the SDK and zod.
 */
export const SLIM: Record<string, Record<string, string>> = {
  'slack-request': {
    '@aws-sdk/client-dynamodb': './infra/build/slim-aws/client-dynamodb.ts',
    '@aws-sdk/client-secrets-manager': './infra/build/slim-aws/client-secrets-manager.ts',
    'zod/mini': './infra/build/slim-zod.ts',
  },
};

export type Bundle = { name: string; file: string; metafile: Metafile };

/**
 * Writes one folder a function into `outdir`, each ready to be deployed: index.js, which exports `handler`, the
 * licences' notices, and what it carries beside its code (carried.ts). Reads `lambdas/` of the working directory. What stood in `outdir` goes.
 */
export async function bundleLambdas(outdir: string): Promise<Bundle[]> {
  await rm(outdir, { recursive: true, force: true });
  return Promise.all((await functions()).map((name) => bundle(name, join(outdir, name))));
}

async function functions(): Promise<string[]> {
  const folders = await readdir(resolve('lambdas'));
  return folders.filter((name) => existsSync(resolve('lambdas', name, 'index.ts'))).sort();
}

async function bundle(name: string, folder: string): Promise<Bundle> {
  await mkdir(folder, { recursive: true });
  // The project's own package.json says that its files are ES modules; this one says what the bundle is, wherever it lies.
  await writeFile(join(folder, 'package.json'), '{ "type": "commonjs" }\n');
  const file = join(folder, 'index.js');
  const entryPoints = [resolve('lambdas', name, 'index.ts')];
  const options = {
    ...FUNCTION,
    plugins: [leftOut, carried(folder), ...(SLIM[name] ? [slimSlack, withoutScripts, late] : []), withoutEffect],
    alias: SLIM[name] ?? {},
    logOverride: { 'import-is-undefined': 'error' as const },
  };
  const plugins = [
    ...(SLIM[name] ? [lateCommands(folder, options)] : []),
    ...options.plugins,
    ...(SLIM[name] ? [onDemand(folder, options)] : []),
  ];
  const { metafile } = await build({ ...options, plugins, entryPoints, outfile: file, metafile: true });
  return { name, file, metafile };
}
