import { afterEach, expect, it } from 'vitest';
import { assess } from '../../commands/assess.ts';
import { restart } from '../../commands/restart.ts';
import { status } from '../../commands/status.ts';
import { stop } from '../../commands/stop.ts';
import { describeOnHost, freshRun } from './host.ts';

/** The lines below a heading of the report. */
function part(said: string, heading: string): string[] {
  const lines = said.split('\n');
  const from = lines.indexOf(heading);
  const rest = lines.slice(from + 1);
  const end = rest.findIndex((line) => !line.startsWith('  '));
  return from < 0 ? [] : rest.slice(0, end);
}

describeOnHost('assess, on a host', (host) => {
  afterEach(() => host.restore());
  const certificate = (name: string, days: number) =>
    host.bash(
      `mkdir -p /etc/nginx/tls; openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout /dev/null -out /etc/nginx/tls/${name}.pem -days ${days} -subj /CN=${name}.acme.example 2>/dev/null
      mkdir -p /etc/nginx/sites-enabled; echo "ssl_certificate /etc/nginx/tls/${name}.pem;" >/etc/nginx/sites-enabled/${name}`,
    );

  it('has each part, in a form that a phone shows', async () => {
    const ran = await host.run(assess);
    expect(ran.status).toBe('Success');
    const { said } = ran;
    expect(said.split('\n')[0]).toMatch(/^host-1, up .+: (nothing stands out|\d+ to look at)$/);
    expect(part(said, 'Load')[0]).toMatch(/\(1, 5, 15 min\), \d+ CPU/);
    expect(part(said, 'Memory')[0]).toMatch(/% of .* used/);
    expect(part(said, 'Disks').some((line) => line.endsWith(', /'))).toBe(true);
    expect(part(said, 'Services')).toEqual(['  2 running']);
    expect(part(said, 'Ports')).toEqual(['     80/tcp  nginx  every address', '   8081/tcp  perl  this host only']);
    expect(said).toContain('\nErrors: none in the last hour\n');
    expect(Math.max(...said.split('\n').map((line) => line.length))).toBeLessThan(130);
  });

  it('tells first what is wrong, with the part it is from', async () => {
    await host.shadow('nproc', '#!/bin/sh\necho 0\n');
    await host.shadow(
      'df',
      "#!/bin/sh\ncase $1 in -hP) printf 'Filesystem Size Used Avail Use%% Mounted on\\n/dev/vda1 40G 39G 1G 97%% /\\n' ;; *) echo ;; esac\n",
    );
    await host.shadow(
      'systemctl',
      '#!/bin/sh\ncase "$*" in *failed*) echo "orders.service loaded failed failed Orders" ;; esac\n',
    );
    await certificate('shop', 6);
    const { said } = await host.run(assess);
    const [first = '', ...lines] = said.split('\n');
    expect(first).toMatch(/: [4-6] to look at$/);
    const wrong = lines.slice(0, lines.indexOf(''));
    expect(wrong).toEqual(
      expect.arrayContaining([
        '  Disks: nearly full',
        '    97% of 40G, /',
        '  Services: see its log',
        '    orders failed',
        '  Certificates: renew it',
        expect.stringMatching(/^ {4}[56] days {2}shop\.acme\.example, until \d{4}-\d{2}-\d{2}$/),
      ]),
    );
  });

  it('lists certificates with the one that ends first on top, and counts the rest', async () => {
    for (const [name, days] of [
      ['a', 90],
      ['b', 20],
      ['c', 400],
      ['d', 50],
      ['e', 60],
      ['f', 70],
    ] as const)
      await certificate(name, days);
    await host.write('/etc/nginx/tls/bad.pem', 'no certificate\n');
    await host.write('/etc/nginx/sites-enabled/bad', 'ssl_certificate /etc/nginx/tls/bad.pem;\n');
    const lines = part((await host.run(assess)).said, 'Certificates');
    await host.bash('rm -rf /etc/nginx/sites-enabled /etc/nginx/tls');
    expect(lines).toEqual([
      '     0 days  /etc/nginx/tls/bad.pem cannot be read  <- look at it',
      expect.stringMatching(/^ {5}[56] days {2}shop\.acme\.example, until .* <- renew it$/),
      expect.stringMatching(/^ {4}(19|20) days {2}b\.acme\.example, until \d{4}-\d{2}-\d{2}$/),
      expect.stringMatching(/^ {4}(49|50) days {2}d\.acme\.example, /),
      expect.stringMatching(/^ {4}(59|60) days {2}e\.acme\.example, /),
      '  and 3 more, later',
    ]);
  });

  it('shows the last errors, without what a terminal would obey, and cut to a line', async () => {
    await host.bash(
      `printf '2026/11/21 16:00:00 [error] 12#12: \\033[2Jupstream %s\\n2026/11/21 16:00:00 [notice] 12#12: fine\\n' "$(printf 'x%.0s' {1..500})" >>/var/log/nginx/error.log`,
    );
    const lines = part((await host.run(assess)).said, 'Errors');
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^ {2}2026\/11\/21 16:00:00 \[error\] 12#12: \[2Jupstream x+…$/);
    expect(lines[0]?.length).toBeLessThan(125);
  });

  it('tells what Remit changed in the last day, what failed, and not what it only read', async () => {
    const [changed, failed] = [freshRun(), freshRun()];
    await host.run(status, { service: 'nginx' });
    await host.run(restart, { service: 'worker' }, { run: changed });
    await host.run(restart, { service: 'wroker' }, { run: failed });
    await host.run(stop, { service: 'worker' }, { run: 'R-YESTERDAY' });
    await host.bash('touch -d "25 hours ago" /var/lib/remit/exec/R-YESTERDAY/change; systemctl start worker');
    const lines = part((await host.run(assess)).said, 'Changed by Remit in a day');
    expect(lines).toEqual([
      expect.stringMatching(/^ {2}\d\d:\d\d restart, failed \(5\): Failed to restart wroker/),
      expect.stringMatching(/^ {2}\d\d:\d\d restart, done: pid \d+ → \d+, active$/),
    ]);
  });

  it('says that a change was taken back', async () => {
    const run = freshRun();
    await host.run(stop, { service: 'worker' }, { run });
    await host.undo(stop, { service: 'worker' }, run);
    const [last] = part((await host.run(assess)).said, 'Changed by Remit in a day');
    expect(last).toMatch(/^ {2}\d\d:\d\d undo stop, done: active, pid \d+$/);
  });

  it("stays far below SSM's 24,000 characters on a host where everything is wrong", async () => {
    await host.bash(
      'for i in {1..900}; do echo "2026/11/21 [error] $i $(printf "y%.0s" {1..300})"; done >>/var/log/nginx/error.log',
    );
    await host.shadow(
      'ss',
      `#!/bin/bash\nfor p in {1..60}; do echo "tcp LISTEN 0 5 0.0.0.0:$p 0.0.0.0:* users:((\\"p$p\\",pid=7,fd=3))"; done\n`,
    );
    const { status: ended, said } = await host.run(assess);
    expect(ended).toBe('Success');
    expect(said.length).toBeLessThan(8000);
  });

  it('tells the rest when one part hangs, and is ended when all does', async () => {
    await host.hang('journalctl');
    await host.shadow('timeout', '#!/bin/sh\nshift\nexec /usr/bin/timeout 1 "$@"\n');
    expect(part((await host.run(assess)).said, 'Ports')).toHaveLength(2);
    await host.hang('hostname');
    expect(await host.run(assess, {}, { timeoutSeconds: 2 })).toMatchObject({ status: 'Execution Timed Out' });
  });

  it('is the same report for the same run', async () => {
    const run = freshRun();
    const first = await host.run(assess, {}, { run });
    expect(await host.run(assess, {}, { run })).toEqual(first);
  });
});
