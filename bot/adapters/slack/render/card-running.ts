import type { Story } from '../../../domain/run/apply.ts';
import { isOver } from '../../../domain/run/outcome.ts';
import type { RunState } from '../../../domain/run/state.ts';
import { type Press, sections } from './blocks.ts';
import { byline, type Card, type Shown } from './card-lines.ts';
import { FOLDED, hostBlocks } from './hosts.ts';
import { person, runName } from './labels.ts';
import { whatAndWhere } from './run-words.ts';

type Under = Extract<RunState, { is: 'approved' | 'sending' | 'running' | 'keeping' }>;

/** From the approval to the last host's result. */
export function runningCard(story: Story, state: Under, reading: Shown): Card {
  const over = [...story.outcomes.values()].filter(({ status }) => isOver(status));
  const told = [...story.outcomes.values()].filter(({ status }) => isOver(status) || status === 'applied');
  const progress = state.hosts > 1 && 'tally' in state ? [`${bar(over.length, state.hosts)}`] : [];
  const stopping = story.cancelRequestedBy
    ? [`${person(story.cancelRequestedBy, reading)} asked to cancel it: what has begun may still end as it would have`]
    : [];
  return {
    what: whatAndWhere(story, 'doing', reading),
    how: `· ${howFar(state, over.length)}`,
    body: [
      ...sections([...progress, ...stopping]),
      ...hostBlocks(told, reading.look ?? FOLDED).blocks,
      byline(story, reading),
    ],
    presses: presses(state),
  };
}

function howFar(state: Under, over: number): string {
  if (state.is === 'approved') return state.approvals.length > 0 ? 'approved, about to start' : 'about to start';
  if (state.is === 'sending') return 'being sent';
  const stopping = state.cancelRequested ? ', stopping' : '';
  const { applied = 0, failed, unknown } = state.tally;
  if (state.hosts === 1) return `${applied > 0 ? 'applied; kept when the host answers' : 'running'}${stopping}`;
  const bad = failed + state.tally['timed-out'] + state.tally['did-not-run'];
  const counts = [
    applied > 0 ? `, ${applied} applied and kept when they answer` : '',
    bad > 0 ? `, ${bad} failed` : '',
    unknown > 0 ? `, ${unknown} unknown` : '',
  ].join('');
  return `${over} of ${state.hosts} done${counts}${stopping}`;
}

const WIDTH = 10;

/** `▓▓▓░░░░░░░ 3 of 10`. Full only when all is over. */
function bar(done: number, of: number): string {
  const full = Math.floor((done / of) * WIDTH);
  return `${'▓'.repeat(full)}${'░'.repeat(WIDTH - full)} ${done} of ${of}`;
}

function presses(state: Under): Press[] {
  const name = runName(state.id);
  const cancel: Press = { id: 'cancel', label: 'Cancel', says: `cancel ${name}` };
  const show: Press = { id: 'show', label: 'Show plan', says: `show ${name}` };
  if ('cancelRequested' in state && state.cancelRequested) return [show];
  return state.is === 'sending' || state.is === 'keeping' ? [show] : [cancel, show];
}
