import type { EscalationStory } from '../escalation/apply.ts';
import { type EscalationState, isOpen, type OpenEscalation } from '../escalation/state.ts';
import { writeRequestId } from '../language/run-id.ts';
import type { IssueDraft, IssueEnd } from './event.ts';
import { asCode, asTitle, type Line } from './line.ts';
import type { IssuePlace } from './place.ts';

/**
 * Whether it is a task by itself: it was sent to the vendor, for them to do. A word on safety is wanted for a run, which is logged; what is
 * only prepared nobody was asked for.
 */
export function isLogged({ sent, state: { kind } }: EscalationStory): boolean {
  return sent !== undefined && kind !== 'safety';
}

/** The issue of a request that was sent to a vendor. */
export function issueOfEscalation({ id, by, sent, ask, prepared }: EscalationStory, place: IssuePlace): IssueDraft {
  const name = writeRequestId(id);
  const body: Line[] = [
    asCode(prepared.sentence),
    '',
    `- Asked of: ${asCode(ask.receiver)}${ask.kind === 'paid' ? ', as paid work' : ''}`,
    { label: '- Asked by', who: by },
    ...(sent ? [{ label: '- Sent by', who: sent.by }] : []),
    ...(ask.because === undefined ? [] : [`- Because: ${asCode(ask.because)}`]),
    ...(ask.targets.length === 0 ? [] : [`- Targets: ${asCode(ask.targets.map((one) => one.name).join(', '))}`]),
    ...ask.cells.map(({ label, kind, party = 'unlisted' }) => `- Matrix: ${asCode(`${label} × ${kind} → ${party}`)}`),
    `- In Slack: ${asCode(`/ops show ${name}`)}`,
  ];
  return { ...place, title: asTitle(`${name} ${prepared.sentence}`), body };
}

const ENDED: Record<Exclude<EscalationState['is'], OpenEscalation['is']>, string> = {
  done: 'Done by the vendor',
  withdrawn: 'Withdrawn',
  declined: 'Declined by the vendor',
  'too-dear': 'Its cost was not approved',
  expired: 'Expired: the vendor did not do it in time',
  safe: 'The vendor calls it safe',
  unsafe: 'The vendor calls it unsafe',
  'safe-if': 'The vendor calls it safe on a condition',
};

/** How the issue of a request ends. Undefined while it is open. */
export function endOfEscalation({ state, ended }: EscalationStory): IssueEnd | undefined {
  if (isOpen(state)) return undefined;
  const body: Line[] = [
    `**${ENDED[state.is]}**`,
    '',
    ...(ended && state.is !== 'expired' ? [{ label: '- Recorded by', who: ended.by }] : []),
    ...(ended?.because === undefined ? [] : [`- Because: ${asCode(ended.because)}`]),
  ];
  return { as: state.is === 'done' ? 'completed' : 'not-planned', body };
}
