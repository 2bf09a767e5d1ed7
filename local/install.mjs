/**
 * Installs the packages when they are missing or are not the ones that package-lock.json names; otherwise does nothing,
 * in a few milliseconds. Runs before `npm start` and `npm test`, so it may use what Node 20 brings and nothing else.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const OLDEST_NODE = 20;
const root = fileURLToPath(new URL('..', import.meta.url));

const stale = whatIsStale();
if (Number.parseInt(process.versions.node, 10) < OLDEST_NODE) {
  stop(`Remit needs Node ${OLDEST_NODE} or newer; this is Node ${process.versions.node}. Install one from nodejs.org.`);
}
if (stale) install(stale);

/**
 * Why the packages have to be installed, or undefined. npm writes node_modules/.package-lock.json as the last step of
 * an install, so an install that was cut off half-way has none. Packages for other machines are absent from it. A package
 * that is there in the version that is wanted counts, whoever put it there.
 */
function whatIsStale() {
  const installed = packagesOf('node_modules/.package-lock.json');
  if (!installed) return 'they are not there yet';
  const wanted = packagesOf('package-lock.json') ?? {};
  const differing = Object.keys({ ...wanted, ...installed }).find((path) => path !== '' && differs(path));
  return differing && `${differing} is not what package-lock.json names`;

  function differs(path) {
    if (!wanted[path]) return true;
    if (!installed[path]) return !wanted[path].optional && versionOf(path) !== wanted[path].version;
    return wanted[path].version !== installed[path].version || wanted[path].integrity !== installed[path].integrity;
  }
}

function packagesOf(path) {
  return read(path)?.packages;
}

function versionOf(path) {
  return read(`${path}/package.json`)?.version;
}

function read(path) {
  try {
    return JSON.parse(readFileSync(`${root}${path}`, 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT' || error instanceof SyntaxError) return undefined;
    throw new Error(`cannot read ${path}`, { cause: error });
  }
}

/** `npm ci` by the npm that runs this script, on the machine's own Node: the project's Node is one of the packages. */
function install(why) {
  console.log(`Installing packages (${why}); this takes about half a minute …`);
  const npm = process.env['npm_execpath'];
  const node = process.env['npm_node_execpath'] ?? process.execPath;
  const args = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'];
  const run = { cwd: root, stdio: 'inherit' };
  const done = npm
    ? spawnSync(node, [npm, ...args], run)
    : spawnSync('npm', args, { ...run, shell: process.platform === 'win32' });
  if (done.status !== 0) {
    stop(
      'npm ci failed, see above. Is the npm registry within reach? Once the packages are there, no network is needed.',
    );
  }
}

function stop(message) {
  console.error(message);
  process.exit(1);
}
