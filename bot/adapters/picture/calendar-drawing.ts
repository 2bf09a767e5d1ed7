import type { Span } from '../../domain/calendar/spans.ts';
import type { CalendarWeek, EnvironmentWeek } from '../../domain/freeze/week.ts';
import type { Instant } from '../../domain/instant.ts';
import { dayWords, groupsOf, nowWords, timeWords } from './calendar-words.ts';
import type { Fonts } from './render.ts';
import { box, type Drawing, drawing, line } from './svg.ts';
import { wrap } from './wrap.ts';

/** A phone's width. */
const WIDTH = 390;
const EDGE = 14;
const ROOM = WIDTH - 2 * EDGE;
const STRIP = 26;

const INK = '#111827';
const SOFT = '#4b5563';
const PAPER = '#ffffff';
const RULE = '#d5dbe3';
const NOW = '#b91c1c';

/** How a stretch of time looks: filled, hatched, or crossed; never by its colour alone. */
const LOOKS = {
  open: { fill: '#15803d', words: 'changes and repairs' },
  repairs: { fill: 'url(#repairs)', words: 'repairs, no changes' },
  shut: { fill: 'url(#shut)', words: 'only reading' },
} as const;

const PATTERNS = [
  '<defs><pattern id="repairs" width="6" height="6" patternUnits="userSpaceOnUse"><rect width="6" height="6" fill="#f3f4f6"/>',
  '<path d="M-1 7L7 -1" stroke="#9ca3af" stroke-width="1.2"/></pattern>',
  '<pattern id="shut" width="7" height="7" patternUnits="userSpaceOnUse"><rect width="7" height="7" fill="#1e3a8a"/>',
  '<path d="M0 0L7 7M7 0L0 7" stroke="#bfdbfe" stroke-width="1.1"/></pattern></defs>',
].join('');

/** Parts of a drawing from above, and where they end. */
type Part = { parts: string[]; end: number };

/** What may run in the next seven days, in one picture: a strip of each environment, what is in the way, what comes next. */
export function drawCalendar(week: CalendarWeek, fonts: Fonts): Drawing {
  const steps = [drawHead, drawDays, drawStrips, drawLegend, drawGroups];
  const parts: string[] = [PATTERNS];
  let y = 0;
  for (const step of steps) {
    const drawn = step(week, y, fonts);
    parts.push(...drawn.parts);
    y = drawn.end;
  }
  const height = Math.ceil(y + EDGE);
  const paper = { x: 0.5, y: 0.5, width: WIDTH - 1, height: height - 1, radius: 10 };
  return drawing(WIDTH, height, [box(paper, { fill: PAPER, stroke: RULE }), ...parts]);
}

function drawHead({ now, zone }: CalendarWeek, _y: number, { regular }: Fonts): Part {
  const facts = wrap(`It is ${timeWords(now, zone)} by the clocks of ${zone}`, {
    font: regular,
    size: 12.5,
    width: ROOM,
  });
  const lines = facts.map((words, at) => line(EDGE, 50 + 16 * at, words, { size: 12.5, fill: SOFT }));
  return {
    parts: [line(EDGE, 31, 'What may run', { size: 18, weight: 'semibold', fill: INK }), ...lines],
    end: 50 + 16 * facts.length,
  };
}

function drawDays({ midnights, zone }: CalendarWeek, y: number): Part {
  const days = midnights.slice(0, -1);
  const width = ROOM / days.length;
  const parts = days.map((at, index) =>
    line(EDGE + width * (index + 0.5), y + 10, dayWords(at, zone), {
      size: 12,
      weight: index === 0 ? 'semibold' : 'regular',
      fill: index === 0 ? INK : SOFT,
      anchor: 'middle',
    }),
  );
  return { parts, end: y + 16 };
}

function drawStrips(week: CalendarWeek, top: number, { semibold }: Fonts): Part {
  const parts: string[] = [];
  let y = top;
  for (const one of week.environments) {
    const told = week.calendar.now.find(({ environment }) => environment === one.environment);
    const state = told ? nowWords(told, week.calendar) : '';
    const title = `${one.environment.charAt(0).toUpperCase()}${one.environment.slice(1)}: ${state}`;
    for (const words of wrap(title, { font: semibold, size: 13, width: ROOM })) {
      parts.push(line(EDGE, y + 14, words, { size: 13, weight: 'semibold', fill: INK }));
      y += 17;
    }
    parts.push(...drawStrip(week, one, y + 4));
    y += STRIP + 12;
  }
  parts.push(...drawComing(week, y - 3));
  return { parts, end: y + (week.coming.length > 0 ? 10 : 2) };
}

