import type { Story } from '../../../domain/run/apply.ts';
import { isTerminal } from '../../../domain/run/state.ts';
import { context, lastingActions, type Press, section, sections } from './blocks.ts';
import { breakGlassLines, breakGlassTitle, reviewPresses } from './break-glass-words.ts';
import { endedCard } from './card-ended.ts';
import type { Card, Shown } from './card-lines.ts';
import { pausedCard } from './card-paused.ts';
import { reportCard } from './card-report.ts';
import { runningCard } from './card-running.ts';
import { scheduledCard } from './card-scheduled.ts';
import { askedCard, unconfirmedCard, waitingCard } from './card-waiting.ts';
import { runName } from './labels.ts';
import { type Rendered, runMetadata } from './rendered.ts';
import { markOf, signOf, stateWords } from './run-words.ts';

/**
 * The one card of a run, for whatever state it is in: made from the run's events alone, never from a click, so that it
 * cannot say what did not happen.
 */
export function renderCard(story: Story, reading: Shown): Rendered {
  const { what, how, body, presses } = reading.channelIsShared ? outwardCard(story) : loudCard(story, reading);
  const name = runName(story.id);
  const sign = signOf(story.state);
  return {
    text: `${sign} ${what} ${how} · ${name}`,
    blocks: [section(`${sign} *${what}* ${how} · ${name}`), ...body, ...lastingActions(presses)],
    metadata: runMetadata({ stream: `run#${story.id}`, seq: story.seq, outcome: markOf(story.state) }),
  };
}

/** A break-glass run says so before all else, and on whatever card it has. */
function loudCard(story: Story, reading: Shown): Card {
  const { what, how, body, presses } = inwardCard(story, reading);
  return {
    what: `${breakGlassTitle(story)}${what}`,
    how,
    body: [...sections(breakGlassLines(story, reading)), ...body],
    presses: [...reviewPresses(story), ...presses],
  };
}

function inwardCard(story: Story, reading: Shown): Card {
  const { state } = story;
  switch (state.is) {
    case 'asked':
      return askedCard(story, reading);
    case 'unconfirmed':
      return unconfirmedCard(story, state, reading);
    case 'waiting':
      return waitingCard(story, state, reading);
    case 'scheduled':
      return scheduledCard(story, state, reading);
    case 'approved':
    case 'sending':
    case 'running':
    case 'keeping':
      return runningCard(story, state, reading);
    case 'paused':
      return pausedCard(story, state, reading);
    case 'finished':
      return reportCard(story, state, reading);
    case 'refused':
    case 'denied':
    case 'expired':
    case 'cancelled':
    case 'halted':
      return endedCard(story, state.is, reading);
    default:
      return state satisfies never;
  }
}

/** Where another organisation reads along: that a run exists and how it stands. No host, no command, no name. */
function outwardCard({ id, state }: Story): Card {
  const how = state.is === 'finished' ? `over: ${stateWords(state.verdict)}` : stateWords(state.is);
  const show: Press = { id: 'show', label: 'Show', says: `show ${runName(id)}` };
  return {
    what: 'A maintenance run',
    how: `is ${how}`,
    body: isTerminal(state)
      ? []
      : [context('Its details are shown to people of the organisation that runs Remit only.')],
    presses: [show],
  };
}
