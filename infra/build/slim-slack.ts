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
const { EventEmitter } = require('node:events');
const family = (client, name) => new Proxy({}, { get: (_, method) => (options) => client.apiCall(name + '.' + String(method), options) });
class Methods extends EventEmitter {
  constructor() {
    super();
    for (const name of ${JSON.stringify(FAMILIES)}) this[name] = family(this, name);
  }
}
exports.__esModule = true;
exports.Methods = Methods;`;

/** As the client's own, without the release of the host's kernel, for which Node would load `node:os`. */
const INSTRUMENT = `
const { name, version } = require('../package.json');
const said = (name, version) => name.replace('/', ':') + '/' + version;
const base = [said(name, version), said('node', process.versions.node), process.platform].join(' ');
const apps = new Map();
exports.addAppMetadata = ({ name, version }) => void apps.set(name, version);
exports.getUserAgent = () => [...Array.from(apps, ([name, version]) => said(name, version)), base].join(' ');`;

/** What queues calls and sleeps between attempts: bot/adapters/slack/web.ts asks for one attempt, and for none after a 429. */
const QUEUE = `
const noPause = () => { throw new Error('this bundle was built without waiting for a rate limit: see infra/build/slim-slack.ts'); };
exports.__esModule = true;
exports.default = class { add(task) { return task(); } pause() { noPause(); } start() { noPause(); } };`;
const RETRY = `
class AbortError extends Error {
  constructor(cause) {
    super(cause.message);
    this.originalError = cause;
  }
}
async function once(task, { retries }) {
  if (retries !== 0) throw new Error('this bundle was built for one attempt: see infra/build/slim-slack.ts');
  try {
    return await task(1);
  } catch (error) {
    throw error instanceof AbortError ? error.originalError : error;
  }
}
module.exports = Object.assign(once, { __esModule: true, default: once, AbortError });`;

const CONTENTS: Record<string, string> = {
  './methods': METHODS,
  './instrument': INSTRUMENT,
  'p-queue': QUEUE,
  'p-retry': RETRY,
  /** Types have nothing in them once they are compiled. */
  '@slack/types': '',
};

/**
 * Makes the Web API's client small: without a list of all methods, without what uploads files or streams text, and without what
 * queues calls and repeats them.
 */
export const slimSlack: Plugin = {
  name: 'slim-slack',
  setup(build) {
    build.onResolve(
      { filter: /^(?:\.\/(?:methods|file-upload|chat-stream|instrument)|p-queue|p-retry)$/ },
      ({ path, resolveDir }) =>
        IN_WEB_API.test(resolveDir) ? { path, namespace: 'slim-slack', pluginData: resolveDir } : undefined,
    );
    build.onResolve({ filter: /^@slack\/types$/ }, ({ path }) => ({ path, namespace: 'slim-slack' }));
    build.onLoad({ filter: /.*/, namespace: 'slim-slack' }, ({ path, pluginData: resolveDir }) => ({
      contents: CONTENTS[path] ?? REST,
      loader: 'js',
      resolveDir,
    }));
  },
};
