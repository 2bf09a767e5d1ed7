import type { HomeView, KnownBlock } from '@slack/types';
import type { AlsoWaiting, EscalationLine, HelpEntry, RunLine, ScheduledLine } from '../../../domain/answer.ts';
import type { EmergencyStop } from '../../../domain/freeze/standing.ts';
import type { ScheduleLine } from '../../../domain/schedule/told.ts';
import { requestLine } from './answer-escalation.ts';
import { context, lastingActions, lastingLine, type Press, section, sections } from './blocks.ts';
import { requestName } from './escalation-words.ts';
import { helpPresses } from './help.ts';
import { type HomeNow, openIncidents, standing } from './home-now.ts';
import { runName } from './labels.ts';
import { ownRunLine, runLine } from './lists.ts';
import type { Reading } from './rendered.ts';
import { scheduleLine, scheduleName } from './schedule-words.ts';
import { stoppedLine } from './stopped-line.ts';
import { counted } from './text.ts';
import { type AlsoRow, alsoRows, reviewLine } from './waiting.ts';
import { when } from './when.ts';

/** What the App Home of one of our own people holds. `entries`: what they may do. */
export type HomeData = {
  waiting: RunLine[];
  reviews: RunLine[];
  also?: AlsoWaiting;
  /** Theirs that have a time, and what repeats in their name. */
  timed: ScheduledLine[];
  repeating: ScheduleLine[];
  mine: RunLine[];
  requests: EscalationLine[];
  now?: HomeNow;
  entries: HelpEntry[];
  stop?: EmergencyStop;
};

/** What waits for this person, what will run in their name, what they asked for last, and what they could do now. */
export function renderHome(data: HomeData, reading: Reading): HomeView {
  const { waiting, reviews, also, mine, requests, entries, stop, now = {} } = data;
  return {
    type: 'home',
    blocks: [
      section('*Remit* · is this within your remit?'),
      ...sections(stoppedLine(stop, reading)),
      ...runs('Waits for you', waiting, { row: 'waits', line: (one) => runLine(one, reading) }),
      ...beside(alsoRows(also, reading), { titled: waiting.length > 0 }),
      ...toReview(reviews, reading),
      ...openIncidents(now, reading),
      ...scheduled(data, reading),
      ...runs('You asked for', mine, {
        row: 'mine',
        line: (one) => `${ownRunLine(one)} · ${when(one.at, reading.now)}`,
      }),
      ...asked(requests, reading),
      ...standing(now, reading),
      ...tries(entries, reading),
      context('Everything here can be typed as well: `/ops help`.'),
    ],
  };
}

const LINES = 10;
/** A phone has no room for all that somebody may do: some to try, the list and the form. */
const TRIES = 2;
const LIST: Press = { id: 'help', label: 'All you may do', says: 'help' };
const ALL: Press[] = [LIST, { id: 'form', label: 'Open the form', says: 'form' }];

/** `row`: what the rows of a list are called; one run may stand in two. */
type List = { row: string; line: (of: RunLine) => string };

function runs(title: string, lines: readonly RunLine[], { row, line }: List): KnownBlock[] {
  if (lines.length === 0) return [];
  const rows = lines.slice(0, LINES).map((one) => shown(line(one), `${row}:${one.id}`, runName(one.id)));
  return [section(`*${title}*`), ...rows];
}

/** What waits beside runs, below them. */
function beside(rows: readonly AlsoRow[], { titled }: { titled: boolean }): KnownBlock[] {
  if (rows.length === 0) return [];
  const shownRows = rows.slice(0, LINES).map(({ name, text }) => shown(text, `also:${name}`, name));
  return [...(titled ? [] : [section('*Waits for you*')]), ...shownRows];
}

function scheduled({ timed, repeating }: HomeData, reading: Reading): KnownBlock[] {
  if (timed.length + repeating.length === 0) return [];
  const once = timed.slice(0, LINES).map((line): KnownBlock => {
    const told = `${when(line.start, reading.now)} · ${runLine(line, reading)}`;
    return shown(told, `timed:${line.id}`, runName(line.id));
  });
  const again = repeating.slice(0, LINES).map(({ id, state, last }): KnownBlock => {
    return shown(scheduleLine(state, last, reading), `schedule:${id}`, scheduleName(id));
  });
  return [section('*Will run in your name*'), ...once, ...again];
}

function toReview(lines: readonly RunLine[], reading: Reading): KnownBlock[] {
  if (lines.length === 0) return [];
  return [
    section('*Break-glass runs to review*'),
    ...lines.slice(0, LINES).map((line) => shown(reviewLine(line, reading), `review:${line.id}`, runName(line.id))),
  ];
}

function asked(lines: readonly EscalationLine[], reading: Reading): KnownBlock[] {
  if (lines.length === 0) return [];
  return [
    section('*Open requests to vendors*'),
    ...lines
      .slice(0, LINES)
      .map((line) => shown(requestLine(line, reading), `request:${line.id}`, requestName(line.id))),
  ];
}

function shown(text: string, row: string, name: string): KnownBlock {
  return lastingLine(text, row, { name, says: `show ${name}` });
}

function tries(entries: readonly HelpEntry[], { definitions }: Reading): KnownBlock[] {
  const commands = entries.filter(({ name }) => definitions.some((definition) => definition.name === name));
  if (commands.length === 0) {
    const no = section('Your roles allow no command on hosts: an admin grants roles.');
    // Everybody may ask for help: who has more to say finds it there.
    return entries.length > 1 ? [no, ...lastingActions([LIST])] : [no];
  }
  return [
    section(`*What you can do* · ${counted(commands.length, 'command')}`),
    ...lastingActions([...helpPresses(commands).slice(0, TRIES), ...ALL]),
  ];
}
