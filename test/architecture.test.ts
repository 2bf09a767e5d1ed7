import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const BIOME = join(ROOT, 'node_modules', '@biomejs', 'biome', 'bin', 'biome');

/** One line of an imaginary file, and the first words of what Biome has to say of it. */
type Case = readonly [file: string, line: string, message: string];

const DOMAIN = 'The domain imports only the domain';
const PORT = "A port is said in the domain's words";
const FLOW = 'The flow knows ports and domain only';
const ADAPTER = 'An adapter imports ports, domain, libraries and its own folder';
const COMMAND = 'A command is data over the domain';
const FUNCTION = 'A function reads its environment';
const STACK = 'The stack reads the list of commands';
const STAND_IN = 'local/ stands in for the world around Remit';
const CLOCK = 'Time, ids and randomness are arguments here';
const ENVIRONMENT = "Don't use process.env";

const REFUSED: Case[] = [
  ['bot/domain/a.ts', from('../ports/clock.ts'), DOMAIN],
  ['bot/domain/a.ts', from('./../ports/clock.ts'), DOMAIN],
  ['bot/domain/a.ts', from('zod'), DOMAIN],
  ['bot/domain/a.ts', from('node:fs'), DOMAIN],
  ['bot/domain/run/a.ts', from('../../ports/clock.ts'), DOMAIN],
  ['bot/domain/run/a.ts', `import type { a } from '../../flow/a.ts';\nexport type B = typeof a;`, DOMAIN],
  ['bot/domain/run/a.ts', `export { a } from '../../adapters/slack/a.ts';`, DOMAIN],
  ['bot/domain/run/a.ts', `export const a = import('../../compose.ts');`, DOMAIN],
  [
    'bot/domain/a.ts',
    `import { randomUUID } from 'node:crypto';\nexport const a = randomUUID;`,
    'Ids and randomness are arguments',
  ],
  [
    'bot/domain/ledger/a.ts',
    `import { createGzip } from 'node:zlib';\nexport const a = createGzip;`,
    'The domain takes gzipSync and gunzipSync',
  ],
  ['bot/domain/a.ts', from('node:zlib'), DOMAIN],
  ['bot/ports/a.ts', from('../flow/a.ts'), PORT],
  ['bot/ports/a.ts', from('@slack/web-api'), PORT],
  ['bot/flow/a.ts', from('../adapters/slack/a.ts'), FLOW],
  ['bot/flow/a.ts', from('../compose.ts'), FLOW],
  ['bot/flow/a.ts', from('../../commands/index.ts'), FLOW],
  ['bot/flow/a.ts', from('@aws-sdk/client-ssm'), FLOW],
  ['bot/flow/react/a.ts', from('../../adapters/ssm/a.ts'), FLOW],
  ['bot/adapters/slack/a.ts', from('../dynamodb/table.ts'), ADAPTER],
  ['bot/adapters/slack/a.ts', from('../../flow/a.ts'), ADAPTER],
  ['bot/adapters/slack/a.ts', from('../../compose.ts'), ADAPTER],
  ['bot/adapters/slack/cards/a.ts', from('../../ssm/a.ts'), ADAPTER],
  ['bot/adapters/a.ts', from('./slack/web.ts'), ADAPTER],
  ['bot/adapters/a.ts', from('../flow/receive.ts'), ADAPTER],
  ['bot/a.ts', from('../local/a.ts'), 'Nothing outside local/'],
  ['bot/a.ts', from('../lambdas/worker/env.ts'), 'Nothing outside local/'],
  ['bot/a.ts', from('../data/read-policy.ts'), 'Nothing outside local/'],
  ['commands/a.ts', from('../bot/flow/a.ts'), COMMAND],
  ['commands/a.ts', from('../local/a.ts'), COMMAND],
  ['commands/a.ts', from('aws-cdk-lib'), COMMAND],
  ['lambdas/worker/a.ts', from('../../local/a.ts'), FUNCTION],
  ['lambdas/worker/a.ts', from('../sweep/a.ts'), FUNCTION],
  ['lambdas/a.ts', from('../bot/compose.ts'), FUNCTION],
  ['infra/a.ts', from('../lambdas/worker/index.ts'), STACK],
  ['infra/constructs/a.ts', from('../../bot/compose.ts'), STACK],
  ['infra/constructs/a.ts', from('../../commands/restart.ts'), STACK],
  ['local/fleet/a.ts', from('../../test/a.ts'), STAND_IN],
  ['local/fleet/a.ts', from('../../infra/remit-stack.ts'), STAND_IN],
  ['bot/domain/a.ts', 'export const a = Date.now();', CLOCK],
  ['bot/flow/a.ts', 'export const a = new Date();', CLOCK],
  ['commands/a.ts', 'export const a = Math.random();', CLOCK],
  ['lambdas/worker/a.ts', 'export const a = Date.now();', CLOCK],
  ['bot/flow/a.ts', 'export const a = crypto.randomUUID();', CLOCK],
  ['bot/flow/a.ts', 'export const a = (randomUUID: () => string) => randomUUID();', CLOCK],
  ['bot/adapters/ssm/a.ts', 'export const a = process.env.HOME;', ENVIRONMENT],
  ['bot/a.ts', 'export const a = process.env.HOME;', ENVIRONMENT],
  ['lambdas/worker/a.ts', 'export const a = process.env.HOME;', ENVIRONMENT],
  ['bot/domain/a.ts', 'export default 1;', 'Avoid default exports'],
  ['bot/domain/a.ts', 'export enum A { B }', "Don't use enum"],
  ['bot/domain/a.ts', 'export const a = (b: any) => b;', 'Unexpected any'],
  ['bot/domain/a.ts', 'export const a = (b?: string) => b!.length;', 'Forbidden non-null assertion'],
  ['bot/domain/theRun.ts', 'export const a = 1;', 'The filename should be in kebab-case'],
  ['test/a.test.ts', `it.only('a', () => {});`, "Don't focus the test"],
  ['test/a.test.ts', `it.skip('a', () => {});`, "Don't disable tests"],
];

