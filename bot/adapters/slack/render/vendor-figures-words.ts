import { lastingWords } from '../../../domain/incident/lasting.ts';
import { writeLength } from '../../../domain/language/read-time.ts';
import { CLOCKS, nextDue } from '../../../domain/vendor/clock.ts';
import type { MeasuredRequest, PriorityFigures } from '../../../domain/vendor/figures.ts';
import { keptWords, openWords, paidWords, standingWords, vendorTitle } from '../../../domain/vendor/told.ts';
import { context, type Press, section, sections } from './blocks.ts';
import { signOfRequest } from './escalation-card.ts';
import { capital, requestName, requestStateWords } from './escalation-words.ts';
import { hoursWords } from './hours-words.ts';
import { fitting } from './lists.ts';
import type { Reading } from './rendered.ts';
import type { AnswerOf, Said } from './said.ts';
import { counted, inline, preformatted } from './text.ts';
import { when } from './when.ts';

export function sayVendorPicture({ vendor, last }: AnswerOf<'vendor-picture'>): Said {
  return {
    mark: 'information',
    first: `📊 *The requests to ${inline(vendor, 80)}* of the last ${writeLength(last)} are drawn`,
    body: [context('The picture is in your direct messages with Remit.')],
  };
}

/** What is open and when it is due, targets that were kept, what was paid: as a table that can be copied. */
export function sayVendorFigures({ figures }: AnswerOf<'vendor-figures'>, reading: Reading): Said {
  const { vendor, open, priorities, waited, reopened, paid, cut, from, to } = figures;
  const { shown, left } = fitting(open.map((request) => openLine(request, reading)));
  const notes = [
    ...(reopened > 0 ? [`${counted(reopened, 'request')} reopened by us`] : []),
    ...(waited ? [`waited for our answers in ${waited.count}: median ${lastingWords(waited.median)}`] : []),
  ];
  const spent = paid.map((month) => `${month.month}  ${paidWords(month)}`);
  const pictured: Press = {
    id: 'picture',
    label: 'As a picture',
    says: `vendor ${vendor.name} picture last ${writeLength(to - from)}`,
  };
  return {
    mark: 'information',
    first: `📊 *${inline(vendorTitle(figures), 150)}* · ${openWords(figures)}`,
    body: [
      ...sections(shown),
      ...(left > 0 ? [context(`… and ${counted(left, 'open request')} more: \`requests\``)] : []),
      ...(priorities.length > 0 ? [section(`*Targets*\n${preformatted(tableOf(priorities))}`)] : []),
      ...(spent.length > 0 ? [section(`*Paid work*, approved\n${preformatted(spent.join('\n'))}`)] : []),
      ...(notes.length > 0 ? [context(capital(notes.join(' · ')))] : []),
      context(
        `${hoursOf(vendor)}: the median / 90 in 100 (nearest rank)${cut ? ' · *not all were counted*: ask for a shorter time' : ''}`,
      ),
    ],
    presses: [
      pictured,
      ...open.slice(0, 4).map(({ id }, at) => ({
        id: `try:${at}`,
        label: `Show ${requestName(id)}`,
        says: `show ${requestName(id)}`,
      })),
    ],
  };
}

function hoursOf({ hours, zone = 'UTC' }: AnswerOf<'vendor-figures'>['figures']['vendor']): string {
  return hours ? `Times in their support hours, ${hoursWords(hours)} ${inline(zone, 40)}` : 'Times around the clock';
}

/** `▶ E-4KQ7M restart nginx … · major · accepted · done by 14:30, 12 min left · they say by 14:00`. */
function openLine({ id, state, clocks }: MeasuredRequest, { now }: Reading): string {
  const next = nextDue(clocks);
  const due = next ? [`*${next.of}* by ${when(next.due, now)}, ${standingWords(next)}`] : [];
  const said = state.eta === undefined ? [] : [`they say by ${when(state.eta, now)}`];
  const waits = state.waiting === undefined ? [] : ['waits for our answer'];
  const parts = [state.priority, requestStateWords(state), ...waits, ...(waits.length > 0 ? [] : due), ...said];
  return `${signOfRequest(state)} *${requestName(id)}* ${inline(state.sentence, 120)} · ${parts.join(' · ')}`;
}

/** Lines that a phone shows whole. */
function tableOf(priorities: readonly PriorityFigures[]): string {
  return priorities
    .flatMap(({ priority, count, open, clocks }) => [
      `${capital(priority)}  ${count}${open > 0 ? ` (${open} open)` : ''}`,
      ...CLOCKS.flatMap((of) => {
        const kept = clocks[of];
        if (!kept) return [];
        const { times } = kept;
        const took = times ? [`          ${lastingWords(times.median)} / ${lastingWords(times.ninetieth)}`] : [];
        return [`  ${of.padEnd(8)}${keptWords(kept)}`, ...took];
      }),
    ])
    .join('\n');
}
