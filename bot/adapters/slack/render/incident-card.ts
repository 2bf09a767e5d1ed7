import type { IncidentState } from '../../../domain/incident/state.ts';
import type { IncidentStory } from '../../../domain/incident/story.ts';
import { context, lastingActions, lastingMenu, type Press, section, sections } from './blocks.ts';
import { entryLine } from './entry-words.ts';
import {
  alarmLines,
  clockLine,
  INCIDENT_LOOK,
  impactLines,
  incidentLine,
  incidentName,
  rolePresses,
  rolesLine,
  SEVERITY_WORDS,
  stepPresses,
  takePress,
  whoseLine,
} from './incident-words.ts';
import { person } from './labels.ts';
import { type Reading, type Rendered, runMetadata } from './rendered.ts';
import { counted, inline } from './text.ts';
import { when } from './when.ts';

/** The one card of an incident: how it stands, who does what, its clocks, its last entries. The same for ten entries as for ten thousand. */
export function renderIncidentCard(story: IncidentStory, reading: Reading): Rendered {
  const { id, seq, state, card } = story;
  const metadata = runMetadata({ stream: `incident#${id}`, seq, outcome: INCIDENT_LOOK[state.is].mark });
  if (reading.channelIsShared) return { ...toOthers(story), metadata };
  const first = incidentLine(id, state);
  const body = card.as === 'short' ? short(story, reading) : whole(story, reading);
  return { text: plain(first), blocks: [section(first), ...body], metadata };
}

function plain(first: string): string {
  return first.replace(/\*([^*]+)\*/g, '$1');
}

/** Where people of other organisations read along: that there is one, and nothing of what it is about. */
function toOthers({ id, state }: IncidentStory) {
  const first = `${INCIDENT_LOOK[state.is].sign} *An incident* · ${state.drill ? 'a drill · ' : ''}${INCIDENT_LOOK[state.is].words} · ${incidentName(id)}`;
  const show: Press = { id: 'show', label: 'Show', says: `incident ${incidentName(id)}` };
  return { text: plain(first), blocks: [section(first), ...lastingActions([show])] };
}

function whole(story: IncidentStory, reading: Reading) {
  const { id, state, resolution } = story;
  return [
    ...sections([clockLine(state, reading), ...endLines(story), ...impactLines(state), ...alarmLines(state)]),
    lastingMenu(rolesLine(state, reading), rolePresses(id, state)),
    ...row(id, state),
    ...entries(story, reading),
    context(whoseLine(state, resolution)),
  ];
}

/** What is likely to be wanted now as buttons, three at most: a phone has the timeline still in sight. The rest is in a menu. */
function row(id: string, state: IncidentState) {
  const at = ` in ${incidentName(id)}`;
  const [next, ...steps] = stepPresses(id, state);
  const update: Press = { id: 'update', label: 'Update…', says: `form update${at}` };
  const note: Press = { id: 'note', label: 'Note…', says: `form note${at}` };
  const severity: Press = { id: 'severity', label: 'Severity…', says: `form severity${at}` };
  const report: Press = { id: 'report', label: 'Report', says: `report${at}` };
  const first = next ? [next] : [];
  if (state.is === 'resolved') return lastingActions([report, ...first], [update, note, severity]);
  if (state.roles.lead) return lastingActions([...first, update, note], [...steps, severity]);
  return lastingActions([...first, takePress(id, 'lead'), update], [...steps, note, severity]);
}

function endLines({ state: { resolution } }: IncidentStory): string[] {
  return resolution === undefined ? [] : [`Resolved because “${inline(resolution, 300)}”`];
}

function entries({ id, timeline }: IncidentStory, reading: Reading) {
  const { head, more } = timeline;
  if (timeline.entries.length === 0) return [context('Nothing is on the timeline yet.')];
  const count = more
    ? `the last ${timeline.entries.length} of ${counted(head.entries, 'entry').replace('entrys', 'entries')}`
    : 'all entries';
  const show: Press = { id: 'more', label: more ? 'Show more' : 'Timeline', says: `timeline in ${incidentName(id)}` };
  return [
    ...sections([`*Timeline* · ${count}, newest first`, ...timeline.entries.map((entry) => entryLine(entry, reading))]),
    ...lastingActions([show]),
  ];
}

/** Where it was declared: how it stands, and where people work on it. */
function short({ id, by, at, state }: IncidentStory, reading: Reading) {
  const { room, roles, severity } = state;
  const where = room
    ? `People work on it in <#${room.channel.replace(/[^A-Z0-9]/g, '')}>`
    : 'Its channel is being made';
  const lead = roles.lead ? `lead: ${person(roles.lead, reading)}` : 'nobody leads it yet';
  const take: Press[] = roles.lead || state.is === 'resolved' ? [] : [takePress(id, 'lead')];
  return [
    section(`${where} · ${lead}`),
    context(`${SEVERITY_WORDS[severity]} · declared by ${person(by, reading)} ${when(at, reading.now)}`),
    ...lastingActions([
      ...take,
      { id: 'follow', label: 'Follow', says: `follow ${incidentName(id)}` },
      { id: 'show', label: 'Show', says: `incident ${incidentName(id)}` },
    ]),
  ];
}
