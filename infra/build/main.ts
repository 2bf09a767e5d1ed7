/** `npm run build`: writes the functions' bundles to dist/lambdas/, and says how large each is and what it is made of. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { bundleLambdas } from './bundle.ts';
import { sizeOf } from './size.ts';

const dist = resolve('dist');
const bundles = await bundleLambdas(join(dist, 'lambdas'));
await mkdir(join(dist, 'meta'), { recursive: true });
for (const bundle of bundles) {
  // For esbuild's own analysis: https://esbuild.github.io/analyze/
  await writeFile(join(dist, 'meta', `${bundle.name}.json`), JSON.stringify(bundle.metafile));
  const { name, bytes, gzip, packages } = await sizeOf(bundle);
  const largest = packages.slice(0, 5).map(([owner, size]) => `${owner} ${kb(size)}`);
  console.log(`${name.padEnd(14)} ${kb(bytes).padStart(7)} KB, gzip ${kb(gzip).padStart(6)} KB: ${largest.join(', ')}`);
}

function kb(bytes: number): string {
  return (bytes / 1_000).toFixed(1);
}
