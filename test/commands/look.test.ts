import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { hardware } from '../../commands/hardware.ts';
import { load } from '../../commands/load.ts';
import { memory } from '../../commands/memory.ts';
import { ports } from '../../commands/ports.ts';
import { processes } from '../../commands/processes.ts';
import { describeOnHost, freshRun } from './host.ts';

describeOnHost('memory and load, on a host', (host) => {
  afterEach(() => host.restore());

  it('says how much memory is used, and swap', async () => {
    const { status, said } = await host.run(memory);
    expect(status).toBe('Success');
    expect(said).toMatch(
      /^\d+% of [\d.]+ (GB|MB) used, [\d.]+ (GB|MB) available( {2}<- nearly full)?\n(no swap|swap: \d+% of .* used)\n/,
    );
  });

  it("says the limit of a container's own, and marks one that is nearly reached", async () => {
    const limits = '/sys/fs/cgroup/';
    await host.write(`${limits}memory.max`, `${512 * 1048576}\n`);
    await host.write(`${limits}memory.current`, `${500 * 1048576}\n`);
    expect((await host.run(memory)).said).toContain('limit of its own: 98% of 512 MB used  <- nearly full\n');
    await host.write(`${limits}memory.max`, 'max\n');
    expect((await host.run(memory)).said).not.toContain('limit of its own');
    await host.bash(`rm -rf ${limits}`);
  });

  it('says the load for the number of processors, and what is busy now', async () => {
    const cpus = (await host.bash('nproc')).trim();
    const { status, said } = await host.run(load);
    expect(status).toBe('Success');
    expect(said).toMatch(new RegExp(`^[\\d.]+ [\\d.]+ [\\d.]+ \\(1, 5, 15 min\\), ${cpus} CPUs?`));
    expect(said).toMatch(/\nnow \d+% busy, \d+% waiting for disks, \d+% stolen by the host below\n/);
  });

  it.each([
    [memory, 'awk'],
    [load, 'nproc'],
  ] as const)('$name is ended at its time-out', async (command, program) => {
    await host.hang(program);
    expect(await host.run(command, {}, { timeoutSeconds: 1 })).toMatchObject({ status: 'Execution Timed Out' });
  });
});

describeOnHost('processes, on a host', (host) => {
  afterEach(() => host.restore());

  it('finds what keeps the processor busy and what holds memory, and shows no arguments', async () => {
    await host.bash(
      'cp /bin/bash /usr/local/bin/spinner; setsid /usr/local/bin/spinner -c "while :; do :; done" --token=hush >/dev/null 2>&1 & echo $! >/run/spinner.pid',
    );
    const { status, said } = await host.run(processes);
    await host.bash('pkill -x spinner');
    expect(status).toBe('Success');
    expect(said).toMatch(/^\d+ processes, \d+ waiting for a device, \d+ ended and not collected\n/);
    expect(said).toMatch(/by processor, in one second:\n(.*\n)* *[\d.]+% {2}spinner {2}pid \d+, root\n/);
    expect(said).toMatch(/by memory:\n(.*\n)* *[\d.]+ MB {2}nginx {2}pid \d+, (root|www-data)\n/);
    expect(said).not.toMatch(/hush|_script/);
    expect(said.split('\n').length).toBeLessThan(22);
  });

  it('fails where ps lists nothing', async () => {
    await host.shadow('ps', '#!/bin/sh\nexit 1\n');
    expect(await host.run(processes)).toMatchObject({ status: 'Failed', said: 'ps listed no process\n' });
  });

  it('is ended at its time-out', async () => {
    await host.hang('ps');
    expect(await host.run(processes, {}, { timeoutSeconds: 1 })).toMatchObject({ status: 'Execution Timed Out' });
  });
});

describeOnHost('ports, on a host', (host) => {
  afterEach(() => host.restore());

  it('lists each port with its program and where it can be reached', async () => {
    const { status, said } = await host.run(ports);
    expect(status).toBe('Success');
    expect(said).toBe('   80/tcp  nginx  every address\n 8081/tcp  perl  this host only\n');
  });

  it('answers the same run with the same lines', async () => {
    const run = freshRun();
    const first = await host.run(ports, {}, { run });
    await host.bash('systemctl stop worker');
    expect(await host.run(ports, {}, { run })).toEqual(first);
    expect((await host.run(ports)).said).toBe('   80/tcp  nginx  every address\n');
    await host.bash('systemctl start worker');
  });

  it('says where nothing listens, and where ss fails', async () => {
    await host.shadow('ss', '#!/bin/sh\nexit 0\n');
    expect(await host.run(ports)).toMatchObject({ status: 'Success', said: 'nothing listens\n' });
    await host.shadow('ss', '#!/bin/sh\necho "cannot open netlink"; exit 1\n');
    expect(await host.run(ports)).toMatchObject({ status: 'Failed', said: 'cannot open netlink\n' });
  });

  it('shows names of programs without what a terminal would obey', async () => {
    await host.shadow('ss', `#!/bin/sh\nprintf 'tcp LISTEN 0 5 [::]:22 [::]:* users:(("a\\033[2Jb",pid=7,fd=3))\\n'\n`);
    expect((await host.run(ports)).said).toBe('   22/tcp  a[2Jb  every address\n');
  });

  it('is ended at its time-out', async () => {
    await host.hang('ss');
    expect(await host.run(ports, {}, { timeoutSeconds: 1 })).toMatchObject({ status: 'Execution Timed Out' });
  });
});

