/**
 * Runs everything that has to hold, and ends with the one line `N passed, N failed`: each test counts, and each check
 * (lint, types, bundles, dead code) counts as one. `--checks` leaves the tests out.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const bin = join(root, 'node_modules', '.bin');
/** The tests start programs by name (node, esbuild): they get the project's own, also when this was not run by npm. */
const env = {
  ...process.env,
  PATH: `${bin}${delimiter}${process.env.PATH}`,
  ...(process.env.CI ? { NO_COLOR: '1' } : { FORCE_COLOR: '1' }),
};

/** The longest first: two run at a time. */
const CHECKS = [
  ['types', 'tsc', '-p', '.'],
  ['lint and format', 'biome', 'check', '.'],
  ['types of the page', 'tsc', '-p', 'local/page'],
  ['bundles', 'node', 'infra/build.mjs'],
  ['dead code', 'knip'],
];

const tally = { passed: 0, failed: 0 };
const checks = CHECKS.values();
await Promise.all([runChecks(), runChecks()]);
if (!process.argv.includes('--checks')) await runTests();
console.log(`${tally.passed} passed, ${tally.failed} failed`);
process.exitCode = tally.failed === 0 && tally.passed > 0 ? 0 : 1;

/** Takes one check after the other, of those that nobody has taken. */
async function runChecks() {
  for (const check of checks) await runCheck(check);
}

async function runCheck([name, ...command]) {
  const started = Date.now();
  const { code, output } = await run(command);
  if (code === 0) {
    tally.passed += 1;
    console.log(`✓ ${name} (${seconds(started)})`);
    return;
  }
  tally.failed += 1;
  console.log(`${output}\n✗ ${name}: \`${command.join(' ')}\` ended with ${code} (${seconds(started)})`);
}

/** The counts come from vitest's JSON report; what it prints itself goes to the terminal as it happens. */
async function runTests() {
  const folder = await mkdtemp(join(tmpdir(), 'remit-test-'));
  const report = join(folder, 'report.json');
  const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${report}`];
  const { code } = await run(['vitest', 'run', ...reporters], 'inherit');
  const counts = existsSync(report) ? countTests(JSON.parse(await readFile(report, 'utf8'))) : { passed: 0, failed: 0 };
  await rm(folder, { recursive: true });
  tally.passed += counts.passed;
  tally.failed += counts.failed;
  if (counts.failed > 0) return;
  if (code !== 0) fail(`vitest ended with ${code} although no test failed: see its output above`);
  else if (counts.passed === 0) fail('no test ran');
}

/** A file that fails before its first test counts as one failure; so does a skipped test where nothing may be skipped. */
function countTests(report) {
  const tests = report.testResults.flatMap((file) => file.assertionResults);
  const broken = report.testResults.filter((file) => file.status === 'failed' && !file.assertionResults.some(failed));
  const skipped = tests.filter(({ status }) => status !== 'passed' && status !== 'failed');
  const again = tests.filter((test) => test.status === 'passed' && test.failureMessages.length > 0);
  for (const test of again) console.log(`Passed at the second try: ${test.fullName}\n  ${test.failureMessages[0]}`);
  const strict = process.env['REMIT_REQUIRE_ISOLATED'] === '1';
  if (skipped.length > 0) console.log(`Skipped${strict ? ' (counted as failed)' : ''}: ${skipped.length}`);
  for (const test of skipped) console.log(`  ${test.fullName}`);
  return {
    passed: tests.filter(({ status }) => status === 'passed').length,
    failed: tests.filter(failed).length + broken.length + (strict ? skipped.length : 0),
  };
}

function failed({ status }) {
  return status === 'failed';
}

function fail(why) {
  tally.failed += 1;
  console.log(`✗ ${why}`);
}

/** Runs one of the project's own programs; on Windows these are .cmd files, which only a shell starts. */
function run([program, ...args], stdio = 'pipe') {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: root,
      env,
      stdio: ['ignore', stdio, stdio],
      shell: process.platform === 'win32',
    });
    const chunks = [];
    child.stdout?.on('data', (chunk) => chunks.push(chunk));
    child.stderr?.on('data', (chunk) => chunks.push(chunk));
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code: code ?? signal, output: Buffer.concat(chunks).toString() }));
  });
}

function seconds(since) {
  return `${((Date.now() - since) / 1000).toFixed(1)} s`;
}
