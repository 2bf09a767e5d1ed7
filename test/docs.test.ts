import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PAGES = [
  'CONTRIBUTING.md',
  ...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => join('docs', file)),
];
const FOLDERS = ['bot', 'commands', 'lambdas', 'infra', 'local', 'data', 'test', 'docs', '.ci'];

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const scripts = Object.keys(JSON.parse(read('package.json')).scripts);
const tracked = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { cwd: ROOT, encoding: 'utf8' }).split(
  '\n',
);

describe.each(PAGES)('%s', (page) => {
  const text = read(page);

  it('names no file of the project that is not there', () => {
    const named = [...text.matchAll(/`([\w.-]+\/[\w./*-]*)`/g)].map(([, path]) => String(path));
    const ours = named.filter((path) => FOLDERS.includes(path.split('/', 1).join()));
    expect(ours.filter((path) => !tracked.some((file) => patternOf(path).test(file)))).toEqual([]);
  });

  it('links to nothing of the project that is not there', () => {
    const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)[^)]*\)/g)].map(([, path]) =>
      join(dirname(page), String(path)),
    );
    expect(links.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });

  it('names no npm script that is not there', () => {
    const named = [...text.matchAll(/npm run ([a-z][a-z-]*)/g)].map(([, script]) => script);
    expect(named.filter((script) => !scripts.includes(String(script)))).toEqual([]);
  });
});

/** `*` stands for a part of a name, `**` for folders; a folder stands for what is in it. */
function patternOf(path: string): RegExp {
  const parts = path.replace(/\/$/, '').split(/(\*\*\/|\*)/);
  const source = parts.map((part) => (part === '**/' ? '.*' : part === '*' ? '[^/]*' : part.replace(/\./g, '\\.')));
  return new RegExp(`^${source.join('')}(/|$)`);
}
