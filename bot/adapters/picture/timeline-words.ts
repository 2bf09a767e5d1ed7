import { clockWords } from '../../domain/calendar/moment.ts';
import { wallTimeAt } from '../../domain/calendar/zone.ts';
import { zoneWords } from '../../domain/incident/axis.ts';
import type { Chart, Row } from '../../domain/incident/chart.ts';
import { lastingWords } from '../../domain/incident/lasting.ts';
import type { TimelineTold } from '../../ports/pictures.ts';

/** Slack's limit for the words of an image. */
const MOST = 1_000;

/** What stands below the title: which it is and how it is, and how long each step took. */
export function factsOf({ name, state, now }: TimelineTold, { entries }: Chart): string[] {
  const { detected, acknowledged, mitigated, resolved } = state.milestones;
  const count = `${entries.toLocaleString('en-GB')} ${entries === 1 ? 'entry' : 'entries'}`;
  const since = state.is === 'resolved' ? '' : ` for ${lastingWords(now - detected)}`;
  const steps = Object.entries({ acknowledged, mitigated, resolved }).flatMap(([step, at]) =>
    at === undefined ? [] : [`${step} after ${lastingWords(at - detected)}`],
  );
  return [
    `${name} · ${state.severity} · ${state.is}${since} · ${count}`,
    ...(steps.length > 0 ? [steps.join(' · ')] : []),
  ];
}

/** The same in words, for whoever does not see it: at most 1,000 characters. */
export function timelineAlt(told: TimelineTold, chart: Chart): string {
  const { state, zone } = told;
  const time = (at: number) => clockWords(wallTimeAt(at, zone));
  const milestones = chart.milestones.map(({ name, at }) => `${name} ${time(at)}`).join(', ');
  const severities = chart.severity.map(({ is, from }) => `${is} from ${time(from)}`).join(', ');
  const parts = [
    `Timeline of ${told.name}${state.drill ? ', a drill' : ''}: ${factsOf(told, chart).join('. ')}`,
    `${milestones} (${zoneWords(chart.within, zone)})`,
    `Severity: ${severities}`,
    rowsWords('Runs', chart.runs),
    rowsWords('Alarms', chart.alarms),
    rowsWords('People', chart.people),
    rowsWords('Vendor', chart.vendor),
    `Title: ${state.title}`,
  ];
  const letters = [...parts.filter((part) => part !== '').join('. ')];
  return letters.length <= MOST ? letters.join('') : `${letters.slice(0, MOST - 1).join('')}…`;
}

const MARK = { good: 'went well', bad: 'failed', waits: 'not over', rang: 'rang' } as const;

function rowsWords(lane: string, rows: readonly Row[]): string {
  if (rows.length === 0) return '';
  const words = rows.map((row) => {
    if ('ticks' in row) return `${row.label} ${row.ticks.length}`;
    const last = row.bars.at(-1);
    if (!last) return row.label;
    return `${row.label} ${last.mark === 'rang' && last.open ? 'rings' : MARK[last.mark]}`;
  });
  return `${lane}: ${words.join(', ')}`;
}
