import { join } from 'node:path';
import { build } from 'esbuild';
import { bundleLambdas } from '../infra/build/bundle.ts';
import { type Size, sizeOf } from '../infra/build/size.ts';
import type { Goal } from './figures.ts';

const UNWANTED = ['express', 'undici', 'jsonwebtoken', 'iconv-lite', 'mime-db', '@aws-sdk/client-ssm'];

/** Builds what is compared: ours as it is deployed, and Bolt with the SDK as their own pages bundle them. */
export async function buildContenders(folder: string): Promise<{ ours: string; tutorial: string; size: Size }> {
  const bundles = await bundleLambdas(join(folder, 'lambdas'));
  const request = bundles.find(({ name }) => name === 'slack-request');
  if (!request) throw new Error('there is no function slack-request');
  const tutorial = join(folder, 'default-bolt.cjs');
  const entryPoints = [join(import.meta.dirname, 'peers', 'default-bolt.ts')];
  await build({ entryPoints, outfile: tutorial, bundle: true, minify: true, platform: 'node', logLevel: 'warning' });
  return { ours: request.file, tutorial, size: await sizeOf(request) };
}

export function sizeGoal({ bytes, gzip, packages }: Size): Goal {
  const inside = UNWANTED.filter((name) => packages.some(([owner]) => owner === name));
  const kb = (count: number) => `${(count / 1_000).toFixed(0)} KB`;
  return {
    goal: '3. bundle of slack-request',
    aim: '≤ 205 KB, gzip ≤ 68 KB, nothing unwanted in it',
    figure: `${kb(bytes)}, gzip ${kb(gzip)}, unwanted: ${inside.join(', ') || 'none'}`,
    met: bytes <= 205_000 && gzip <= 68_000 && inside.length === 0,
  };
}
