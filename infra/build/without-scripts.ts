import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Plugin } from 'esbuild';
import ts from 'typescript';
import { maintenance } from '../../commands/index.ts';

const COMMANDS = /[\\/]commands$/;

/**
 * Leaves the documents out of a bundle that decides and sends nothing: each command is some kilobytes of Bash that nobody
 * reads there, on the path that Slack waits for. The documents' names, which a plan shows and its digest binds, are
 * worked out now from the whole definitions; who asks for a content gets an error.
 */
export const withoutScripts: Plugin = {
  name: 'without-scripts',
  setup(build) {
    build.onResolve({ filter: /^\.\/[a-z-]+\.ts$/ }, ({ path, resolveDir }) => {
      if (!COMMANDS.test(resolveDir)) return undefined;
      const namespace = path === './document.ts' ? 'documents' : 'file';
      return { path: join(resolveDir, path), namespace, sideEffects: false };
    });
    build.onLoad({ namespace: 'file', filter: /[\\/]commands[\\/][a-z-]+\.ts$/ }, async ({ path }) =>
      COMMANDS.test(dirname(path)) ? { contents: withoutBash(await readFile(path, 'utf8')), loader: 'ts' } : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: 'documents' }, () => ({ contents: ship(), loader: 'js' }));
  },
};

/** In `commands/` a template over several lines is Bash: a document's, or what several documents share. */
function withoutBash(text: string): string {
  const source = ts.createSourceFile('command.ts', text, ts.ScriptTarget.Latest, true);
  const found: ts.Node[] = [];
  const look = (node: ts.Node): void => {
    const isBash = ts.isTemplateLiteral(node) && node.getText(source).includes('\n');
    if (isBash) found.push(isOfRun(node.parent) ? node.parent : node);
    else ts.forEachChild(node, look);
  };
  look(source);
  return found.reduceRight((rest, node) => {
    const [before, after] = [rest.slice(0, node.getStart(source)), rest.slice(node.end)];
    return ts.isPropertyAssignment(node) ? before + after.replace(/^\s*,/, '') : `${before}''${after}`;
  }, text);
}

/** `run: { script: … }` is read by nobody here; `undo: { script: … }` says by being there that there is an undo. */
function isOfRun(node: ts.Node): boolean {
  const isNamed = (one: ts.Node, name: string) => ts.isPropertyAssignment(one) && one.name.getText() === name;
  return isNamed(node, 'script') && isNamed(node.parent.parent, 'run');
}

/** Digits that a document's name ends in. */
const HASH = 8;

/** `ship` of commands/document.ts with the names given: what is the same in all of them is said once. */
function ship(): string {
  const ends = maintenance.map(({ name, documentName, undoDocument }) => [
    name,
    [documentName, undoDocument?.name ?? ''].map((whole) => whole.slice(-HASH)).join(''),
  ]);
  return `
const ENDS = ${JSON.stringify(Object.fromEntries(ends))};
const KEEP = ${JSON.stringify(maintenance.find(({ run }) => run.guard)?.keepDocument?.name)};
const noContent = () => { throw new Error('this bundle was built without the documents: see infra/build/without-scripts.ts'); };
export function ship(definition) {
  if (!definition.run) return definition;
  const ends = ENDS[definition.name];
  const named = (name) => ({ name, get content() { return noContent(); } });
  const documentName = definition.run.document + '-' + ends.slice(0, ${HASH});
  const undoDocument = ends[${HASH}] ? named(definition.run.document + '-Undo-' + ends.slice(${HASH})) : undefined;
  const keepDocument = definition.run.guard && named(KEEP);
  return Object.defineProperty({ ...definition, documentName, undoDocument, keepDocument }, 'documentContent', { get: noContent });
}`;
}
