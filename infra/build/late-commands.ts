import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type BuildOptions, build, type Plugin } from 'esbuild';
import { commands } from '../../commands/index.ts';

/** Where a command is defined: an export of a module of `commands/`, or a place in a list that it exports. */
type Defined = { file: string; as: string };

/** Beside the bundle: a file for each module that defines commands, and one with all of them. */
const FOLDER = 'commands';
const EVERY = 'every';

/**
 * Leaves the definitions of commands out of a bundle, whose list knows their names: a sentence is of one command, and a cold
 * start would read and build some seventy. The first that is looked into is loaded from its own file; with the second, all.
 */
export function lateCommands(folder: string, options: BuildOptions): Plugin {
  return {
    name: 'late-commands',
    setup({ onResolve, onLoad, onEnd }) {
      onResolve({ filter: new RegExp(`^\\./${FOLDER}/`) }, ({ path, kind }) =>
        kind === 'require-call' ? { path, external: true } : undefined,
      );
      onLoad({ filter: /[\\/]commands[\\/]index\.ts$/, namespace: 'file' }, async ({ path }) => ({
        contents: listOf(await definitionsIn(dirname(path))),
        resolveDir: dirname(path),
        loader: 'js',
      }));
      onEnd(() => writeFiles(join(folder, FOLDER), options));
    },
  };
}

const SOURCES = join(import.meta.dirname, '..', '..', 'commands');

async function writeFiles(folder: string, options: BuildOptions): Promise<void> {
  const definitions = await definitionsIn(SOURCES);
  const files = [...new Set([...definitions.values()].map(({ file }) => file))];
  await build({ ...options, entryPoints: files.map((file) => join(SOURCES, `${file}.ts`)), outdir: folder });
  const stdin = { contents: everyOf(definitions, files), resolveDir: SOURCES, sourcefile: 'every.js' };
  await build({ ...options, stdin, outfile: join(folder, `${EVERY}.js`) });
}

async function definitionsIn(folder: string): Promise<Map<string, Defined>> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.ts') && file !== 'index.ts').sort();
  const found = new Map<string, Defined>();
  for (const file of files) {
    const module: Record<string, unknown> = await import(pathToFileURL(join(folder, file)).href);
    for (const [name, as] of exportedBy(module)) found.set(name, { file: file.replace(/\.ts$/, ''), as });
  }
  const missing = commands.filter(({ name }) => !found.has(name));
  if (missing.length > 0) throw new Error(`no module exports ${missing.map(({ name }) => name).join(', ')}`);
  return new Map(commands.flatMap(({ name }) => [...found].filter(([other]) => other === name)));
}

/** Names of commands, and what they are in a module. */
function exportedBy(module: Record<string, unknown>): [string, string][] {
  return Object.entries(module).flatMap(([exported, value]) =>
    Array.isArray(value)
      ? value.flatMap((one, at): [string, string][] => (isDefinition(one) ? [[one.name, `${exported}[${at}]`]] : []))
      : isDefinition(value)
        ? [[value.name, exported]]
        : [],
  );
}

function isDefinition(value: unknown): value is { name: string } {
  return typeof value === 'object' && value !== null && 'name' in value && 'pattern' in value && 'activity' in value;
}

function everyOf(definitions: Map<string, Defined>, files: readonly string[]): string {
  const imports = files.map((file, at) => `import * as of${at} from './${file}.ts';`);
  const entries = [...definitions].map(
    ([name, { file, as }]) => `${JSON.stringify(name)}: of${files.indexOf(file)}.${as},`,
  );
  return [...imports, 'export const every = {', ...entries, '};'].join('\n');
}

/** `commands/index.ts`, whose commands are as it makes them once anything but their name is asked for. */
function listOf(definitions: Map<string, Defined>): string {
  const line = ([name, { file, as }]: [string, Defined]) =>
    `${JSON.stringify(name)}: () => require('./${FOLDER}/${file}.js').${as},`;
  return `
import { ship } from './document.ts';
const ALONE = {
${[...definitions].map(line).join('\n')}
};
let looked = 0;
function definitionOf(name) {
  looked += 1;
  return looked === 1 ? ALONE[name]() : require('./${FOLDER}/${EVERY}.js').every[name];
}
function late(name) {
  let shipped;
  const whole = () => (shipped ??= ship(definitionOf(name)));
  return new Proxy({}, {
    get: (_, key) => (key === 'name' ? name : whole()[key]),
    has: (_, key) => key in whole(),
    ownKeys: () => Reflect.ownKeys(whole()),
    getOwnPropertyDescriptor(_, key) {
      const found = Reflect.getOwnPropertyDescriptor(whole(), key);
      return found && { ...found, configurable: true };
    },
  });
}
export const commands = ${JSON.stringify(commands.map(({ name }) => name))}.map(late);
export const maintenance = commands.slice(0, ${commands.filter(({ run }) => run).length});`;
}
