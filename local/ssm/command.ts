import type { Content, Given } from './document.ts';

/**
 * What became of a command on one host. `details` is SSM's StatusDetails, from which the coarse status follows; a string,
 * because AWS adds values and a test must be able to say one that nobody knows.
 */
export type Invocation = {
  readonly instanceId: string;
  readonly name: string;
  details: string;
  exitCode: number;
  stdout: string;
  stderr: string;
  startedAt?: number;
  endedAt?: number;
};

/** One SendCommand as SSM keeps it. The document's content is kept too: a later start may ship another. Times in ms. */
export type Command = {
  readonly id: string;
  readonly document: { readonly name: string; readonly content: Content };
  readonly comment: string;
  readonly parameters: Given;
  readonly timeoutSeconds: number;
  readonly maxConcurrency: string;
  readonly maxErrors: string;
  readonly requestedAt: number;
  readonly deliverBy: number;
  readonly expiresAt: number;
  /** Where the agents store what they print; none: nowhere. */
  readonly output?: { readonly bucket: string; readonly prefix: string };
  cancelRequested: boolean;
  readonly invocations: readonly Invocation[];
};

/** How many hosts a limit like "5" or "20%" means; a percentage of a few hosts is at least one where `least` says so. */
export function limitOf(limit: string, hosts: number, least: 0 | 1): number {
  const number = Number.parseInt(limit, 10);
  return limit.endsWith('%') ? Math.max(least, Math.floor((hosts * number) / 100)) : number;
}
