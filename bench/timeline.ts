import { createPictures } from '../bot/adapters/picture/pictures.ts';
import type { Entry } from '../bot/domain/incident/entry.ts';
import { EXPORT_FORMATS, exportTimeline } from '../bot/domain/incident/export.ts';
import { callingsOf } from '../bot/domain/incident/export-told.ts';
import type { IncidentState } from '../bot/domain/incident/state.ts';
import { HOUR, MINUTE } from '../bot/domain/instant.ts';
import { type Goal, median } from './figures.ts';

const ENTRIES = 10_000;
const BEGAN = Date.UTC(2026, 10, 9, 8);
const LASTS = 14 * 24 * HOUR;
const ZONE = 'Europe/Brussels';
const NAMES = new Map(Array.from({ length: 30 }, (_, at) => [`TACME/U${at}`, `Person Number ${at}`]));

const TEXTS = [
  'restarted nginx, and the error rate went down from 14 to 3 in a hundred; watching it for ten minutes',
  '=2+5 is what the sheet said, "quoted", with a comma\nand a second line',
  'asked the vendor for the state of the pool',
];

function entryOf(at: number): Entry {
  const time = BEGAN + Math.floor((at / ENTRIES) * LASTS);
  const run = String(10_000 + Math.floor(at / 40));
  const base = { version: 1, occurredAt: time, recordedAt: time + 900, by: { team: 'TACME', user: `U${at % 30}` } };
  const source = `incident#7QK2P/e#${at}`;
  if (at % 8 === 0) {
    const mark = at % 40 < 32 ? 'waits' : 'good';
    return { ...base, source, kind: 'run', text: `${run} moved`, mark, evidence: [{ is: 'run', run }] };
  }
  const permalink = `https://acme.slack.com/archives/C0INC/p${time}`;
  const text = TEXTS[at % TEXTS.length] ?? '';
  return { ...base, source, kind: 'message', text, quoted: true, evidence: [{ is: 'message', permalink }] };
}

/** An incident of two weeks, with as many entries as the longest that was thought of. */
function longIncident(): { state: IncidentState; entries: Entry[] } {
  const state: IncidentState = {
    id: '7QK2P',
    by: { team: 'TACME', user: 'U1' },
    title: 'Checkout is down',
    severity: 'critical',
    kind: 'infrastructure',
    is: 'open',
    place: { team: 'TACME', channel: 'C0INC' },
    roles: {},
    milestones: { detected: BEGAN, declared: BEGAN + MINUTE, acknowledged: BEGAN + 4 * MINUTE },
    followers: [],
    alarms: [],
    reminded: {},
    snoozed: {},
  };
  return { state, entries: Array.from({ length: ENTRIES }, (_, at) => entryOf(at)) };
}

/** Milliseconds of each of some rounds, after one that warms up. */
async function timesOf(rounds: number, work: () => unknown): Promise<number[]> {
  const times: number[] = [];
  for (let round = -1; round < rounds; round += 1) {
    const began = performance.now();
    await work();
    if (round >= 0) times.push(performance.now() - began);
  }
  return times;
}

/** What is made of a whole timeline of 10,000 entries that were read already: its picture, and each kind of file. */
export async function timelineGoals(rounds: number): Promise<Goal[]> {
  const { state, entries } = longIncident();
  const pictures = createPictures();
  const told = { name: 'I-7QK2P', state, entries, names: NAMES, zone: ZONE, now: BEGAN + LASTS };
  const drawn = median(await timesOf(rounds, () => pictures.timeline(told)));
  const goals = [goalOf('picture of 10,000 entries', drawn, 500)];
  const callings = callingsOf(NAMES, new Map([['TACME', 'Acme']]));
  for (const format of EXPORT_FORMATS) {
    const written = await timesOf(rounds, () => exportTimeline({ ...told, callings }, format));
    goals.push(goalOf(`${format} of 10,000 entries`, median(written), 1_000));
  }
  return goals;
}

function goalOf(what: string, ms: number, most: number): Goal {
  return { goal: `Timeline: ${what}`, aim: `under ${most} ms`, figure: `${ms.toFixed(0)} ms`, met: ms < most };
}
