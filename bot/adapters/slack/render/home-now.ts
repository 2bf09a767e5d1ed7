import type { KnownBlock } from '@slack/types';
import { type Person, rolesOf } from '../../../domain/actor.ts';
import type { IncidentLine } from '../../../domain/answer.ts';
import type { Freeze } from '../../../domain/freeze/standing.ts';
import { section, sections } from './blocks.ts';
import { clockLine, incidentLine, incidentName } from './incident-words.ts';
import { person } from './labels.ts';
import type { Reading } from './rendered.ts';
import { inline, listed } from './text.ts';
import { when } from './when.ts';

/** What goes on for everybody. Each is absent where the reader may not know it. */
export type HomeNow = { incidents?: IncidentLine[]; freezes?: Freeze[]; people?: Person[] };

const LINES = 5;

/** Open incidents with their clocks, what is frozen, and who is on call. */
export function nowBlocks({ incidents = [], freezes = [], people }: HomeNow, reading: Reading): KnownBlock[] {
  const open = incidents.filter(({ state }) => state.is !== 'resolved');
  return [...openIncidents(open, reading), ...frozen(freezes, reading), ...onCall(people, reading)];
}

function openIncidents(open: readonly IncidentLine[], reading: Reading): KnownBlock[] {
  if (open.length === 0) return [];
  return [
    section('*Open incidents*'),
    ...open.slice(0, LINES).map(
      ({ id, state }): KnownBlock => ({
        ...section(`${incidentLine(id, state)}\n${clockLine(state, reading)}`),
        accessory: {
          type: 'button',
          action_id: `incident:${id}`,
          text: { type: 'plain_text', text: `Show ${incidentName(id)}`, emoji: false },
          value: `incident ${incidentName(id)}`,
        },
      }),
    ),
  ];
}

function frozen(freezes: readonly Freeze[], reading: Reading): KnownBlock[] {
  const still = freezes.filter(({ until }) => reading.now < until).slice(0, LINES);
  const lines = still.map(
    ({ environments, until, by, because }) =>
      `❄ ${listed(environments)} until ${when(until, reading.now)} · ${person(by, reading)}: “${inline(because, 150)}”`,
  );
  return lines.length === 0 ? [] : sections(['*Frozen now*', ...lines]);
}

function onCall(people: readonly Person[] | undefined, reading: Reading): KnownBlock[] {
  if (!people) return [];
  const now = people.filter((one) => rolesOf(one, reading.now).includes('on-call'));
  const names = now.map((one) => person(one, reading)).join(', ');
  return [section(`*On call*: ${names === '' ? 'nobody' : names}`)];
}
