import type { EmergencyStop } from '../../../domain/freeze/standing.ts';
import type { FreezeTold } from '../../../domain/freeze/told.ts';
import { context, type Press, sections } from './blocks.ts';
import { quoted } from './card-lines.ts';
import { person } from './labels.ts';
import type { Reading } from './rendered.ts';
import type { Said } from './said.ts';
import { liftPress, liftWords } from './stop-card.ts';
import { duration, whenWithUtc } from './when.ts';

type StopTold = Extract<FreezeTold, { is: 'everything-stopped' | 'lift-asked' | 'lifted' }>;

const RUNS: Press = { id: 'runs', label: 'What is under way', says: 'runs' };

/** What became of the stop, to whoever just said something about it. */
export function sayStop(told: StopTold, reading: Reading): Said {
  switch (told.is) {
    case 'everything-stopped':
      return {
        mark: 'information',
        first: `🛑 *Everything is stopped*${told.already ? ' already,' : ''} since ${whenWithUtc(told.stop.from, reading.now)} · X-${told.stop.id}`,
        body: standing(told.stop, reading),
        presses: [RUNS, liftPress(told.stop)],
      };
    case 'lift-asked':
      return {
        mark: 'waiting',
        first: `🛑 *Everything is still stopped*: your word is on record${told.already ? ' already' : ''}, and another person’s is wanted · X-${told.stop.id}`,
        body: standing(told.stop, reading),
      };
    case 'lifted':
      return {
        mark: 'information',
        first: `✔ *You lifted the stop* after ${duration(told.at - told.stop.from)}: everything may run again · X-${told.stop.id}`,
        body: [context('What waits can be approved and what paused resumed; of that nothing starts by itself.')],
        presses: [{ id: 'waiting', label: 'What waits', says: 'waiting' }],
      };
    default:
      return told satisfies never;
  }
}

function standing(stop: EmergencyStop, reading: Reading) {
  return [
    ...sections([`${person(stop.by, reading)}: ${quoted(stop.because)}`, liftWords(stop, reading)]),
    context('Only what reads runs. What hosts were sent before goes on, unless it is cancelled: `/ops cancel R-…`'),
  ];
}
