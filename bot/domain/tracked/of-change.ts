import type { ChangeStory } from '../change/apply.ts';
import { isOver } from '../change/apply.ts';
import { writeChangeId } from '../language/run-id.ts';
import type { IssueDraft, IssueEnd } from './event.ts';
import { asCode, asTitle, type Line } from './line.ts';
import type { IssuePlace } from './place.ts';

/** The issue of a change of records that was proposed. */
export function issueOfChange({ id, by, proposal }: ChangeStory, place: IssuePlace): IssueDraft {
  const name = writeChangeId(id);
  const body: Line[] = [
    asCode(proposal.sentence),
    '',
    { label: '- Proposed by', who: by },
    `- Because: ${asCode(proposal.because)}`,
    `- In Slack: ${asCode(`/ops show ${name}`)}`,
  ];
  return { ...place, title: asTitle(`${name} ${proposal.sentence}`), body };
}

const ENDED = {
  applied: 'Done: it holds now',
  denied: 'Denied: nothing was changed',
  expired: 'Not confirmed in time: nothing was changed',
  void: 'Void: what it rests on moved, nothing was changed',
} as const;

/** How the issue of a change ends. Undefined while it goes on. */
export function endOfChange({ state, ended, refusal }: ChangeStory): IssueEnd | undefined {
  if (!isOver(state) || !(state.is in ENDED)) return undefined;
  const is = state.is as keyof typeof ENDED;
  const body: Line[] = [
    `**${ENDED[is]}**`,
    '',
    ...state.confirms.map(({ by }) => ({ label: '- Confirmed by', who: by })),
    ...(is === 'denied' && ended ? [{ label: '- Denied by', who: ended.by }] : []),
    ...(ended?.because === undefined ? [] : [`- Because: ${asCode(ended.because)}`]),
    ...(refusal ? [`- Rule: ${asCode(refusal.reason)}`] : []),
  ];
  return { as: is === 'applied' ? 'completed' : 'not-planned', body };
}
