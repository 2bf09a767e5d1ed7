import { execFile } from 'node:child_process';
import { access, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Programs of the machine that isolated hosts are made with, and run with inside: they share its file system. */
const PROGRAMS = [
  ['unshare', '/usr/bin/unshare'],
  ['nsenter', '/usr/bin/nsenter'],
  ['setpriv', '/usr/bin/setpriv'],
  ['ip', '/sbin/ip', '/usr/sbin/ip', '/usr/bin/ip'],
  ['python3', '/usr/bin/python3'],
  ['ps and uptime (procps)', '/usr/bin/uptime'],
  ['perl', '/usr/bin/perl'],
  ['nginx', '/usr/sbin/nginx'],
] as const;

/** What must be there for isolated hosts, or the first thing that is not, in words that fit "because … is missing". */
export type Requirements = { readonly systemctl: string } | { readonly missing: string };

/**
 * Looks for every part that isolated hosts need. Nothing is fetched: a start must not depend on a network.
 *
 * Debian's daemonless `systemctl` is an unpacked package (`dpkg -x`), because installed the usual way it would remove
 * systemd; it is looked for in REMIT_SYSTEMCTL, under the home, and in /opt/remit/systemctl.
 */
export async function lookForRequirements(home: string): Promise<Requirements> {
  if (process.platform !== 'linux') return { missing: 'Linux' };
  if (process.getuid?.() !== 0) return { missing: 'root' };
  if (!(await exists('/proc/self/ns/time'))) return { missing: 'a kernel with time namespaces (Linux 5.6)' };
  if (!(await exists(`/proc/self/task/${process.pid}/children`))) return { missing: 'the list of children in /proc' };
  for (const [program, ...places] of PROGRAMS) {
    if (!(await firstOf(places))) return { missing: program };
  }
  if (!(await firstOf(['/lib/systemd/system/nginx.service', '/usr/lib/systemd/system/nginx.service']))) {
    return { missing: "nginx's unit file" };
  }
  const systemctl = await firstOf(
    [process.env['REMIT_SYSTEMCTL'], join(home, 'systemctl'), '/opt/remit/systemctl']
      .filter((dir) => dir !== undefined && dir !== '')
      .map((dir) => join(String(dir), 'usr/bin/systemctl')),
  );
  return systemctl === undefined ? { missing: "Debian's systemctl package" } : { systemctl };
}

/**
 * Byte-compiles Debian's systemctl, which else spends two thirds of every call (0.12 s) compiling itself.
 *
 * A process that ends while its state is read is told of by the kernel with ESRCH (proc(5)); Debian's program knows ENOENT
 * alone and prints an error for the other, which systemd never does. Both mean here that the process is gone.
 */
export async function compileSystemctl(systemctl: string, home: string): Promise<string> {
  const [mended, compiled] = [join(home, 'systemctl.py'), join(home, 'systemctl.pyc')];
  await mkdir(home, { recursive: true });
  const text = await readFile(systemctl, 'utf8');
  await writeFile(mended, text.replace('e.errno != errno.ENOENT', 'e.errno not in (errno.ENOENT, errno.ESRCH)'));
  const program = 'import py_compile, sys; py_compile.compile(sys.argv[1], cfile=sys.argv[2], doraise=True)';
  await run('/usr/bin/python3', ['-I', '-c', program, mended, compiled]);
  return compiled;
}

async function firstOf(places: readonly string[]): Promise<string | undefined> {
  for (const place of places) if (await exists(place)) return place;
  return undefined;
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
