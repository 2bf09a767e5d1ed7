import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';

const ops = (...args: string[]) =>
  spawnSync(process.execPath, ['local/run.mjs', 'local/ops/main.ts', ...args], { encoding: 'utf8' });

describe('npm run ops', () => {
  it('says how it is called', () => {
    const { stdout, status } = ops('--help');
    expect(stdout).toMatch(/^usage: npm run ops -- \[--as operator\]/);
    expect(status).toBe(0);
  });

  it('refuses a flag that it does not know in two lines, with the flags that there are', () => {
    const { stderr, status } = ops('--ass', 'approver', 'health');
    expect(stderr).toMatch(/^ops: Unknown option '--ass'.*\nusage: npm run ops/);
    expect(stderr.trim().split('\n')).toHaveLength(2);
    expect(status).toBe(1);
  });
});
