import { MINUTE, SECOND } from '../domain/instant.ts';

/** How long the flow waits for others before it goes on without them, in milliseconds. */
export type Waits = {
  /** A worker has this long for the effects it claimed; then it counts as dead. More than the function's time-out. */
  claim: number;
  /** A host that gets the command later than this after the intent refuses it: approved for then, not for now. */
  send: number;
  /** After the hosts' deadline SSM may still be slow to list a command: no verdict before this has passed too. */
  grace: number;
  /** How often an unconfirmed send is looked for. */
  look: number;
  /** SSM's events are best effort: as long as a run is on its hosts, SSM is asked this often. */
  poll: number;
  /** What a host may take beyond the document's own time-out before nobody expects an answer any more. */
  late: number;
  /** Who has not woken after so long is dead. Longer than a function lives, and than clocks are apart. */
  asleep: number;
};

export const WAITS: Waits = {
  claim: 90 * SECOND,
  send: 120 * SECOND,
  grace: MINUTE,
  look: 10 * SECOND,
  poll: 30 * SECOND,
  late: 2 * MINUTE,
  asleep: 5 * MINUTE,
};

/** The same waits, all divided: where Slack and SSM are on this machine and answer at once. */
export function shorter(waits: Waits, divisor: number): Waits {
  const entries = Object.entries(waits).map(([name, wait]) => [name, Math.ceil(wait / divisor)]);
  return Object.fromEntries(entries) as Waits;
}
