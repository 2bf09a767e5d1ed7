import { execFileSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { commands, maintenance } from '../../../commands/index.ts';
import { type Bundle, bundleLambdas, FUNCTION } from '../../../infra/build/bundle.ts';
import { lateCommands } from '../../../infra/build/late-commands.ts';
import { type Size, sizeOf } from '../../../infra/build/size.ts';
import { withoutScripts } from '../../../infra/build/without-scripts.ts';

const FUNCTIONS = ['alarms', 'audit', 'inventory', 'run-status', 'slack-request', 'sweep', 'worker'];

/** What the stack gives to functions, of all of them together. */
const ENVIRONMENT = {
  AWS_REGION: 'eu-central-1',
  AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'example',
  REMIT_TABLE: 'remit',
  REMIT_SECRETS: 'remit/slack',
  REMIT_APP_ID: 'A0REMIT001',
  REMIT_OUTPUTS: 'remit-outputs',
  REMIT_COPIES: 'remit-copies',
  REMIT_SOON_URL: 'https://sqs.eu-central-1.amazonaws.com/000000000000/soon',
};

let folder: string;
let bundles: Bundle[];
const sizes = new Map<string, Size>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'remit-bundles-'));
  bundles = await bundleLambdas(folder);
  for (const bundle of bundles) sizes.set(bundle.name, await sizeOf(bundle));
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

function throws(act: () => unknown): boolean {
  try {
    act();
    return false;
  } catch {
    return true;
  }
}

/** The files of which something is in a function's index.js. */
function inputsOf(of: string): string[] {
  const { outputs = {} } = bundles.find(({ name }) => name === of)?.metafile ?? {};
  const carried = Object.values(outputs).flatMap((output) => Object.entries(output.inputs));
  return carried.filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([path]) => path);
}

const packagesOf = (name: string) => (sizes.get(name)?.packages ?? []).map(([owner]) => owner);

