import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CommandDefinition } from '../../bot/domain/command.ts';
import { documentContent } from '../../commands/document.ts';
import { uptime } from '../../commands/uptime.ts';
import { createHost, ended, execution, type Host, removeHost, runDocument, startDocument } from './run-document.ts';

let host: Host;
beforeEach(async () => {
  host = await createHost();
});
afterEach(() => removeHost(host));

function documentOf(script: string): string {
  const definition: CommandDefinition = { ...uptime, run: { ...uptime.run, script } };
  return documentContent(definition);
}

const EFFECT = 'echo once >>effects; echo "it is done"';
const run = (script: string, parameters = execution()) =>
  runDocument({ host, content: documentOf(script), parameters });
const effects = async () =>
  existsSync(join(host.work, 'effects')) ? readFile(join(host.work, 'effects'), 'utf8') : '';

describe('the fence', () => {
  it.each([
    ['no parameters', {}],
    ['no deadline', { ExecId: 'R-8C2MX' }],
    ['no id', { NotAfter: '9999999999' }],
    ['an id that is a path', { ExecId: '../R-8C2MX', NotAfter: '9999999999' }],
    ['parameters that were not filled in', { ExecId: '{{ ExecId }}', NotAfter: '{{ NotAfter }}' }],
  ])('runs nothing with %s in the environment', async (_what, parameters) => {
    expect(await run(EFFECT, parameters as Record<string, string>)).toMatchObject({ code: 91 });
    expect(await effects()).toBe('');
  });

  it.each([
    ['the very second of the deadline', () => String(Math.floor(Date.now() / 1000))],
    ['two hours late', () => String(Math.floor(Date.now() / 1000) - 7200)],
    ['a deadline that is no number', () => 'tomorrow'],
  ])('runs nothing at %s', async (_what, deadline) => {
    expect(await run(EFFECT, { ExecId: 'R-8C2MX', NotAfter: deadline() })).toMatchObject({ code: 92, stdout: '' });
    expect(await effects()).toBe('');
    expect(existsSync(join(host.exec, 'R-8C2MX'))).toBe(false);
  });

  it('runs the first time', async () => {
    expect(await run(EFFECT)).toEqual({ code: 0, stdout: 'it is done\n', stderr: '' });
    expect(await effects()).toBe('once\n');
  });

  it('gives a repeat the first answer, and runs nothing', async () => {
    await run(EFFECT);
    expect(await run(EFFECT)).toEqual({ code: 0, stdout: 'it is done\n', stderr: '' });
    expect(await effects()).toBe('once\n');
  });

  it('gives a repeat after the deadline the first answer: it was in time', async () => {
    await run(EFFECT);
    expect(await run(EFFECT, { ExecId: 'R-8C2MX', NotAfter: '1700000000' })).toMatchObject({ code: 0 });
  });

  it('lets the repeat of a failure fail as it failed', async () => {
    const failing = `${EFFECT}; exit 7`;
    expect(await run(failing)).toMatchObject({ code: 7, stdout: 'it is done\n' });
    expect(await run(failing)).toMatchObject({ code: 7, stdout: 'it is done\n' });
    expect(await effects()).toBe('once\n');
  });

  it.each([
    ['a command that fails', 'false; echo >>effects', 1],
    ['a failure inside a pipe', 'false | true; echo >>effects', 1],
    ['an unset variable', 'echo "$NO_SUCH"; echo >>effects', 1],
    ['fail', 'fail "it is broken"; echo >>effects', 1],
  ])('ends at %s', async (_what, script, code) => {
    expect(await run(script)).toMatchObject({ code });
    expect(await effects()).toBe('');
  });

  it('says unknown for one that was begun and never finished', async () => {
    await mkdir(join(host.exec, 'R-8C2MX'), { recursive: true });
    expect(await run(EFFECT)).toMatchObject({ code: 93 });
    expect(await effects()).toBe('');
  });

  it('says unknown after it was killed in the middle', async () => {
    const child = await startDocument({
      host,
      content: documentOf('echo >begun; exec /bin/sleep 30'),
      parameters: execution(),
    });
    const over = ended(child);
    while (!existsSync(join(host.work, 'begun'))) await new Promise((tick) => setTimeout(tick, 5));
    child.kill('SIGKILL');
    child.stdout?.destroy();
    child.stderr?.destroy();
    await over;
    expect(await run(EFFECT)).toMatchObject({ code: 93 });
    expect(await effects()).toBe('');
  });

  it('claims nothing where it cannot write', async () => {
    await writeFile(host.exec, 'a file where the directory should be');
    expect(await run(EFFECT)).toMatchObject({ code: 93 });
    expect(await effects()).toBe('');
  });

  it("lets a reboot's second pass go on, and tells it from a repeat", async () => {
    const script = `if [ -f "$claim/stage" ]; then ${EFFECT}; else echo first; echo >"$claim/stage"; exit 194; fi`;
    expect(await run(script)).toEqual({ code: 194, stdout: 'first\n', stderr: '' });
    const late = { ExecId: 'R-8C2MX', NotAfter: '1700000000' };
    expect(await run(script, late)).toEqual({ code: 0, stdout: 'first\nit is done\n', stderr: '' });
    expect(await run(script, late)).toEqual({ code: 0, stdout: 'first\nit is done\n', stderr: '' });
    expect(await effects()).toBe('once\n');
  });

  it('F19: has one effect when 50 start at once', async () => {
    const parameters = execution();
    const content = documentOf(EFFECT);
    const ran = await Promise.all(Array.from({ length: 50 }, () => runDocument({ host, content, parameters })));
    expect(await effects()).toBe('once\n');
    expect(ran.some(({ code }) => code === 0)).toBe(true);
    expect(ran.every(({ code }) => code === 0 || code === 93)).toBe(true);
  }, 30_000);

  it('is not held open by a daemon that the script leaves behind', async () => {
    const { code, stdout } = await run('/bin/sleep 20 & echo $! >daemon; echo "it is done"');
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'it is done\n' });
    process.kill(Number(await readFile(join(host.work, 'daemon'), 'utf8')));
  }, 15_000);

  it('forgets claims older than 30 days', async () => {
    const days = (count: number) => Date.now() / 1000 - count * 86_400;
    for (const [id, age] of [
      ['R-00001', 40],
      ['R-00002', 20],
    ] as const) {
      await mkdir(join(host.exec, id), { recursive: true });
      await utimes(join(host.exec, id), days(age), days(age));
    }
    await run(EFFECT);
    expect((await readdir(host.exec)).sort()).toEqual(['R-00002', 'R-8C2MX']);
  });
});
