import type { Story } from '../../../domain/run/apply.ts';
import type { ScheduledRun } from '../../../domain/run/state.ts';
import { sections } from './blocks.ts';
import { byline, type Card } from './card-lines.ts';
import { runName } from './labels.ts';
import type { Reading } from './rendered.ts';
import { whatAndWhere } from './run-words.ts';
import { inline } from './text.ts';
import { startLines } from './time-words.ts';

/** Between the last approval and the time that was said. */
export function scheduledCard(story: Story, state: ScheduledRun, reading: Reading): Card {
  const name = runName(state.id);
  return {
    what: whatAndWhere(story, 'ask', reading),
    how: 'waits for its time',
    body: [
      ...sections([
        ...startLines(story.plan, reading),
        inline(story.plan?.effect ?? '', 300),
        'It is decided again then: hosts, rights, approvals, matrix, policy and freezes have to hold as they do now',
      ]),
      byline(story, reading),
    ],
    presses: [
      { id: 'show', label: 'Show plan', says: `show ${name}` },
      { id: 'cancel', label: 'Cancel', says: `cancel ${name}` },
    ],
  };
}
