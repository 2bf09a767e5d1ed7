import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { afterAll, describe, expect, it } from 'vitest';
import { FUNCTION } from '../../../infra/build/bundle.ts';
import { late } from '../../../infra/build/late.ts';

const folder = await mkdtemp(join(tmpdir(), 'remit-late-'));
afterAll(() => rm(folder, { recursive: true }));

/** As this project's modules import it, and as the packages' compiled ones do. */
const ENTRY = `
import { gunzipSync, gzipSync } from 'node:zlib';
const importDefault = (found) => (found && found.__esModule ? found : { default: found });
const old = importDefault(require('node:zlib'));
export const there = (text) => gzipSync(text);
export const back = (packed) => gunzipSync(packed).toString();
export const unzip = (packed, done) => old.default.unzip(packed, done);`;

describe('a module of Node’s that is loaded late', () => {
  it('does as it would, of whichever way of importing it', async () => {
    const outfile = join(folder, 'late.cjs');
    const stdin = { contents: ENTRY, resolveDir: resolve('.'), loader: 'ts' as const };
    await build({ ...FUNCTION, stdin, outfile, plugins: [late] });
    const { there, back, unzip } = createRequire(import.meta.url)(outfile);
    expect(back(there('restart nginx'))).toBe('restart nginx');
    const unzipped = await new Promise((done) => unzip(there('restart nginx'), (_: unknown, it: unknown) => done(it)));
    expect(String(unzipped)).toBe('restart nginx');
  });
});