function drawStrip(week: CalendarWeek, { open, shut }: EnvironmentWeek, y: number): string[] {
  const strip = { x: EDGE, y, width: ROOM, height: STRIP };
  const stretch = (span: Span, fill: string) => {
    const [from, to] = [xOf(week, span.from), xOf(week, span.to)];
    return box({ ...strip, x: from, width: Math.max(1, to - from) }, { fill });
  };
  const nights = week.midnights.slice(1, -1).map((at) => {
    const x = xOf(week, at);
    return `<path d="M${x} ${y}v${STRIP}" stroke="${PAPER}" stroke-width="1.5"/>`;
  });
  return [
    box(strip, { fill: LOOKS.repairs.fill }),
    ...open.map((span) => stretch(span, LOOKS.open.fill)),
    ...shut.map((span) => stretch(span, LOOKS.shut.fill)),
    ...nights,
    box(strip, { fill: 'none', stroke: SOFT, 'stroke-width': 0.8 }),
    drawNow(week, y),
  ];
}

/** A mark below the strips for each run that has a time. */
function drawComing(week: CalendarWeek, y: number): string[] {
  return week.coming.map(({ at }) => {
    const x = xOf(week, at);
    return `<path d="M${x} ${y - 1}l4.5 8h-9z" fill="${INK}"/>`;
  });
}

function drawNow(week: CalendarWeek, y: number): string {
  return `<path d="M${xOf(week, week.now)} ${y - 4}v${STRIP + 8}" stroke="${NOW}" stroke-width="2.5" stroke-dasharray="4 2"/>`;
}

function drawLegend(week: CalendarWeek, top: number, { regular }: Fonts): Part {
  const parts: string[] = [];
  let [x, y] = [EDGE, top];
  const place = (words: string, mark: (x: number, y: number) => string) => {
    const width = 20 + regular.widthOf(words) * 12 + 14;
    if (x + width > WIDTH - EDGE + 14) [x, y] = [EDGE, y + 18];
    parts.push(mark(x, y), line(x + 20, y + 12, words, { size: 12, fill: INK }));
    x += width;
  };
  for (const { fill, words } of Object.values(LOOKS)) {
    place(words, (left, up) =>
      box({ x: left, y: up + 2, width: 15, height: 12 }, { fill, stroke: SOFT, 'stroke-width': 0.6 }),
    );
  }
  place(
    'now',
    (left, up) => `<path d="M${left + 8} ${up + 1}v14" stroke="${NOW}" stroke-width="2" stroke-dasharray="4 2"/>`,
  );
  if (week.coming.length > 0)
    place('will run', (left, up) => `<path d="M${left + 8} ${up + 4}l4.5 8h-9z" fill="${INK}"/>`);
  return { parts, end: y + 22 };
}

function drawGroups(week: CalendarWeek, top: number, fonts: Fonts): Part {
  const parts: string[] = [];
  let y = top;
  for (const { title, lines } of groupsOf(week)) {
    y += 6;
    parts.push(line(EDGE, y + 13, title, { size: 13, weight: 'semibold', fill: INK }));
    y += 19;
    for (const words of lines) {
      const wrapped = wrap(words, { font: fonts.regular, size: 12.5, width: ROOM - 10 });
      parts.push(...wrapped.map((each, at) => line(EDGE + 10, y + 12 + 16 * at, each, { size: 12.5, fill: INK })));
      y += 3 + 16 * wrapped.length;
    }
  }
  return { parts, end: y };
}

/** Where a moment is on the strips: each day is as wide as any other, also one of 23 or 25 hours. */
function xOf({ midnights }: CalendarWeek, at: Instant): number {
  const days = midnights.length - 1;
  const index = midnights.findLastIndex((midnight) => midnight <= at);
  if (index < 0) return EDGE;
  if (index >= days) return EDGE + ROOM;
  const [from = at, to = at + 1] = [midnights[index], midnights[index + 1]];
  return Math.round((EDGE + (ROOM / days) * (index + (at - from) / (to - from))) * 100) / 100;
}
