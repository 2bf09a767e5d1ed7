import type { InvitedStep } from '../../../domain/vendor/vendor.ts';
import type { Reading } from './rendered.ts';
import { code } from './text.ts';
import { when } from './when.ts';

/** `accepted by T0VIRTUOZ1 at 14:30, and waits for an admin`. */
export function inviteStepWords({ is, at, organisation, waits }: InvitedStep, reading: Reading): string {
  const by = organisation === undefined ? '' : ` by ${code(organisation, 30)}`;
  return `${is}${by} ${when(at, reading.now)}${waits ? ', and waits for an admin of Slack to agree' : ''}`;
}
