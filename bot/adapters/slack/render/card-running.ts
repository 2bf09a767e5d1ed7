import type { Story } from '../../../domain/run/apply.ts';
import { isOver } from '../../../domain/run/outcome.ts';
import type { RunState } from '../../../domain/run/state.ts';
import { type Press, sections } from './blocks.ts';
import { byline, type Card, type Shown } from './card-lines.ts';
import { FOLDED, hostBlocks } from './hosts.ts';
import { person, runName } from './labels.ts';
import { whatAndWhere } from './run-words.ts';
import { bars, waveOf } from './wave-lines.ts';

type Under = Extract<RunState, { is: 'approved' | 'sending' | 'running' | 'keeping' }>;

/** From the approval to the last host's result. */
export function runningCard(story: Story, state: Under, reading: Shown): Card {
  const over = [...story.outcomes.values()].filter(({ status }) => isOver(status));
  const told = [...story.outcomes.values()].filter(({ status }) => isOver(status) || status === 'applied');
  const progress = 'tally' in state && story.sentAt !== undefined ? bars(story) : [];
  const stopping = story.cancelRequestedBy
    ? [`${person(story.cancelRequestedBy, reading)} asked to cancel it: what has begun may still end as it would have`]
    : [];
  return {
    what: whatAndWhere(story, 'doing', reading),
    how: `· ${waveName(story)}${howFar(state, over.length)}`,
    body: [
      ...sections([...progress, ...stopping]),
      ...hostBlocks(told, reading.look ?? FOLDED).blocks,
      byline(story, reading),
    ],
    presses: presses(state),
  };
}

/** `wave 2 of 3 · `, where there are several. */
function waveName(story: Story): string {
  const { at, of } = waveOf(story);
  return of > 1 && story.sends.length > 0 ? `wave ${at} of ${of} · ` : '';
}

function howFar(state: Under, over: number): string {
  if (state.is === 'approved') return state.approvals.length > 0 ? 'approved, about to start' : 'about to start';
  if (state.is === 'sending' && over === 0 && state.commandId === undefined) return 'being sent';
  const stopping = state.cancelRequested ? ', stopping' : '';
  const { applied = 0, failed, unknown } = state.tally;
  if (state.hosts === 1) return `${applied > 0 ? 'applied; kept when the host answers' : 'running'}${stopping}`;
  const bad = failed + state.tally['timed-out'] + state.tally['did-not-run'];
  const counts = [
    applied > 0 ? `, ${applied} applied and kept when they answer` : '',
    bad > 0 ? `, ${bad} failed` : '',
    unknown > 0 ? `, ${unknown} unknown` : '',
  ].join('');
  return `${over.toLocaleString('en')} of ${state.hosts.toLocaleString('en')} done${counts}${stopping}`;
}

function presses(state: Under): Press[] {
  const name = runName(state.id);
  const cancel: Press = { id: 'cancel', label: 'Cancel', says: `cancel ${name}` };
  const show: Press = { id: 'show', label: 'Show plan', says: `show ${name}` };
  if ('cancelRequested' in state && state.cancelRequested) return [show];
  const tooEarly = state.is === 'keeping' || (state.is === 'sending' && state.commandId === undefined);
  return tooEarly ? [show] : [cancel, show];
}
