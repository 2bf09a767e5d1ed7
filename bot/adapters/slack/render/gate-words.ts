import type { Story } from '../../../domain/run/apply.ts';
import { covered } from '../../../domain/run/except.ts';
import { type Exception, mayBeExcepted, type Stop, stopKey } from '../../../domain/run/gates.ts';
import type { GatesNow } from '../../../domain/run/gates-now.ts';
import type { Refusal } from '../../../domain/run/refusal.ts';
import type { Press } from './blocks.ts';
import { stretchWords } from './hours-words.ts';
import { oneWithRole, person, runName } from './labels.ts';
import type { No, Refused } from './refusal-words.ts';
import type { Reading } from './rendered.ts';
import { code, counted, inline, listed } from './text.ts';
import { when } from './when.ts';

const CALENDAR: Press = { id: 'calendar', label: 'Calendar', says: 'calendar' };
const EXCEPTER = oneWithRole('freeze-approver');

type Gates = Extract<Refusal, { reason: 'staging-only' | 'stopped' | 'calendar-silent' | 'not-staged' }>;

/** Says what a gate refuses, by which rule, when it opens again, and what to do until then. */
export function gateRefusalWords(refusal: Gates, asked: Refused, reading: Reading): No {
  switch (refusal.reason) {
    case 'staging-only':
      return {
        why: `a developer acts on staging alone, and ${listed(refusal.hosts.map((name) => inline(name, 64)))} ${refusal.hosts.length === 1 ? 'is' : 'are'} production`,
        whose: `Only the operations team changes production: ask ${oneWithRole('operator')}`,
        next: { id: 'targets', label: 'Staging targets', says: 'targets staging' },
      };
    case 'stopped':
      return {
        why: stopWords(refusal.stop, reading),
        whose: [endWords(refusal.stop, reading), refusal.mayAsk ? askWords(asked) : ''].filter(Boolean).join('. '),
        next: again(asked),
        other: CALENDAR,
      };
    case 'calendar-silent':
      return {
        why: `the calendar ${code(refusal.calendar, 100)}, which policy v${refusal.policyVersion} names for ${refusal.environment}, did not say whether it is open (${inline(refusal.why, 60)}): that counts as closed`,
        whose:
          'Reading goes on. Ask again in a moment; an admin sees whether the calendar is there and may be read, or takes it out of the policy',
        next: again(asked),
        other: CALENDAR,
      };
    case 'not-staged':
      return {
        why: `this has not succeeded on staging in the last ${counted(refusal.days, 'day')}, which changes in ${refusal.environment} want first (policy v${refusal.policyVersion})`,
        whose: `The same command with the same values, on a staging target. Or with a reason that the approver sees: ${code(`${asked.sentence} because "…"`, 250)}`,
        next:
          refusal.suggestion === undefined
            ? { id: 'targets', label: 'Staging targets', says: 'targets staging' }
            : { id: 'suggest', label: refusal.suggestion, says: refusal.suggestion },
        other: CALENDAR,
      };
    default:
      return refusal satisfies never;
  }
}

function again({ sentence }: Refused): Press {
  return { id: 'again', label: 'Ask again', says: sentence };
}

/** A sentence that has a reason already was refused for good, at the moment that counts. */
function askWords({ sentence }: Refused): string {
  if (/ because /.test(sentence)) return `${EXCEPTER} can let one run past it: ask again`;
  return `With a reason, ${EXCEPTER} can let this one run past it: ${code(`${sentence} because "…"`, 250)}`;
}

/** What stops it: reads on after `No:`. */
export function stopWords(stop: Stop, reading: Reading): string {
  switch (stop.gate) {
    case 'stop':
      return `everything is stopped since ${when(stop.from, reading.now)} by ${person(stop.by, reading)}: “${inline(stop.because, 200)}” (X-${inline(stop.id, 10)})`;
    case 'freeze':
      return `${listed(stop.environments)} is frozen by ${person(stop.by, reading)}: “${inline(stop.because, 200)}”`;
    case 'hours': {
      const zone = inline(stop.zone, 40);
      const rule =
        stop.by.is === 'stretch'
          ? `are closed from ${stretchWords(stop.by.stretch)} (${zone})`
          : `are made in business hours (${zone})`;
      return `changes in ${stop.environment} ${rule}`;
    }
    case 'calendar':
      return `${stop.environment} is closed by the calendar ${code(stop.calendar, 100)} (SSM Change Calendar)`;
    case 'lock':
      return `${inline(stop.host, 64)} is kept by ${person(stop.by, reading)} since ${when(stop.from, reading.now)}: “${inline(stop.because, 200)}”`;
    default:
      return stop satisfies never;
  }
}

