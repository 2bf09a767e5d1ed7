import { resolve } from 'node:path';
import type { Plugin } from 'esbuild';
import { REST } from './left-out.ts';

const IN_WEB_API = /[\\/]@slack[\\/]web-api[\\/]dist[\\/]?$/;

/** Families of the Web API that a function which answers Slack may call, and Bolt's own. */
const FAMILIES = ['auth', 'chat', 'conversations', 'files', 'users', 'views'];

/**
 * The Web API's client names each of some 300 methods, each as `apiCall` with that name. This makes of a family's method,
 * when it is called, the same call.
 */
const METHODS = `
const { EventEmitter } = require('eventemitter3');
const family = (client, name) => new Proxy({}, { get: (_, method) => (options) => client.apiCall(name + '.' + String(method), options) });
class Methods extends EventEmitter {
  constructor() {
    super();
    for (const name of ${JSON.stringify(FAMILIES)}) this[name] = family(this, name);
  }
}
exports.__esModule = true;
exports.Methods = Methods;`;

/** Types have nothing in them once they are compiled. */
const CONTENTS: Record<string, string> = { './methods': METHODS, '@slack/types': '' };

/** Makes the Web API's client small: without a list of all methods, and without what uploads files or streams text. */
export const slimSlack: Plugin = {
  name: 'slim-slack',
  setup(build) {
    build.onResolve({ filter: /^\.\/(?:methods|file-upload|chat-stream)$/ }, ({ path, resolveDir }) =>
      IN_WEB_API.test(resolveDir) ? { path, namespace: 'slim-slack', pluginData: resolveDir } : undefined,
    );
    build.onResolve({ filter: /^@slack\/types$/ }, ({ path }) => ({ path, namespace: 'slim-slack' }));
    // Two versions that differ in their package.json alone: one is enough.
    build.onResolve({ filter: /^eventemitter3$/ }, () => ({ path: resolve('node_modules/eventemitter3/index.js') }));
    build.onLoad({ filter: /.*/, namespace: 'slim-slack' }, ({ path, pluginData: resolveDir }) => ({
      contents: CONTENTS[path] ?? REST,
      loader: 'js',
      resolveDir,
    }));
  },
};
