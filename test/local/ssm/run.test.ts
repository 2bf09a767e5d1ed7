import { CancelCommandCommand, ListCommandsCommand } from '@aws-sdk/client-ssm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { kindsHere } from '../fleet/here.ts';
import { type Bench, fence, startBench } from './bench.ts';
import { documentOf } from './documents.ts';

describe.each(kindsHere)('SSM over %s hosts', (kind) => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await startBench(kind, 'host-4', 'host-5', 'host-6');
  });
  afterAll(() => bench.stop());

  const pidOf = async (name: string) =>
    (await bench.host(name).services()).find(({ service }) => service === 'nginx')?.pid;

  it('restarts a service for real: Success, a new process, the port answers', async () => {
    const before = await pidOf('host-4');
    const commandId = await bench.send(documentOf('restart'), ['host-4'], {
      Parameters: { Service: ['nginx'] },
      Comment: 'remit:R-8C2MX',
    });
    const [invocation] = await bench.over(commandId);
    expect(invocation).toMatchObject({
      Status: 'Success',
      StatusDetails: 'Success',
      InstanceId: bench.id('host-4'),
      Comment: 'remit:R-8C2MX',
    });
    expect(invocation?.CommandPlugins).toEqual([
      expect.objectContaining({
        Name: 'restart',
        ResponseCode: 0,
        Output: expect.stringMatching(/^pid [0-9]+ → [0-9]+, active\n$/),
      }),
    ]);
    expect(await pidOf('host-4')).not.toBe(before);
    expect((await bench.host('host-4').services()).every(({ answers }) => answers)).toBe(true);
  });

  it("fails with the unit's code for an unknown unit, and says so as the agent does", async () => {
    const commandId = await bench.send(documentOf('restart'), ['host-4'], { Parameters: { Service: ['nope'] } });
    expect(await bench.over(commandId)).toEqual([
      expect.objectContaining({ Status: 'Failed', StatusDetails: 'Failed' }),
    ]);
    expect(await bench.output(commandId, 'host-4')).toMatchObject({
      ResponseCode: 5,
      StandardOutputContent: 'Failed to restart nope.service: Unit nope.service not found.\n',
      StandardErrorContent: 'failed to run commands: exit status 5',
    });
  });

  it('reports an execution time-out', async () => {
    const commandId = await bench.send('Test-Slow', ['host-5']);
    expect(await bench.over(commandId)).toEqual([
      expect.objectContaining({ Status: 'TimedOut', StatusDetails: 'Execution Timed Out' }),
    ]);
    expect(await bench.output(commandId, 'host-5')).toMatchObject({ ResponseCode: 137 });
  });

  it('cancels what runs, and what has not begun', async () => {
    const commandId = await bench.send('Test-Wait', ['host-4', 'host-5'], { MaxConcurrency: '1' });
    await bench.until(commandId, ([first]) => first?.Status === 'InProgress');
    await bench.client().send(new CancelCommandCommand({ CommandId: commandId }));
    const invocations = await bench.over(commandId);
    expect(invocations.map(({ StatusDetails }) => StatusDetails)).toEqual(['Cancelled', 'Cancelled']);
    expect(invocations.map(({ CommandPlugins }) => CommandPlugins?.[0]?.ResponseCode)).toEqual([137, -1]);
    const { Commands } = await bench.client().send(new ListCommandsCommand({ CommandId: commandId }));
    expect(Commands?.[0]).toMatchObject({ Status: 'Cancelled', CompletedCount: 2, TargetCount: 2 });
  });

  it('reboots the host on exit code 194 and starts the same script again, once', async () => {
    const booted = bench.host('host-6').bootedAt();
    const commandId = await bench.send(documentOf('reboot'), ['host-6']);
    const [invocation] = await bench.over(commandId);
    expect(invocation).toMatchObject({ StatusDetails: 'Success' });
    expect(invocation?.CommandPlugins?.[0]?.Output).toMatch(/^up again [0-9]+ s .*\nactive again: nginx worker \n$/);
    expect(bench.host('host-6').bootedAt()).toBeGreaterThan(booted);
    expect((await bench.host('host-6').services()).every(({ answers }) => answers)).toBe(true);
  });

  it.each(['status', 'uptime', 'disk', 'logs'])('runs the shipped document of %s', async (command) => {
    const fields = { Service: ['nginx'], Lines: ['5'] };
    const wanted = command === 'logs' ? fields : { Service: fields.Service };
    const Parameters = ['status', 'logs'].includes(command) ? wanted : {};
    const [invocation] = await bench.over(await bench.send(documentOf(command), ['host-4'], { Parameters }));
    expect(invocation).toMatchObject({ StatusDetails: 'Success' });
    expect(invocation?.CommandPlugins?.[0]?.Output).toMatch(
      { status: /active.*since/, uptime: /up .*load/, disk: /%/, logs: /./ }[command] ?? /^$/,
    );
  });

  it('runs a repeated execution once, and gives its first result again', async () => {
    const once = fence();
    const outputs = [];
    for (let time = 0; time < 2; time++) {
      const commandId = await bench.send('Test-Once', ['host-4'], { Parameters: once });
      const [invocation] = await bench.over(commandId);
      outputs.push(invocation?.CommandPlugins?.[0]?.Output?.trim());
    }
    expect(outputs).toEqual([outputs[0], outputs[0]]);
    expect(outputs[0]).toMatch(/^[0-9]+$/);
  });

  it('waits for a host that is offline, and runs when it is back in time', async () => {
    bench.host('host-5').online = false;
    const commandId = await bench.send(documentOf('restart'), ['host-5'], {
      Parameters: { Service: ['worker'] },
      TimeoutSeconds: 30,
    });
    await bench.until(commandId, ([one]) => one?.StatusDetails === 'Delayed');
    bench.host('host-5').online = true;
    expect(await bench.over(commandId)).toEqual([expect.objectContaining({ StatusDetails: 'Success' })]);
  });

  it('gives up a delivery after TimeoutSeconds, and never runs it later', async () => {
    bench.host('host-5').online = false;
    const commandId = await bench.send('Test-Once', ['host-5'], { TimeoutSeconds: 30 });
    await bench.until(commandId, ([one]) => one?.StatusDetails === 'Delayed');
    bench.push(30_000);
    const [invocation] = await bench.over(commandId);
    bench.host('host-5').online = true;
    expect(invocation).toMatchObject({ Status: 'TimedOut', StatusDetails: 'Delivery Timed Out' });
    expect(await bench.output(commandId, 'host-5')).toMatchObject({ ResponseCode: -1, ExecutionStartDateTime: '' });
  });

  it('hears a report late from a host that went offline meanwhile', async () => {
    const commandId = await bench.send('Test-Once', ['host-5'], { Parameters: { Seconds: ['2'] } });
    await bench.until(commandId, ([one]) => one?.StatusDetails === 'InProgress');
    bench.host('host-5').online = false;
    await new Promise((resolve) => setTimeout(resolve, 2300));
    expect(await bench.list(commandId)).toEqual([expect.objectContaining({ StatusDetails: 'InProgress' })]);
    bench.host('host-5').online = true;
    expect(await bench.over(commandId)).toEqual([expect.objectContaining({ StatusDetails: 'Success' })]);
  });

  it('keeps a command that waits for its host over a restart', async () => {
    bench.host('host-6').online = false;
    const commandId = await bench.send('Test-Once', ['host-6'], { Comment: 'remit:waits' });
    await bench.until(commandId, ([one]) => one?.StatusDetails === 'Delayed');
    await bench.restart();
    const [invocation] = await bench.over(commandId);
    expect(invocation).toMatchObject({ StatusDetails: 'Success', Comment: 'remit:waits' });
  });

  it('runs again at the next start what was running at the end: the fence answers, nothing is done twice', async () => {
    const running = fence();
    const commandId = await bench.send('Test-Wait', ['host-4'], { Parameters: running });
    await bench.until(commandId, ([one]) => one?.StatusDetails === 'InProgress');
    await bench
      .fleet()
      .hosts.find(({ name }) => name === 'host-4')
      ?.services();
    await new Promise((resolve) => setTimeout(resolve, 400)); // past its fence
    await bench.restart();
    const [invocation] = await bench.over(commandId);
    expect(invocation).toMatchObject({ StatusDetails: 'Failed' });
    expect(invocation?.CommandPlugins?.[0]?.ResponseCode).toBe(93); // claimed, unfinished: nobody knows
  });
});