const ALLOWED: (readonly [file: string, line: string])[] = [
  ['bot/domain/a.ts', from('./run/state.ts')],
  ['bot/domain/a.ts', `import { createHash } from 'node:crypto';\nexport const a = createHash;`],
  ['bot/domain/ledger/a.ts', `import { gzipSync } from 'node:zlib';\nexport const a = gzipSync;`],
  ['bot/domain/run/a.ts', from('./state.ts')],
  ['bot/domain/run/a.ts', from('../actor.ts')],
  ['bot/domain/run/a.ts', from('../matrix/rule.ts')],
  ['bot/domain/run/a.ts', 'export const a = new Date(3).toISOString();'],
  ['bot/ports/a.ts', from('../domain/run/state.ts')],
  ['bot/ports/a.ts', from('./clock.ts')],
  ['bot/flow/a.ts', from('./append-run.ts')],
  ['bot/flow/a.ts', from('../ports/clock.ts')],
  ['bot/flow/a.ts', from('../domain/run/state.ts')],
  ['bot/flow/react/a.ts', from('../../domain/run/state.ts')],
  ['bot/flow/react/a.ts', from('../append-run.ts')],
  ['bot/adapters/slack/a.ts', from('@slack/web-api')],
  ['bot/adapters/slack/a.ts', from('./words.ts')],
  ['bot/adapters/a.ts', from('../domain/instant.ts')],
  ['bot/adapters/a.ts', from('zod/mini')],
  ['bot/adapters/slack/a.ts', from('../../ports/chat.ts')],
  ['bot/adapters/slack/cards/a.ts', from('../../../domain/run/state.ts')],
  ['bot/adapters/slack/cards/a.ts', from('../words.ts')],
  ['bot/adapters/slack/a.ts', 'export const a = Date.now();'],
  ['bot/a.ts', from('./adapters/slack/a.ts')],
  ['bot/a.ts', from('../commands/index.ts')],
  ['bot/a.ts', 'export const a = () => Date.now();'],
  ['commands/a.ts', from('../bot/domain/command.ts')],
  ['commands/a.ts', from('./define.ts')],
  ['lambdas/worker/a.ts', from('./env.ts')],
  ['lambdas/worker/env.ts', `${from('../aws-env.ts')}\nexport const c = process.env.HOME;`],
  ['lambdas/a-env.ts', `${from('zod/mini')}\nexport const c = process.env.HOME;`],
  ['bot/a.ts', `export const a = import('../data/shipped-stages.ts');`],
  ['lambdas/worker/a.ts', from('../../bot/compose.ts')],
  ['infra/a.ts', from('../commands/index.ts')],
  ['infra/constructs/a.ts', from('../../bot/adapters/dynamodb/table.ts')],
  ['infra/constructs/a.ts', from('../../bot/adapters/s3/places.ts')],
  ['infra/constructs/a.ts', from('aws-cdk-lib')],
  ['local/fleet/a.ts', from('../../lambdas/worker/handler.ts')],
  ['local/fleet/a.ts', from('../../bot/compose.ts')],
  ['local/fleet/a.ts', 'export const a = process.env.HOME;'],
  ['local/a.ts', from('../infra/build/bundle.ts')],
  ['data/a.ts', 'export const a = process.env.HOME;'],
  ['test/bot/domain/a.ts', 'export const a = Math.random();'],
  ['vitest.config.ts', 'export default {};'],
];

