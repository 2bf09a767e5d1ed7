import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import type { Bundle } from './bundle.ts';

/** `packages`: bytes in the bundle by package, the largest first; `own` is this project's code. */
export type Size = { name: string; bytes: number; gzip: number; packages: [string, number][] };

export async function sizeOf({ name, file, metafile }: Bundle): Promise<Size> {
  const code = await readFile(file);
  const packages = new Map<string, number>();
  for (const output of Object.values(metafile.outputs)) {
    for (const [path, { bytesInOutput }] of Object.entries(output.inputs)) {
      const owner = packageOf(path);
      packages.set(owner, (packages.get(owner) ?? 0) + bytesInOutput);
    }
  }
  const sorted = [...packages].sort(([, a], [, b]) => b - a);
  return { name, bytes: code.length, gzip: gzipSync(code, { level: 9 }).length, packages: sorted };
}

function packageOf(path: string): string {
  if (path.startsWith('left-out:')) return 'left out';
  return path.match(/.*node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/)?.[1]?.replace('\\', '/') ?? 'own';
}
