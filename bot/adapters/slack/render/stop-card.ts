import type { StopStory } from '../../../domain/card.ts';
import { LIFTS } from '../../../domain/freeze/emergency.ts';
import type { EmergencyStop } from '../../../domain/freeze/standing.ts';
import { context, lastingActions, type Press, section, sections } from './blocks.ts';
import { type Card, quoted } from './card-lines.ts';
import { person, runName } from './labels.ts';
import { runLine } from './lists.ts';
import { type Reading, type Rendered, runMetadata } from './rendered.ts';
import { counted, listed } from './text.ts';
import { duration, when, whenWithUtc } from './when.ts';

/** Runs with a button each: as many as fit a phone's screen. */
const BUTTONS = 8;

/** The card of an emergency stop: who, why, since when, whose word is still wanted, and what is under way all the same. */
export function renderStopCard(story: StopStory, reading: Reading): Rendered {
  const { what, how, body, presses } = reading.channelIsShared ? outward(story) : inward(story, reading);
  const { id, seq, state } = story;
  const sign = state.is === 'stopped' ? '🛑' : '✔';
  return {
    text: `${sign} ${what} ${how} · X-${id}`,
    blocks: [section(`${sign} *${what}* ${how} · X-${id}`), ...body, ...lastingActions(presses)],
    metadata: runMetadata({ stream: `stop#${id}`, seq, outcome: state.is === 'stopped' ? 'waiting' : 'succeeded' }),
  };
}

function inward(story: StopStory, reading: Reading): Card {
  return story.state.is === 'stopped' ? standing(story, reading) : lifted(story, reading);
}

function standing({ stop, going, now }: StopStory, reading: Reading): Card {
  const { by, from, because } = stop;
  const shown = going.slice(0, BUTTONS);
  return {
    what: 'Everything is stopped',
    how: `since ${whenWithUtc(from, reading.now)}`,
    body: [
      ...sections([
        `${person(by, reading)}: ${quoted(because)}`,
        'Only what reads runs. Nothing else is approved, sent, resumed or begun at its time, on any host; no exception, no break-glass',
        liftWords(stop, reading),
      ]),
      ...sections(
        going.length === 0
          ? [`Nothing was under way at ${when(now, reading.now)}`]
          : [
              `*Under way at* ${when(now, reading.now)}: the stop does not interrupt what hosts were sent`,
              ...shown.map((line) => runLine(line, reading)),
              ...(going.length > shown.length
                ? [`… and ${counted(going.length - shown.length, 'more run')}: \`/ops runs\``]
                : []),
            ],
      ),
    ],
    presses: [liftPress(stop), ...shown.map(({ id }) => cancelPress(id)), CALENDAR],
  };
}

function lifted({ stop, at, now }: StopStory, reading: Reading): Card {
  const { by, from, because, lifts } = stop;
  const end = lifts.at(-1)?.at ?? now;
  const words = lifts.map(
    (lift) =>
      `${person(lift.by, reading)} ${when(lift.at, reading.now)}${lift.because === undefined ? '' : `: ${quoted(lift.because, 200)}`}`,
  );
  return {
    what: 'The emergency stop is lifted',
    how: `after ${duration(end - from)}`,
    body: [
      ...sections([`Lifted by ${words.join(' and ')}`]),
      context(
        `Stopped ${when(at, reading.now)} by ${person(by, reading)}: ${quoted(because)} · What waits can be approved and what paused resumed; of that nothing starts by itself. Runs with a time begin at it.`,
      ),
    ],
    presses: [{ id: 'waiting', label: 'What waits', says: 'waiting' }, CALENDAR],
  };
}

const CALENDAR: Press = { id: 'calendar', label: 'Calendar', says: 'calendar' };

/** Who has said that it may end, and how many more it takes. */
export function liftWords({ lifts }: EmergencyStop, reading: Reading): string {
  const left = LIFTS - lifts.length;
  const said = lifts.map((lift) => `${person(lift.by, reading)} ${when(lift.at, reading.now)}`);
  return lifts.length === 0
    ? `It ends when ${LIFTS} people who are approver or admin say so: \`/ops lift the stop\``
    : `*${lifts.length} of ${LIFTS} have said that it may end*: ${listed(said)}. ${left} other ${left === 1 ? 'approver or admin is' : 'approvers or admins are'} wanted`;
}

/** A thumb slips: asked about once more. */
export function liftPress({ id, lifts }: EmergencyStop): Press {
  const last = lifts.length + 1 >= LIFTS;
  const text = last
    ? 'Then everything may run again, everywhere. You are the second person to say so.'
    : 'A second person has to say so too. Until then everything stays stopped.';
  return {
    id: 'lift',
    label: 'Lift the stop',
    says: `lift X-${id}`,
    confirm: { title: 'May everything run again?', text, yes: 'Yes' },
  };
}

function cancelPress(id: string): Press {
  const name = runName(id);
  return {
    id: `cancel:${id}`,
    label: `Cancel ${name}`,
    says: `cancel ${name} because "everything is stopped"`,
    style: 'danger',
  };
}

/** Where another organisation reads along: that nothing runs, and not why. */
function outward({ state }: StopStory): Card {
  return state.is === 'stopped'
    ? { what: 'All maintenance is stopped', how: 'for now', body: [], presses: [] }
    : { what: 'Maintenance goes on', how: 'again', body: [], presses: [] };
}
