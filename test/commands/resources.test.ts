import { afterEach, beforeEach, expect, it } from 'vitest';
import type { MaintenanceDefinition } from '../../bot/domain/command.ts';
import { resourcesSet } from '../../commands/resources-set.ts';
import { resourcesShow } from '../../commands/resources-show.ts';
import { describeOnHost, freshRun } from './host.ts';

const [cpu, memory, disk] = resourcesSet as [MaintenanceDefinition, MaintenanceDefinition, MaintenanceDefinition];
const PROGRAM = '/etc/remit/resources';
const went = (said: string | RegExp) => ({ status: 'Success', said: expect.stringMatching(said) });
const failed = (said: string | RegExp) => ({ status: 'Failed', code: 1, said: expect.stringMatching(said) });

/** The program that the owner of a platform would write; its platform is a file with a line a resource. */
const PLATFORM = `#!/bin/bash
set -euo pipefail
case "$1" in
  show) cat /srv/platform ;;
  set) sed -i "s/^$2 [^ ]*/$2 $3/" /srv/platform ;;
  *) exit 2 ;;
esac
`;

describeOnHost('resources of a container, on a host', (host) => {
  const install = (text = PLATFORM) =>
    host.write(PROGRAM, text).then(() => host.bash(`chown root:root ${PROGRAM}; chmod 755 ${PROGRAM}`));
  beforeEach(async () => {
    await host.write('/srv/platform', 'cpu 200 150\nmemory 4096 3072\ndisk unlimited 20480\n');
    await install();
  });
  afterEach(() => host.restore());
  const platform = () => host.read('/srv/platform');

  it('are shown with what is in use, and what is nearly full is marked', async () => {
    expect(await host.run(resourcesShow)).toMatchObject(
      went(
        '^cpu: 1.5 cores of 2 cores in use, 75 %\nmemory: 3 GB of 4 GB in use, 75 %\ndisk: 20 GB of unlimited in use\n$',
      ),
    );
    await host.write('/srv/platform', 'cpu 100 0\nmemory 512 500\n');
    expect(await host.run(resourcesShow)).toMatchObject(
      went('^cpu: nothing of 1 core in use, 0 %\nmemory: 500 MB of 512 MB in use, 98 %  <- nearly full\n$'),
    );
  });

  it('are set, once, and given back', async () => {
    const [first, again] = [freshRun(), freshRun()];
    expect(await host.run(memory, { amount: '8g' }, { run: first })).toMatchObject(went('^memory: 4 GB → 8 GB\n$'));
    expect(await platform()).toContain('memory 8192 3072\n');
    expect(await host.run(memory, { amount: '8192m' }, { run: again })).toMatchObject(
      went('^memory is 8 GB already: nothing was changed\n$'),
    );
    expect(await host.undo(memory, { amount: '8192m' }, again)).toMatchObject(went('nothing to take back'));
    expect(await host.undo(memory, { amount: '8g' }, first)).toMatchObject(went('^memory: 4 GB again\n$'));
    expect(await platform()).toContain('memory 4096 3072\n');
  });

  it.each([
    ['cpu', cpu, '0.5', 'cpu: 2 cores → 0.5 cores', 'cpu 50 150'],
    ['cpu', cpu, '1.25', 'cpu: 2 cores → 1.25 cores', 'cpu 125 150'],
    ['disk', disk, '100g', 'disk: unlimited → 100 GB', 'disk 102400 20480'],
  ] as const)('of %s are set, and given back', async (_name, command, amount, said, stands) => {
    const run = freshRun();
    expect(await host.run(command, { amount }, { run })).toMatchObject(went(`^${said}\n$`));
    expect(await platform()).toContain(`${stands}\n`);
    expect(await host.undo(command, { amount }, run)).toMatchObject(went('again\n$'));
    expect(await platform()).toBe('cpu 200 150\nmemory 4096 3072\ndisk unlimited 20480\n');
  });

  it('are never set below what is in use, in either direction', async () => {
    expect(await host.run(memory, { amount: '3g' })).toMatchObject(
      failed('^nothing was changed: 3 GB of memory are in use, and 3 GB would not hold them\n$'),
    );
    expect(await host.run(disk, { amount: '512m' })).toMatchObject(failed('^nothing was changed: 20 GB of disk'));
    const run = freshRun();
    await host.run(memory, { amount: '8g' }, { run });
    await host.bash('sed -i "s/^memory 8192.*/memory 8192 6000/" /srv/platform');
    expect(await host.undo(memory, { amount: '8g' }, run)).toMatchObject(
      failed('^nothing was changed: 5.859 GB of memory are in use, and 4 GB would not hold them\n$'),
    );
    expect(await platform()).toContain('memory 8192 6000\n');
  });

  it('that somebody set later stay', async () => {
    const run = freshRun();
    await host.run(cpu, { amount: '4' }, { run });
    await host.bash('sed -i "s/^cpu 400/cpu 300/" /srv/platform');
    expect(await host.undo(cpu, { amount: '4' }, run)).toMatchObject(
      failed(`^nothing was changed: cpu was set to 3 cores after ${run}, and stays\n$`),
    );
  });

  it('that the platform does not know are said to be unknown', async () => {
    await host.write('/srv/platform', 'cpu 200 150\n');
    expect(await host.run(disk, { amount: '10g' })).toMatchObject(
      failed('^nothing was changed: /etc/remit/resources knows no disk here\n$'),
    );
  });

  it.each([
    ['is not there', `rm ${PROGRAM}`, 'does not say how its resources are managed: /etc/remit/resources is not there'],
    ['is no program', `chmod 644 ${PROGRAM}`, 'is no program\n$'],
    ['others may write', `chmod 775 ${PROGRAM}`, "must be root's, and writable by nobody else\n$"],
    ["is not root's", `chown www-data ${PROGRAM}`, "must be root's, and writable by nobody else\n$"],
  ])('are not touched where the program %s', async (_what, change, said) => {
    await host.bash(change);
    expect(await host.run(resourcesShow)).toMatchObject(failed(said));
    expect(await host.run(memory, { amount: '8g' })).toMatchObject(failed(said));
  });

  it.each([
    ['fails', 'echo no route >&2; exit 3', 'show failed: no route'],
    ['says something else', 'echo "<html>502"', 'does not say cpu|memory|disk LIMIT USED in: <html>502'],
  ])('are not touched where the program %s', async (_what, body, said) => {
    await install(`#!/bin/sh\n${body}\n`);
    const ran = await host.run(cpu, { amount: '2' });
    expect(ran).toMatchObject({ code: 1, said: expect.stringContaining(said) });
  });

  it('are believed as they are listed, not as the program ends', async () => {
    await install(PLATFORM.replace(/set\).*/, 'set) exit 0 ;;'));
    expect(await host.run(cpu, { amount: '4' })).toMatchObject(
      failed('^cpu is 2 cores, though /etc/remit/resources set says that it was changed\n$'),
    );
  });

  it('of a platform that hangs: the run is ended, and what it did is unknown', async () => {
    await install('#!/bin/sh\nexec sleep 600\n');
    const run = freshRun();
    expect(await host.run(cpu, { amount: '4' }, { run, timeoutSeconds: 1 })).toMatchObject({
      status: 'Execution Timed Out',
    });
    expect(await host.run(cpu, { amount: '4' }, { run })).toMatchObject({ code: 93 });
  });
});
