import type { KnownBlock } from '@slack/types';
import type { IncidentLine, OnCallTold } from '../../../domain/answer.ts';
import type { Freeze } from '../../../domain/freeze/standing.ts';
import { context, lastingLine, section, sections } from './blocks.ts';
import { clockLine, incidentLine, incidentName } from './incident-words.ts';
import { person } from './labels.ts';
import { onCallHoursWords, onCallLine } from './on-call-words.ts';
import type { Reading } from './rendered.ts';
import { inline, listed } from './text.ts';
import { when } from './when.ts';

/** What goes on for everybody. Each is absent where the reader may not know it. */
export type HomeNow = { incidents?: IncidentLine[]; freezes?: Freeze[]; onCall?: OnCallTold };

const LINES = 5;

/** Open incidents with their clocks. */
export function openIncidents({ incidents = [] }: HomeNow, reading: Reading): KnownBlock[] {
  const open = incidents.filter(({ state }) => state.is !== 'resolved');
  if (open.length === 0) return [];
  return [
    section('*Open incidents*'),
    ...open.slice(0, LINES).map(({ id, state }) => {
      const name = incidentName(id);
      const lead = state.roles.lead ? person(state.roles.lead, reading) : 'nobody';
      const told = `${incidentLine(id, state)}\n${clockLine(state, reading)} · lead: ${lead}`;
      return lastingLine(told, `incident:${id}`, { name, says: `incident ${name}` });
    }),
    ...(open.length > LINES ? [context(`… and ${open.length - LINES} more: \`/ops incidents\``)] : []),
  ];
}

/** What is frozen, and who is on call. */
export function standing({ freezes = [], onCall }: HomeNow, reading: Reading): KnownBlock[] {
  return [...frozen(freezes, reading), ...called(onCall, reading)];
}

function frozen(freezes: readonly Freeze[], reading: Reading): KnownBlock[] {
  const still = freezes.filter(({ until }) => reading.now < until).slice(0, LINES);
  const lines = still.map(
    ({ environments, until, by, because }) =>
      `❄ ${listed(environments)} until ${when(until, reading.now)} · ${person(by, reading)}: “${inline(because, 150)}”`,
  );
  return lines.length === 0 ? [] : sections(['*Frozen now*', ...lines]);
}

function called(onCall: OnCallTold | undefined, reading: Reading): KnownBlock[] {
  return onCall ? [section(onCallLine(onCall, reading)), context(onCallHoursWords(onCall))] : [];
}
