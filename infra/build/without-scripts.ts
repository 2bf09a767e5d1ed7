import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Plugin } from 'esbuild';
import { maintenance } from '../../commands/index.ts';

/** A property of a definition whose value is a template: a document's Bash. What it is composed of is then unused. */
const SCRIPT = /\bscript: `(?:\\[\s\S]|[^`\\])*`/g;
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
      COMMANDS.test(dirname(path))
        ? { contents: (await readFile(path, 'utf8')).replace(SCRIPT, "script: ''"), loader: 'ts' }
        : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: 'documents' }, () => ({ contents: ship(), loader: 'js' }));
  },
};

/** `ship` of commands/document.ts with the names given. */
function ship(): string {
  const names = maintenance.map(({ name, documentName, undoDocument }) => [name, [documentName, undoDocument?.name]]);
  return `
const NAMES = ${JSON.stringify(Object.fromEntries(names))};
const noContent = () => { throw new Error('this bundle was built without the documents: see infra/build/without-scripts.ts'); };
export function ship(definition) {
  if (!definition.run) return definition;
  const [documentName, undo] = NAMES[definition.name];
  const undoDocument = undo ? { name: undo, get content() { return noContent(); } } : undefined;
  return Object.defineProperty({ ...definition, documentName, undoDocument }, 'documentContent', { get: noContent });
}`;
}
