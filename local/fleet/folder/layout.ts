import { access, chmod, mkdir, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

/** Where the parts of a folder host lie. */
export type Layout = {
  readonly dir: string;
  readonly bin: string;
  readonly logs: string;
  readonly home: string;
  readonly documents: string;
  readonly exec: string;
  /** When it booted, in seconds, and the id of that boot. */
  readonly boot: string;
  readonly bootId: string;
};

export function layoutOf(dir: string): Layout {
  return {
    dir,
    bin: join(dir, 'bin'),
    logs: join(dir, 'logs'),
    home: join(dir, 'root-home'),
    documents: join(dir, 'remit/documents'),
    exec: join(dir, 'remit/exec'), // the same place as /var/lib/remit/exec of an isolated host: a fence holds for both
    boot: join(dir, 'boot'),
    bootId: join(dir, 'boot-id'),
  };
}

/** Writes the directory of one folder host: its commands, first on PATH, and where its services log. */
export async function writeFolder(layout: Layout, busCall: readonly string[]): Promise<void> {
  for (const place of [layout.bin, join(layout.logs, 'nginx'), layout.home, layout.documents]) {
    await mkdir(place, { recursive: true });
  }
  const here = (name: string) => new URL(name, import.meta.url).pathname;
  await command(layout, 'systemctl', `exec ${quoted(process.execPath, here('systemctl.mjs'), ...busCall)} "$@"`);
  await command(
    layout,
    'journalctl',
    `REMIT_LOGS=${quoted(layout.logs)} exec /bin/sh ${quoted(here('../journalctl.sh'))} "$@"`,
  );
  await command(layout, 'uptime', `exec /bin/sh ${quoted(here('uptime.sh'), layout.boot)} "$@"`);
}

/** The nginx of this machine, or nothing: then a small web server of ours stands for it. */
export async function findNginx(path = process.env['PATH'] ?? ''): Promise<string | undefined> {
  for (const dir of [...path.split(delimiter), '/usr/sbin', '/usr/local/sbin', '/opt/homebrew/bin'].filter(Boolean)) {
    const found = await access(join(dir, 'nginx')).then(
      () => true,
      () => false,
    );
    if (found) return join(dir, 'nginx');
  }
  return undefined;
}

/** A whole configuration for an nginx with a prefix and a port of its own, in the foreground so that the keeper is its parent. */
export function nginxConf(logs: string, run: string, port: number): string {
  const temp = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `  ${name}_temp_path "${run}/${name}";`,
  );
  return [
    'daemon off;',
    'worker_processes 1;',
    `pid "${run}/nginx.pid";`,
    `error_log "${logs}/nginx/error.log" notice;`,
    'events { worker_connections 64; }',
    'http {',
    `  access_log "${logs}/nginx/access.log";`,
    ...temp,
    `  server { listen 127.0.0.1:${port}; location / { return 200 "nginx\\n"; } }`,
    '}',
    '',
  ].join('\n');
}

async function command({ bin }: Layout, name: string, line: string): Promise<void> {
  await writeFile(join(bin, name), `#!/bin/sh\n${line}\n`);
  await chmod(join(bin, name), 0o700);
}

function quoted(...words: string[]): string {
  return words.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ');
}
