import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { defineCommand } from '../../commands/define-command.ts';
import { plainName } from '../../commands/fields.ts';
import { describeOnHost, freshRun, type TestHost } from './host.ts';

/** A command that no matrix has, with what every guarded command gets. `script` is what it does after it is armed. */
function greeting(script = '', seconds = 60) {
  return defineCommand({
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
    undo: {
      words: 'The greeting of before comes back.',
      script: 'put_back /etc/greeting\necho "no $SSM_Word any more"',
    },
    run: {
      document: 'Remit-Greet',
      parameters: ({ word }) => ({ Word: [word] }),
      timeoutSeconds: 30,
      guard: { seconds },
      script: `
        if [ "$(cat /etc/greeting)" = "$SSM_Word" ]; then
          echo "already so"
          exit 0
        fi
        keep /etc/greeting
        arm
        printf '%s\\n' "$SSM_Word" >/etc/greeting
        ${script}
        left /etc/greeting`,
    },
  });
}
const hello = { word: 'hello' };
const ROLLED_BACK = 'no hello any more\nrolled back: all is as it was before\n';

describeOnHost('a guarded command', (host) => {
  beforeEach(() => host.write('/etc/greeting', 'before\n'));
  afterEach(() => host.restore());

  const greeted = () => host.read('/etc/greeting');

  async function greet(seconds: number, script = ''): Promise<string> {
    const run = freshRun();
    const ran = await host.run(greeting(script, seconds), hello, { run });
    expect(ran).toMatchObject({ status: 'Success', said: `applied; taken back in ${seconds} s unless it is kept\n` });
    expect(await greeted()).toBe('hello\n');
    return run;
  }

  it('stays when the host is told to keep it, also after its time', async () => {
    const run = await greet(3);
    expect(await host.keep(run)).toMatchObject({ status: 'Success', said: 'kept: the agent answered\n' });
    await timerOver(host, run);
    expect(await greeted()).toBe('hello\n');
    expect(await host.keep(run)).toMatchObject({ status: 'Success', said: 'kept: the agent answered\n' });
  });

  it('is taken back by the host itself when nobody tells it, and says so to whoever asks later', async () => {
    const run = await greet(3);
    await until(async () => (await greeted()) === 'before\n');
    expect(await host.keep(run)).toMatchObject({ status: 'Failed', code: 94, said: ROLLED_BACK });
    expect(await greeted()).toBe('before\n');
  });

  it('is taken back at once when the host is told to', async () => {
    const run = await greet(60);
    expect(await host.keep(run, { verdict: 'roll-back' })).toMatchObject({ code: 94, said: ROLLED_BACK });
    expect(await greeted()).toBe('before\n');
  });

  it('that was kept is not rolled back any more, and can be undone', async () => {
    const run = await greet(60);
    await host.keep(run);
    expect(await host.keep(run, { verdict: 'roll-back' })).toMatchObject({ status: 'Success' });
    expect(await greeted()).toBe('hello\n');
    expect(await host.undo(greeting(), hello, run)).toMatchObject({ status: 'Success', said: 'no hello any more\n' });
    expect(await greeted()).toBe('before\n');
  });

  it('that was rolled back has nothing left to undo', async () => {
    const run = await greet(60);
    await host.keep(run, { verdict: 'roll-back' });
    const ran = await host.undo(greeting(), hello, run);
    expect(ran.said).toBe(`nothing was changed: ${run} was taken back before, by its own guard\n`);
  });

  it('is either kept or rolled back, never both, when both are wanted in the same moment', async () => {
    const ends = new Set<string>();
    for (let race = 0; race < 12; race += 1) {
      const run = await greet(60);
      const told = await Promise.all([host.keep(run), host.keep(run, { verdict: 'roll-back' }), host.keep(run)]);
      const codes = new Set(told.map(({ code }) => code));
      expect(codes.size).toBe(1);
      const [code] = codes;
      expect(await greeted()).toBe(code === 0 ? 'hello\n' : 'before\n');
      ends.add(String(code));
      await host.write('/etc/greeting', 'before\n');
    }
    expect([...ends].every((end) => end === '0' || end === '94')).toBe(true);
  });

  it('that fails half-way takes back at once what it did, and fails as it failed', async () => {
    const ran = await host.run(greeting('fail "no, after all"'), hello);
    expect(ran).toMatchObject({ status: 'Failed', code: 1, said: `no, after all\n${ROLLED_BACK}` });
    expect(await greeted()).toBe('before\n');
  });

  it('that is killed half-way is taken back by its timer, which outlives the document', async () => {
    const run = freshRun();
    const ran = await host.run(greeting('exec sleep 600', 2), hello, { run, timeoutSeconds: 1 });
    expect(ran).toMatchObject({ status: 'Execution Timed Out' });
    expect(await greeted()).toBe('hello\n');
    await until(async () => (await greeted()) === 'before\n');
    expect(await host.keep(run)).toMatchObject({ code: 94, said: ROLLED_BACK });
  });

  it('that is slower than its own guard has been rolled back when it ends, and says so', async () => {
    const wait = 'until [ -f "$claim/rolled-back" ]; do sleep 0.1; done';
    const ran = await host.run(greeting(wait, 1), hello);
    expect(ran).toMatchObject({ status: 'Failed', code: 94, said: ROLLED_BACK });
    expect(await greeted()).toBe('before\n');
  });

  it('that finds all as it should be arms nothing, and there is nothing to keep', async () => {
    await host.write('/etc/greeting', 'hello\n');
    const run = freshRun();
    expect(await host.run(greeting(), hello, { run })).toMatchObject({ status: 'Success', said: 'already so\n' });
    const kept = await host.keep(run);
    expect(kept).toMatchObject({ status: 'Success', said: 'nothing was changed, and nothing is to be kept\n' });
  });

  it("says when somebody's later change keeps it from being rolled back", async () => {
    const run = await greet(60);
    await host.write('/etc/greeting', 'mine now\n');
    const ran = await host.keep(run, { verdict: 'roll-back' });
    expect(ran).toMatchObject({ status: 'Failed', code: 95 });
    expect(ran.said).toMatch(
      /^\/etc\/greeting was changed after R-[0-9A-F]+, and stays; .*\nit could not be taken back/,
    );
    expect(await greeted()).toBe('mine now\n');
  });

  it('of which a host has nothing is not kept there', async () => {
    expect(await host.keep(freshRun())).toMatchObject({ status: 'Failed', code: 1 });
  });

  it.each(['../R-8C2MX', '$(touch canary)', 'R 8', ''])('is not kept for a run called %j', async (kept) => {
    expect(await host.keep(kept)).toMatchObject({ status: 'InvalidParameters' });
  });
});

/** The timer of a run has woken up and ended. */
function timerOver(host: TestHost, run: string): Promise<void> {
  return until(async () => {
    const { exitCode } = await host.execute(`kill -0 "$(cat /var/lib/remit/exec/${run}/armed)"`);
    return exitCode !== 0;
  });
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let look = 0; look < 300; look += 1) {
    if (await holds()) return;
    await sleep(50);
  }
  throw new Error('it does not come to that');
}