function from(path: string): string {
  return `import { a } from '${path}';\nexport const b = a;`;
}

const tree = await mkdtemp(join(tmpdir(), 'remit-architecture-'));
const said = new Map<string, string[]>();

/** Files called `a` get the number of their case, so that two cases may speak of the same place. */
function place(file: string, index: number): string {
  return file.replace(/(^|\/)a([.-])/, `$1a-${index}$2`);
}

/** All the imaginary files stand in one tree under a copy of the real configuration: one run of Biome judges them. */
beforeAll(async () => {
  const rules = ['biome.json', 'test/architecture'];
  for (const path of rules) await cp(join(ROOT, path), join(tree, path), { recursive: true });
  const files = [...REFUSED, ...ALLOWED].map(([file, line], index) => [place(file, index), line] as const);
  for (const [file, line] of files) {
    await mkdir(dirname(join(tree, file)), { recursive: true });
    await writeFile(join(tree, file), `${line}\n`);
  }
  const limits = ['--vcs-enabled=false', '--max-diagnostics=none', '--reporter=json'];
  const output = await run(process.execPath, [BIOME, 'lint', ...limits, '.']);
  for (const { category, location, message } of JSON.parse(output).diagnostics) {
    if (category !== 'deserialize') said.set(location.path, [...(said.get(location.path) ?? []), message]);
  }
});
afterAll(() => rm(tree, { recursive: true }));

/** Biome ends with 1 when it has something to say, which is what is wanted here. */
function run(program: string, args: string[]): Promise<string> {
  return new Promise((resolve) => execFile(program, args, { cwd: tree, maxBuffer: 1e8 }, (_, out) => resolve(out)));
}

describe('lint', () => {
  it.each(REFUSED.map(([file, line, message], index) => ({ file, line, message, path: place(file, index) })))(
    'refuses in $path: $line',
    ({ path, message }) => {
      expect(said.get(path)).toEqual([expect.stringContaining(message)]);
    },
  );

  it.each(ALLOWED.map(([file, line], index) => ({ file, line, path: place(file, REFUSED.length + index) })))(
    'allows in $path: $line',
    ({ path }) => {
      expect(said.get(path)).toBeUndefined();
    },
  );
});
