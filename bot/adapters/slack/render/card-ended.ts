import type { Story } from '../../../domain/run/apply.ts';
import type { RunState } from '../../../domain/run/state.ts';
import { type Press, sections } from './blocks.ts';
import { byline, type Card, quoted } from './card-lines.ts';
import { person, runName } from './labels.ts';
import { refusalWords } from './refusal-words.ts';
import type { Reading } from './rendered.ts';
import { whatAndWhere } from './run-words.ts';
import { code } from './text.ts';

type Ended = Extract<RunState['is'], 'refused' | 'denied' | 'expired' | 'cancelled' | 'halted'>;

/** A run that ended before it reached a host: who or what ended it, and that nothing was run. */
export function endedCard(story: Story, is: Ended, reading: Reading): Card {
  const no = story.refusal && refusalWords(story.refusal, { sentence: story.asked.sentence, run: story.id }, reading);
  const why = story.ended?.because ? [`${person(story.ended.by, reading)}: ${quoted(story.ended.because)}`] : [];
  const rule = no?.rule ? [`Matrix: ${no.rule}`] : [];
  return {
    what: whatAndWhere(story, 'ask', reading),
    how: `${how(story, is, reading)} · nothing was run`,
    body: [
      ...sections(
        [...why, ...(no ? [`Why: ${no.why}${reasonOf(story)}`, ...rule, no.whose ?? ''] : [])].filter(Boolean),
      ),
      byline(story, reading),
    ],
    presses: presses(story, is, no?.next),
  };
}

/** The reason as it stays on record, beside the words for it. */
function reasonOf({ refusal }: Story): string {
  return refusal ? ` (${code(refusal.reason, 40)})` : '';
}

function how({ ended, refusal, plan, cleared }: Story, is: Ended, reading: Reading): string {
  const by = ended ? ` by ${person(ended.by, reading)}` : '';
  switch (is) {
    case 'denied':
      return `was denied${by}`;
    case 'expired':
      return plan?.unlisted && !cleared
        ? 'expired: the vendor’s word did not come in time'
        : 'expired: nobody approved it in time';
    case 'cancelled':
      return `was cancelled${by} before it ran`;
    case 'halted':
      if (refusal?.reason === 'missed') return 'was missed';
      return `was stopped at the last moment${refusal?.reason === 'locked' ? ': the host is in use' : ''}`;
    case 'refused':
      return 'was refused';
    default:
      return is satisfies never;
  }
}

function presses({ id }: Story, is: Ended, next: Press | undefined): Press[] {
  const why: Press = { id: 'why', label: 'Why', says: `why ${runName(id)}` };
  const again: Press = { id: 'again', label: 'Ask again', says: `again ${runName(id)}` };
  if (is === 'denied') return [why];
  if (next && next.id !== 'again' && next.id !== 'why') return [next, why];
  return is === 'refused' && next?.id !== 'again' ? [why] : [again, why];
}