describe('the bundles', () => {
  it('are one a function, each with its code, its notices and the word that it is CommonJS', async () => {
    expect(bundles.map(({ name }) => name)).toEqual(FUNCTIONS);
    for (const { name } of bundles) {
      expect(await readdir(join(folder, name))).toEqual(expect.arrayContaining(['index.js', 'package.json']));
    }
  });

  it('export a handler, when the environment is what the stack makes it', () => {
    for (const [name, value] of Object.entries(ENVIRONMENT)) vi.stubEnv(name, value);
    for (const { file } of bundles) expect(createRequire(import.meta.url)(file).handler).toBeTypeOf('function');
  });

  it.each(FUNCTIONS)('import no module of Node’s by import(), which would load all of fetch: %s', async (name) => {
    const code = await readFile(join(folder, name, 'index.js'), 'utf8');
    expect(code.match(/\bimport\(["'`][^"'`]+["'`]\)/g)).toBeNull();
  });
});

describe('the bundle that answers Slack', () => {
  it('is at most 205 KB, and 68 KB compressed', () => {
    const { bytes = 0, gzip = 0 } = sizes.get('slack-request') ?? {};
    expect(bytes).toBeGreaterThan(100_000);
    expect(bytes).toBeLessThanOrEqual(205_000);
    expect(gzip).toBeLessThanOrEqual(68_000);
  });

  it('has beside it what it loads on demand, each whole in itself; no other function has', async () => {
    const files = async (name: string) => (await readdir(join(folder, name))).filter((file) => file.endsWith('.js'));
    const onDemand = [
      'act.js',
      'also-waiting.js',
      'append-news.js',
      'changes.js',
      'deployments.js',
      'escalations.js',
      'every-word.js',
      'explain.js',
      'follow-talk.js',
      'follow.js',
      'freezes.js',
      'guide.js',
      'hear.js',
      'incidents.js',
      'looks.js',
      'parse.js',
      'questions.js',
      'reader-zone.js',
      'schedules.js',
      'shipped-stages.js',
      'text-form.js',
    ];
    expect((await files('slack-request')).sort()).toEqual([...onDemand, 'index.js'].sort());
    const load = (name: string) => createRequire(import.meta.url)(join(folder, 'slack-request', name));
    expect(load('act.js').actOn).toBeTypeOf('function');
    expect(load('changes.js').propose).toBeTypeOf('function');
    expect(load('deployments.js').onDeployment).toBeTypeOf('function');
    expect(load('shipped-stages.js').shippedStages().stages).toHaveLength(31);
    expect(load('incidents.js').onIncident).toBeTypeOf('function');
    expect(load('escalations.js').actOnEscalation).toBeTypeOf('function');
    expect(load('every-word.js').renderAnswer).toBeTypeOf('function');
    expect(load('questions.js').askMatrix).toBeTypeOf('function');
    expect(load('hear.js').hearRequest).toBeTypeOf('function');
    expect(load('guide.js').help).toBeTypeOf('function');
    expect(load('parse.js').parse).toBeTypeOf('function');
    expect(load('explain.js').explain).toBeTypeOf('function');
    expect(load('looks.js').onceMore).toBeTypeOf('function');
    expect(load('reader-zone.js').readerZone).toBeTypeOf('function');
    expect(load('text-form.js').textForm).toBeTypeOf('function');
    for (const name of FUNCTIONS.slice(0, 3)) expect(await files(name)).toEqual(['index.js']);
  });

  it('holds nothing of what it does not need', () => {
    const packages = packagesOf('slack-request');
    expect(packages).toEqual(expect.arrayContaining(['@slack/bolt']));
    const unwanted = [
      'zod',
      'express',
      'undici',
      'jsonwebtoken',
      'iconv-lite',
      'mime-db',
      'raw-body',
      '@slack/socket-mode',
    ];
    expect(packages.filter((owner) => unwanted.includes(owner) || owner === '@aws-sdk/client-ssm')).toEqual([]);
  });

  it('cannot reach GitHub, as no other can but the worker’s', () => {
    const reaching = FUNCTIONS.filter((name) => packagesOf(name).some((owner) => owner.startsWith('@octokit/')));
    expect(reaching).toEqual(['worker']);
  });

  it('knows the words of commands and of acts on a run; the others it loads where they are said', () => {
    const language = inputsOf('slack-request').filter((path) => path.startsWith('bot/domain/language/'));
    expect(language).toContain('bot/domain/language/act-builtins.ts');
    const seldom = /\/(?:builtins|[a-z]+-builtins|help|misspelt|read-other|seldom-sentences|write-sentence)\.ts$/;
    expect(language.filter((path) => seldom.test(path))).toEqual(['bot/domain/language/act-builtins.ts']);
  });

  it('reads no file of anybody’s: that is the worker’s', () => {
    const readers = (of: string) =>
      inputsOf(of).filter((path) => /domain\/table\/read-|read-cells|adapters\/slack\/files/.test(path));
    expect(readers('slack-request')).toEqual([]);
    expect(readers('worker').length).toBeGreaterThanOrEqual(4);
  });

  it('holds no document: it decides and sends nothing, and each is kilobytes of Bash', async () => {
    const code = await readFile(join(folder, 'slack-request', 'index.js'), 'utf8');
    const files = (await readdir(join(folder, 'slack-request', 'commands'))).filter((name) => name.endsWith('.js'));
    const each = await Promise.all(
      files.map((name) => readFile(join(folder, 'slack-request', 'commands', name), 'utf8')),
    );
    expect(files).toEqual(expect.arrayContaining(['every.js', 'restart.js']));
    for (const text of [code, ...each]) expect(text).not.toMatch(/SSM_|\$claim|systemctl/);
    for (const { name } of maintenance) expect(code).toContain(name);
  });

  it.each([
    ['all at once', []],
    ['each when it is looked into', [lateCommands]],
  ])('knows commands as the worker does, and their documents by name: %s', async (what, plugins) => {
    const outdir = join(folder, what.replaceAll(' ', '-'));
    const options = { ...FUNCTION, plugins: [withoutScripts] };
    const before = plugins.map((plugin) => plugin(outdir, options));
    const outfile = join(outdir, 'commands.cjs');
    await build({ ...options, entryPoints: ['commands/index.ts'], outfile, plugins: [...before, withoutScripts] });
    const slim: { maintenance: typeof maintenance; commands: typeof commands } = createRequire(import.meta.url)(
      outfile,
    );
    const seen = (command: (typeof maintenance)[number]) => {
      const { run, undo, undoDocument, keepDocument, documentName, ...rest } = command;
      const { script: _run, ...execution } = run;
      const fields = Object.fromEntries(Object.entries(rest.fields).map(([field, { example }]) => [field, example]));
      const said = [rest.effect(fields), rest.title(fields), run.parameters(fields), undo.words];
      const { documentContent: _content, ...data } = rest;
      const names = [documentName, undoDocument?.name, keepDocument?.name];
      return JSON.stringify([names, undo.script !== undefined, said, execution, data]);
    };
    expect(slim.maintenance.map(({ name }) => name)).toEqual(maintenance.map(({ name }) => name));
    for (const [at, command] of maintenance.entries()) {
      const other = slim.maintenance[at];
      if (!other) throw new Error(`${command.name} is not there`);
      const content = Object.getOwnPropertyDescriptor(other, 'documentContent');
      expect(seen({ ...other, documentContent: '' })).toBe(seen({ ...command, documentContent: '' }));
      expect(() => content?.get?.()).toThrow('built without the documents');
      expect(command.undoDocument === undefined || throws(() => other.undoDocument?.content)).toBe(true);
      expect(command.keepDocument === undefined || throws(() => other.keepDocument?.content)).toBe(true);
    }
    expect(JSON.stringify(slim.commands.filter(({ run }) => !run))).toBe(
      JSON.stringify(commands.filter(({ run }) => !run)),
    );
    expect(slim.commands.every((command) => 'risk' in command && !('risks' in command))).toBe(true);
  });

  it('loads of the commands the one that a sentence is of, and all of them with a second', async () => {
    const loads = createRequire(import.meta.url);
    const loaded = () =>
      Object.keys(loads.cache).flatMap((path) => (path.startsWith(outdir) ? [path.slice(outdir.length + 1)] : []));
    const outdir = join(folder, 'by-name');
    const options = { ...FUNCTION, plugins: [withoutScripts] };
    const plugins = [lateCommands(outdir, options), withoutScripts];
    await build({ ...options, entryPoints: ['commands/index.ts'], outfile: join(outdir, 'commands.cjs'), plugins });
    const list: typeof commands = loads(join(outdir, 'commands.cjs')).commands;
    const named = (wanted: string) => list.find(({ name }) => name === wanted);
    const firewall = named('firewall allow');
    expect(loaded()).toEqual(['commands.cjs']);
    expect([firewall?.risk, firewall?.pattern]).toEqual([
      'change',
      maintenance.find(({ name }) => name === 'firewall allow')?.pattern,
    ]);
    expect(loaded()).toEqual(['commands.cjs', 'commands/firewall.js']);
    expect(named('restart')?.risk).toBe('disruptive');
    expect(named('uptime')?.risk).toBe('read');
    expect(loaded()).toEqual(['commands.cjs', 'commands/firewall.js', 'commands/every.js']);
  });

  it('loads while it starts, of Node’s own modules, those that every answer needs', async () => {
    const file = JSON.stringify(join(folder, 'slack-request', 'index.js'));
    const load = `require(${file}); console.log(process.moduleLoadList.join())`;
    const env = { ...process.env, ...ENVIRONMENT };
    const loaded = execFileSync(process.execPath, ['--eval', load], { env, encoding: 'utf8' }).trim().split(',');
    expect(loaded).toContain('NativeModule https');
    const late = /^NativeModule (?:zlib|internal\/deps\/undici\/undici|http2)$/;
    expect(loaded.filter((name) => late.test(name))).toEqual([]);
  });
});

describe('what is drawn with', () => {
  const CARRIED = ['index_bg.wasm', 'Inter_400Regular.ttf', 'Inter_600SemiBold.ttf', 'Inter-LICENSE.txt'];

  it('lies beside the worker, and beside no other function', async () => {
    for (const name of FUNCTIONS) {
      const files = await readdir(join(folder, name));
      expect(files.filter((file) => CARRIED.includes(file)).sort()).toEqual(
        name === 'worker' ? [...CARRIED].sort() : [],
      );
      expect(packagesOf(name).includes('@resvg/resvg-wasm')).toBe(name === 'worker');
    }
  });

  it('is the same for every machine, and within what Lambda unpacks quickly', async () => {
    const { size } = await stat(join(folder, 'worker', 'index_bg.wasm'));
    expect(size).toBeLessThan(3_000_000);
    expect((await readdir(join(folder, 'worker'))).filter((file) => file.endsWith('.node'))).toEqual([]);
  });
});

describe('the other bundles', () => {
  it.each(['run-status', 'sweep', 'inventory', 'alarms', 'audit'])(
    'of which %s never speaks to Slack, hold nothing of Slack’s',
    (name) => {
      expect(packagesOf(name).filter((owner) => owner.startsWith('@slack/'))).toEqual([]);
    },
  );

  it('speak to SSM in the worker, in run-status and in the inventory only', () => {
    const withSsm = FUNCTIONS.filter((name) => packagesOf(name).includes('@aws-sdk/client-ssm'));
    expect(withSsm).toEqual(['inventory', 'run-status', 'worker']);
  });
});
