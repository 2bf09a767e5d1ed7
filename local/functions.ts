import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Trace } from './slack/wire.ts';

export const FUNCTIONS = ['slack-request', 'worker', 'run-status', 'sweep', 'inventory', 'alarms', 'audit'] as const;
export type FunctionName = (typeof FUNCTIONS)[number];

/** Calls a function as Lambda does: its bundle's handler, with an event of AWS's shape, and nothing shared but the environment. */
export type CallFunction = (name: FunctionName, event: unknown) => Promise<unknown>;

/** `atWork`: the functions that are answering now. */
export type Functions = { call: CallFunction; atWork: () => FunctionName[] };

/**
 * Loads the bundles that are deployed, from `dist/lambdas/<function>/`. The environment has to be complete by then: each
 * function reads it when it is loaded, as at a cold start.
 */
export function loadFunctions(dist: string, trace: (trace: Trace) => void): Functions {
  const require = createRequire(import.meta.url);
  const handlers = new Map<FunctionName, (event: unknown) => Promise<unknown>>();
  for (const name of FUNCTIONS) handlers.set(name, require(join(dist, name, 'index.js')).handler);
  const calls = new Map<symbol, FunctionName>();
  const call: CallFunction = async (name, event) => {
    const handler = handlers.get(name);
    if (!handler) throw new Error(`no function ${name}`);
    const at = Date.now();
    const id = Symbol(name);
    calls.set(id, name);
    try {
      return await handler(structuredClone(event));
    } finally {
      calls.delete(id);
      trace({ at, service: 'lambda', what: `${name} called`, detail: `${Date.now() - at} ms` });
    }
  };
  return { call, atWork: () => [...new Set(calls.values())] };
}