describeOnHost('hardware, on a host', (host) => {
  afterEach(() => host.restore());

  it('says what this host does not have: silence would read as health', async () => {
    const { status, said } = await host.run(hardware);
    expect(status).toBe('Success');
    expect(said).toContain('Not to be seen here: disks of its own, software RAID, sensors, memory that counts errors');
    expect(said).toMatch(/Network\n( {2}\w+: no errors\n)+/);
  });

  it('reads disks, sensors and memory errors where the kernel shows them, and marks what is wrong', async () => {
    const files: Record<string, string> = {
      'block/sda/size': '976773168',
      'block/sda/queue/rotational': '0',
      'block/sda/device/model': 'Good SSD   ',
      'block/loop0/size': '8',
      'class/hwmon/hwmon0/name': 'coretemp',
      'class/hwmon/hwmon0/temp1_label': 'Package id 0',
      'class/hwmon/hwmon0/temp1_input': '101000',
      'class/hwmon/hwmon0/temp1_crit': '100000',
      'class/hwmon/hwmon0/temp2_input': '41000',
      'class/hwmon/hwmon0/fan1_input': '0',
      'devices/system/edac/mc/mc0/ce_count': '3',
      'devices/system/edac/mc/mc0/ue_count': '1',
    };
    for (const [path, text] of Object.entries(files)) await host.write(`/sys/${path}`, `${text}\n`);
    await host.shadow('smartctl', '#!/bin/sh\necho "SMART overall-health self-assessment test result: FAILED!"\n');
    const { said } = await host.run(hardware);
    await host.bash('rm -rf /sys/block /sys/class /sys/devices');
    expect(said.split('\n')).toEqual(
      expect.arrayContaining([
        '  sda: 500 GB, SSD Good SSD, health FAILED!  <- look at it',
        '  coretemp Package id 0: 101 °C  <- too hot',
        '  coretemp temp2_input: 41 °C',
        '  coretemp fan1_input: 0 turns a minute  <- stands still',
        '  mc0: 3 corrected, 1 not corrected  <- replace it',
      ]),
    );
    expect(said).not.toMatch(/loop0|No such file/);
  });

  it('does not wait for a disk that never answers', async () => {
    await host.write('/sys/block/sdb/size', '976773168\n');
    await host.hang('smartctl');
    await host.shadow('timeout', '#!/bin/sh\nshift\nexec /usr/bin/timeout 1 "$@"\n');
    const { status, said } = await host.run(hardware);
    await host.bash('rm -rf /sys/block');
    expect(status).toBe('Success');
    expect(said).toContain('  sdb: 500 GB, disk , health: it does not say\n');
  });
});

describeOnHost('a host with RAID and a bad network card', (host) => {
  let proc: Record<string, string>;
  beforeAll(async () => {
    proc = { REMIT_PROC: '/srv/proc' };
    await host.write(
      '/srv/proc/mdstat',
      [
        'Personalities : [raid1]',
        'md0 : active raid1 sda1[0] sdb1[1]',
        '      488254464 blocks super 1.2 [2/2] [UU]',
        '',
        'md1 : active raid1 sda2[0]',
        '      97589248 blocks super 1.2 [2/1] [U_]',
        '      [=>...................]  recovery =  8.5% (8334592/97589248) finish=7.9min speed=186K/sec',
        '',
        'unused devices: <none>',
        '',
      ].join('\n'),
    );
    await host.write(
      '/srv/proc/net/dev',
      [
        'Inter-|   Receive                                                |  Transmit',
        ' face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed',
        '    lo:  1000      10    9    9    0     0          0         0     1000      10    0    0    0     0       0          0',
        '  eth0: 90000     900   12    3    0     0          0         0    80000     800    5    0    0     0       0          0',
        '',
      ].join('\n'),
    );
  });
  afterAll(() => host.bash('rm -rf /srv/proc'));

  it('is told with its missing disk and its errors', async () => {
    const script = hardware.run.script;
    const ran = await host.execute(`set -euo pipefail\nclaim=/tmp\n${script}`, proc);
    expect(ran.stdout.split('\n')).toEqual(
      expect.arrayContaining([
        '  md0: raid1, whole [UU]',
        '  md1: raid1, DEGRADED [U_]  <- a disk is missing',
        '    recovery =  8.5% (8334592/97589248) finish=7.9min speed=186K/sec',
        '  eth0: 17 errors, 3 dropped since it is up  <- cable, port or card',
      ]),
    );
    expect(ran.stdout).not.toContain('lo:');
  });
});
