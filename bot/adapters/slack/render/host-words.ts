import { type HostOutcome, type HostStatus, isOver } from '../../../domain/run/outcome.ts';
import { inline } from './text.ts';
import { duration } from './when.ts';

/** A sign never stands alone: the word says the same. */
export const HOST_SIGN: Record<HostStatus, string> = {
  unknown: '❓',
  failed: '✖',
  'timed-out': '⌛',
  'did-not-run': '○',
  cancelled: '⏹',
  running: '▶',
  applied: '⏳',
  waiting: '…',
  'not-started': '·',
  succeeded: '✔',
};

export const HOST_WORD: Record<HostStatus, string> = {
  unknown: 'unknown',
  failed: 'failed',
  'timed-out': 'timed out',
  'did-not-run': 'did not run',
  cancelled: 'cancelled',
  running: 'running',
  applied: 'applied; kept when the host answers',
  waiting: 'waiting',
  'not-started': 'not started',
  succeeded: 'succeeded',
};

/** Details that SSM or the fence reports, in plain words; what only repeats the status says nothing. */
const DETAIL: Record<string, string> = {
  Pending: '',
  InProgress: '',
  Delayed: 'the host has not answered yet',
  Success: '',
  Failed: '',
  Cancelled: '',
  Cancelling: 'stopping',
  Terminated: 'stopped with the others',
  ExecutionTimedOut: 'it ran longer than it may',
  DeliveryTimedOut: 'the host did not take it in time',
  Undeliverable: 'the host could not be reached',
  InvalidPlatform: 'the document does not fit this host',
  AccessDenied: 'AWS denied it',
  EXPIRED_ON_HOST: 'it reached the host too late, which refused it',
};

/** `failed · exit 1 · 1.2 s`. */
export function hostWords({ status, detail, exitCode, ms }: HostOutcome): string {
  const said = DETAIL[detail] ?? inline(detail, 200);
  const words = [HOST_WORD[status], said || (status === 'unknown' ? 'it may have run' : '')];
  if (exitCode !== undefined && isOver(status)) words.push(`exit ${exitCode}`);
  if (ms !== undefined) words.push(duration(ms));
  return words.filter(Boolean).join(' · ');
}
