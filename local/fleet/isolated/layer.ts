import { chmod, copyFile, mkdir, readFile, rename, stat, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Platform } from '../../seed-targets.ts';
import { portOf } from '../host.ts';

const SCRIPTS = new URL('.', import.meta.url).pathname;

/** Our nginx, not the machine's: a developer's own sites and certificates have no place on a host of the fleet. */
const NGINX_CONF = `user www-data;
worker_processes 1;
pid /run/nginx.pid;
error_log /var/log/nginx/error.log notice;
events { worker_connections 64; }
http {
  access_log /var/log/nginx/access.log;
  server {
    listen 80 default_server;
    location / { return 200 "nginx on $hostname\\n"; }
  }
}
`;

/**
 * Where a host gets packages: a directory of its own, empty at first, with lists of its own. It has no network, and what
 * the machine's lists offer could not be fetched.
 */
const APT_CONF = `Dir::Etc::SourceList "/etc/apt/host.list";
Dir::Etc::SourceParts "/nonexistent";
Dir::State::Lists "/var/lib/apt/host-lists";
Dir::Cache::pkgcache "";
Dir::Cache::srcpkgcache "";
APT::Sandbox::User "root";
`;

type Layer = {
  readonly dir: string;
  readonly name: string;
  readonly services: readonly string[];
  readonly platform: readonly Platform[];
  readonly systemctl: string;
};

/**
 * Writes what an isolated host has over the machine's own file system: the overlay's upper layer, before it is mounted.
 *
 * Our tools are written at every start. Configuration and logs only when absent: what a command changed on a host is
 * that host's state, and survives a restart as on any machine.
 */
export async function writeLayer({ dir, name, services, platform, systemctl }: Layer): Promise<void> {
  const upper = join(dir, 'upper');
  for (const place of ['remit', 'root-home', 'home']) await mkdir(join(dir, place), { recursive: true });
  const tools: [from: string, to: string, mode: number][] = [
    [systemctl, 'usr/lib/remit/systemctl.pyc', 0o644],
    [join(SCRIPTS, 'init.sh'), 'usr/lib/remit/init.sh', 0o755],
    [join(SCRIPTS, 'service.pl'), 'usr/lib/remit/service.pl', 0o755],
    [join(SCRIPTS, 'systemctl.sh'), 'usr/bin/systemctl', 0o755],
    [join(SCRIPTS, '../journalctl.sh'), 'usr/bin/journalctl', 0o755],
  ];
  for (const [from, to, mode] of tools) await copy(from, join(upper, to), mode);
  const files: [path: string, content: string][] = [
    ['etc/hostname', `${name}\n`],
    ['etc/hosts', `127.0.0.1 localhost ${name}\n::1 localhost\n10.77.0.10 shop.acme.example\n`],
    ['etc/nginx/nginx.conf', NGINX_CONF],
    ['etc/apt/apt.conf.d/99host', APT_CONF],
    ['etc/apt/host.list', 'deb [trusted=yes] file:/srv/packages ./\n'],
    ['srv/packages/Packages', ''],
    ['var/lib/apt/host-lists/lock', ''],
    ['var/log/nginx/access.log', ''],
    ['var/log/nginx/error.log', ''],
    ...services.filter((service) => service !== 'nginx').map(unitFile),
  ];
  for (const [path, content] of files) await writeWhenAbsent(join(upper, path), content);
  for (const program of platform) {
    const text = await readFile(join(SCRIPTS, 'platform', `${program}.sh`), 'utf8');
    await writeWhenAbsent(join(upper, `etc/remit/${program}`), text, 0o755);
  }
  for (const service of services) await enable(service, upper);
}

function unitFile(service: string): [path: string, content: string] {
  const unit = [
    '[Unit]',
    `Description=The ${service} of the local fleet`,
    '[Service]',
    'Type=forking',
    `PIDFile=/run/${service}.pid`,
    `ExecStart=/usr/bin/perl /usr/lib/remit/service.pl ${service} ${portOf(service)}`,
    '[Install]',
    'WantedBy=multi-user.target',
  ];
  return [`etc/systemd/system/${service}.service`, `${unit.join('\n')}\n`];
}

/** Enables a unit: the daemonless systemctl says "unknown" of one that runs and is not enabled, where systemd says "active". */
async function enable(service: string, upper: string): Promise<void> {
  const wants = join(upper, 'etc/systemd/system/multi-user.target.wants');
  await mkdir(wants, { recursive: true, mode: 0o755 });
  const unit = service === 'nginx' ? '/lib/systemd/system/nginx.service' : `/etc/systemd/system/${service}.service`;
  await symlink(unit, join(wants, `${service}.service`)).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code !== 'EEXIST') throw cause;
  });
}

async function copy(from: string, to: string, mode: number): Promise<void> {
  await mkdir(dirname(to), { recursive: true, mode: 0o755 });
  await copyFile(from, `${to}.new`);
  await chmod(`${to}.new`, mode);
  await rename(`${to}.new`, to);
}

async function writeWhenAbsent(path: string, content: string, mode = 0o644): Promise<void> {
  const there = await stat(path).then(
    () => true,
    () => false,
  );
  if (there) return;
  await mkdir(dirname(path), { recursive: true, mode: 0o755 });
  await writeFile(path, content, { mode });
}
