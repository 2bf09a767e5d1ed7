import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';

describe('local/run.mjs', () => {
  it.each([
    ['reads TypeScript itself', []],
    ['does not, as before 22.18', ['--no-experimental-strip-types']],
  ])('runs an entry on a Node that %s', (_which, flags) => {
    const env = { ...process.env, PORT: '1', NODE_OPTIONS: '' };
    const args = [...flags, 'local/run.mjs', 'local/ops/main.ts', 'health'];
    const { status, stderr } = spawnSync(process.execPath, args, { env, encoding: 'utf8' });
    expect(stderr).toContain('ops: nothing answers at http://localhost:1: start it with npm start');
    expect(status).toBe(1);
  });
});
