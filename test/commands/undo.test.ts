import { afterEach, beforeEach, expect, it } from 'vitest';
import { defineCommand } from '../../commands/define-command.ts';
import { plainName } from '../../commands/fields.ts';
import { describeOnHost, freshRun } from './host.ts';

/** A command that no matrix has: it shows what every command gets that keeps what it changes. */
const greet = defineCommand({
  name: 'greet',
  activity: 'editing-system-files',
  summary: 'Set the greeting of targets',
  pattern: 'greet <word> on <targets>',
  examples: ['greet hello on host-7'],
  fields: { word: plainName({ label: 'Word', example: 'hello' }) },
  risk: 'change',
  role: 'operator',
  approval: { production: { of: 1, from: 'approver' }, staging: 'none' },
  repeatable: true,
  effect: ({ word }) => `sets the greeting to ${word}`,
  title: ({ word }) => ({ ask: `Greet with ${word}`, doing: `Greeting with ${word}`, done: `Greeted with ${word}` }),
  undo: { words: 'The greeting of before comes back.', script: 'put_back /etc/greeting\necho "as before"' },
  run: {
    document: 'Remit-Greet',
    parameters: ({ word }) => ({ Word: [word] }),
    timeoutSeconds: 30,
    script: `
      keep /etc/greeting
      printf '%s\\n' "$SSM_Word" >/etc/greeting
      left /etc/greeting
      echo "greets with $SSM_Word"`,
  },
});
const hello = { word: 'hello' };

describeOnHost('an undo', (host) => {
  beforeEach(() => host.bash('rm -f /etc/greeting'));
  afterEach(() => host.restore());

  async function greeted(): Promise<string> {
    const run = freshRun();
    expect(await host.run(greet, hello, { run })).toMatchObject({ status: 'Success', said: 'greets with hello\n' });
    return run;
  }

  it('gives back the file with its content, owner and rights', async () => {
    await host.bash('echo good day >/etc/greeting; chown www-data:adm /etc/greeting; chmod 640 /etc/greeting');
    const run = await greeted();
    expect(await host.undo(greet, hello, run)).toMatchObject({ status: 'Success', said: 'as before\n' });
    expect(await host.read('/etc/greeting')).toBe('good day\n');
    expect(await host.bash('stat -c "%U %G %a" /etc/greeting')).toBe('www-data adm 640\n');
  });

  it('removes a file that was not there before', async () => {
    const run = await greeted();
    expect(await host.undo(greet, hello, run)).toMatchObject({ status: 'Success' });
    expect(await host.read('/etc/greeting')).toBeUndefined();
  });

  it('gives back a link as the link that it was', async () => {
    await host.bash('echo far >/etc/far; ln -s /etc/far /etc/greeting');
    const run = freshRun();
    const cut = {
      ...greet,
      run: { ...greet.run, script: greet.run.script.replace('printf', 'rm /etc/greeting; printf') },
    };
    await host.run(cut, hello, { run });
    expect(await host.undo(cut, hello, run)).toMatchObject({ status: 'Success' });
    expect(await host.bash('readlink /etc/greeting')).toBe('/etc/far\n');
  });

  it("leaves somebody's later change alone, and says so", async () => {
    const run = await greeted();
    await host.write('/etc/greeting', 'mine now\n');
    const ran = await host.undo(greet, hello, run);
    expect(ran).toMatchObject({ status: 'Failed', code: 1 });
    expect(ran.said).toMatch(
      /^\/etc\/greeting was changed after R-[0-9A-F]+, and stays; as it was before that run it lies in /,
    );
    expect(await host.read('/etc/greeting')).toBe('mine now\n');
  });

  it('leaves alone what only changed its rights', async () => {
    const run = await greeted();
    await host.bash('chmod 600 /etc/greeting');
    expect(await host.undo(greet, hello, run)).toMatchObject({ status: 'Failed', code: 1 });
    expect(await host.read('/etc/greeting')).toBe('hello\n');
  });

  it('happens once: a second one says by which run it was taken back', async () => {
    const run = await greeted();
    const undo = freshRun();
    await host.undo(greet, hello, run, { run: undo });
    const ran = await host.undo(greet, hello, run);
    expect(ran).toMatchObject({
      status: 'Failed',
      said: `nothing was changed: ${run} was taken back before, by ${undo}\n`,
    });
  });

  it('that failed can be tried again', async () => {
    const run = await greeted();
    await host.write('/etc/greeting', 'mine now\n');
    await host.undo(greet, hello, run);
    await host.write('/etc/greeting', 'hello\n');
    expect(await host.undo(greet, hello, run)).toMatchObject({ status: 'Success' });
  });

  it('repeats its first answer for the same run', async () => {
    const run = await greeted();
    const undo = freshRun();
    const first = await host.undo(greet, hello, run, { run: undo });
    expect(await host.undo(greet, hello, run, { run: undo })).toEqual(first);
  });

  it.each(['../R-8C2MX', '$(touch canary)', 'R 8', ''])('is refused for a run called %j', async (undone) => {
    expect(await host.undo(greet, hello, undone)).toMatchObject({ status: 'InvalidParameters' });
  });
});