/** When it ends by itself. */
export function endWords(stop: Stop, { now }: Reading): string {
  switch (stop.gate) {
    case 'stop':
      return `Until two people who are approver or admin lift it (${code('lift the stop')}), only what reads runs: no exception goes past it`;
    case 'freeze':
      return `It thaws by itself ${when(stop.until, now)}`;
    case 'hours':
      return stop.opens === undefined ? 'It opens when the policy is changed' : `It opens ${when(stop.opens, now)}`;
    case 'calendar':
      return stop.opens === undefined ? 'It does not say when it opens' : `It opens ${when(stop.opens, now)}`;
    case 'lock':
      return `It is free ${when(stop.until, now)}, or when they or an approver say ${code(`unlock ${stop.host}`, 80)}`;
    default:
      return stop satisfies never;
  }
}

/** Of an approval or an exception that is not taken because the run would not run. */
export function stoppedActWords(stop: Stop, asked: { act: string; run: string }, reading: Reading): No {
  const name = runName(asked.run);
  const may = mayBeExcepted(stop);
  const except = { id: 'except', label: 'Give an exception', says: `form except ${name}` };
  const show = { id: 'show', label: `Show ${name}`, says: `show ${name}` };
  return {
    why: `${name} would not run now: ${stopWords(stop, reading)}`,
    whose: [endWords(stop, reading), may ? `${EXCEPTER} can let it past first` : ''].filter(Boolean).join('. '),
    next: may ? except : show,
    ...(may && { other: show }),
  };
}

/** On the card of a run that waits: what stops it and nobody let it past, whom it was let past by, and what was not tried. */
export function gateLines(story: Story, reading: Reading): string[] {
  const open = openOf(story);
  const exceptable = open.length > 0 && open.every(mayBeExcepted);
  return [
    ...openStops(story, reading),
    ...(exceptable ? [`Before it is approved, ${EXCEPTER} can let it past`] : []),
    ...exceptionLines(story, reading),
  ];
}

/** What stops it, as it was put on record last, and nobody let it past. */
export function openStops(story: Story, reading: Reading): string[] {
  return openOf(story).map((stop) => {
    const sign = stop.gate === 'stop' ? '🛑' : '🧊';
    return `${sign} *Stopped*: ${stopWords(stop, reading)}. ${endWords(stop, reading)}`;
  });
}

function openOf(story: Story): Stop[] {
  const past = covered(story);
  return (story.stops ?? []).filter((stop) => !past.includes(stopKey(stop)));
}

/** What it was let past, for cards and `why` alike. */
export function exceptionLines({ plan, exceptions }: Story, reading: Reading): string[] {
  return [
    ...untriedLines(plan?.exception),
    ...exceptions.map(
      ({ by, because, covers }) =>
        `🧊 *Exception* by ${person(by, reading)} (${listed(covers.map((key) => inline(key, 20)))}): “${inline(because, 300)}”`,
    ),
  ];
}

export function untriedLines(exception: Exception | undefined): string[] {
  if (!exception) return [];
  const { days, because } = exception;
  return [`⚠ *Not tried on staging* in ${counted(days, 'day')}; the reason: “${inline(because, 300)}”`];
}

/** What would stop somebody who asked now, in lists of what may be asked for. */
export function gatesNowLines({ stops, stagingDays }: GatesNow, reading: Reading): string[] {
  return [
    ...stops.map(
      (stop) =>
        `${stop.gate === 'stop' ? '🛑' : '🧊'} *Not now*: ${stopWords(stop, reading)}. ${endWords(stop, reading)}`,
    ),
    ...(stagingDays === undefined
      ? []
      : [`🧪 *First on staging*, within ${counted(stagingDays, 'day')}: or with a reason that the approver sees`]),
  ];
}

/** Whether something stops it that nobody let it past; `exception`: somebody can. */
export function stoppedBy(story: Story): 'nothing' | 'exception' | 'for-all' {
  const open = openOf(story);
  if (open.length === 0) return 'nothing';
  return open.every(mayBeExcepted) ? 'exception' : 'for-all';
}
