import { type Command, type Invocation, limitOf } from './command.ts';

/** SSM's coarse status for each StatusDetails. What is not here is said as it is, in both places. */
const COARSE: Readonly<Record<string, string>> = {
  'Delivery Timed Out': 'TimedOut',
  'Execution Timed Out': 'TimedOut',
  Undeliverable: 'Failed',
  'Invalid Platform': 'Failed',
  'Access Denied': 'Failed',
  Incomplete: 'Failed',
  Terminated: 'Cancelled',
};

const OPEN = new Set(['Pending', 'Delayed', 'InProgress', 'Cancelling']);

export function coarse(details: string): string {
  return COARSE[details] ?? details;
}

export function isOver({ details }: Pick<Invocation, 'details'>): boolean {
  return !OPEN.has(details);
}

/** What counts against MaxErrors: not deliveries that failed, since those hosts were never reached. */
export function errorsOf({ invocations }: Pick<Command, 'invocations'>): number {
  return invocations.filter(({ details }) => details === 'Failed' || details === 'Execution Timed Out').length;
}

export function exceedsErrors(command: Command): boolean {
  return errorsOf(command) > limitOf(command.maxErrors, command.invocations.length, 0);
}

/**
 * The command's own StatusDetails.
 *
 * As in AWS it says little of the hosts: with one success and four `Undeliverable` it is `Success`. Whoever trusts it
 * instead of asking for the invocations is to be found out here.
 */
export function detailsOf(command: Command): string {
  if (command.invocations.some((one) => !isOver(one))) return openDetailsOf(command);
  const has = (details: string) => command.invocations.some((one) => one.details === details);
  if (command.cancelRequested && has('Cancelled')) return 'Cancelled';
  if (exceedsErrors(command)) return has('Failed') ? 'Failed' : 'Execution Timed Out';
  if (errorsOf(command) > 0) return 'Incomplete';
  if (command.invocations.every(({ details }) => details === 'Delivery Timed Out')) return 'Delivery Timed Out';
  if (has('Delivery Timed Out')) return 'Incomplete';
  return has('Success') ? 'Success' : 'Failed';
}

function openDetailsOf({ invocations, cancelRequested }: Command): string {
  if (cancelRequested) return 'Cancelling';
  return invocations.every(({ details }) => details === 'Pending' || details === 'Delayed') ? 'Pending' : 'InProgress';
}
