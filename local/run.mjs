/**
 * Runs a TypeScript entry of the project: `node local/run.mjs <entry.ts> [arguments]`.
 *
 * Node 22.18 and later read TypeScript themselves, and npm scripts on Linux get Node 24 with the packages; an older one is
 * taught to first, with every process that it starts.
 */
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const [entry] = process.argv.splice(2, 1);
if (!entry) throw new Error('usage: node local/run.mjs <entry.ts> [arguments]');

if (!process.features.typescript) {
  const teaching = new URL('./old-node.mjs', import.meta.url).href;
  process.env['NODE_OPTIONS'] = `${process.env['NODE_OPTIONS'] ?? ''} --import=${teaching}`.trim();
  await import(teaching);
}
await import(pathToFileURL(resolve(root, entry)).href);
