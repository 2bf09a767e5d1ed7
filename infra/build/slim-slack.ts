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

/** Makes the Web API's client small: without a list of all methods, and without what uploads files. */
export const slimSlack: Plugin = {
  name: 'slim-slack',
  setup(build) {
    build.onResolve({ filter: /^\.\/(?:methods|file-upload)$/ }, ({ path, resolveDir }) =>
      IN_WEB_API.test(resolveDir) ? { path, namespace: 'slim-slack', pluginData: resolveDir } : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: 'slim-slack' }, ({ path, pluginData: resolveDir }) => ({
      contents: path === './methods' ? METHODS : REST,
      loader: 'js',
      resolveDir,
    }));
  },
};
