import type { IncidentAct } from '../../../domain/incident/act.ts';
import type { Entry } from '../../../domain/incident/entry.ts';
import { isFiltered, type TimelineFilter } from '../../../domain/incident/filter.ts';
import type { IncidentState, ReminderOf } from '../../../domain/incident/state.ts';
import { writeIncidentSentence } from '../../../domain/language/incident-sentence.ts';
import { writeLength } from '../../../domain/language/read-time.ts';
import { sayNo } from './answer-refused.ts';
import { context, type Press, section, sections } from './blocks.ts';
import { dayIn, entryInList, versionLine } from './entry-words.ts';
import { renderIncidentCard } from './incident-card.ts';
import { incidentRefusalWords } from './incident-refusal-words.ts';
import { incidentLine, incidentName, ROLE_TITLE, SEVERITY_WORDS, stepPresses } from './incident-words.ts';
import { person } from './labels.ts';
import { fitting } from './lists.ts';
import { answerMetadata, type Reading, type Rendered } from './rendered.ts';
import type { AnswerOf, Said } from './said.ts';
import { counted, inline, listed, mentioned } from './text.ts';
import { when } from './when.ts';

export function sayIncidentDeclared({ id, state }: AnswerOf<'incident-declared'>): Said {
  const where = state.here ? 'its card follows here' : 'its channel is being made: the card here says where';
  return {
    mark: 'information',
    first: `${incidentLine(id, state)} · ${where}`,
    body: state.hits
      ? [
          context(
            `${SEVERITY_WORDS[state.severity]} follows from whom and what it hits. Another one: \`severity ${state.severity === 'minor' ? 'major' : 'minor'} in ${incidentName(id)}\``,
          ),
        ]
      : [],
    presses: [
      { id: 'take:lead', label: 'Take lead', says: `take lead in ${incidentName(id)}` },
      { id: 'show', label: 'Show', says: `incident ${incidentName(id)}` },
    ],
    incident: id,
  };
}

/** What its card shows, seen by one person. */
export function showIncident({ story }: AnswerOf<'incident'>, reading: Reading): Rendered {
  return { ...renderIncidentCard(story, reading), metadata: answerMetadata('information', `incident#${story.id}`) };
}

/** Names of incidents that a list offers to show. */
const OFFERED = 5;

export function sayIncidents({ lines }: AnswerOf<'incidents'>, reading: Reading): Said {
  const { shown, left } = fitting(
    lines.map(({ id, state }) => {
      const lead = state.roles.lead ? ` · lead ${person(state.roles.lead, reading)}` : '';
      return `${incidentLine(id, state)} · ${when(state.milestones.declared, reading.now)}${lead}`;
    }),
  );
  const open = lines.filter(({ state }) => state.is !== 'resolved').length;
  return {
    mark: 'information',
    first: open === 0 ? '*No incident is open*' : `*${counted(open, 'open incident')}*`,
    body: [...sections(shown), ...(left > 0 ? [context(`… and ${counted(left, 'older one')}`)] : [])],
    presses: lines.slice(0, OFFERED).map(({ id }, index) => ({
      id: `try:${index}`,
      label: `Show ${incidentName(id)}`,
      says: `incident ${incidentName(id)}`,
    })),
  };
}

export function sayIncidentActed({ id, act, state }: AnswerOf<'incident-acted'>, reading: Reading): Said {
  return {
    mark: 'information',
    first: `✔ ${actedWords(act, state, reading)} · ${incidentName(id)}`,
    presses: [...nextPresses(id, act, state), { id: 'show', label: 'Show', says: `incident ${incidentName(id)}` }],
    incident: id,
  };
}

/** What is likely to be wanted after it: the incident's next step, unless what was done is none itself. */
function nextPresses(id: string, act: IncidentAct, state: IncidentState): Press[] {
  const name = incidentName(id);
  switch (act.is) {
    case 'follow':
      return [{ id: 'unfollow', label: 'Unfollow', says: `unfollow ${name}` }];
    case 'unfollow':
      return [{ id: 'follow', label: 'Follow', says: `follow ${name}` }];
    case 'snooze':
      return [];
    case 'correct':
    case 'note':
      return [{ id: 'timeline', label: 'Timeline', says: `timeline in ${name}` }];
    default:
      return stepPresses(id, state);
  }
}

const REMINDER_WORDS: Record<ReminderOf, string> = {
  update: 'an update',
  lead: 'a missing lead',
  quiet: 'silence',
  report: 'the report',
};

const CORRECTED = { right: 'You put it right', away: 'You took it off', back: 'You put it back' };

function actedWords(act: IncidentAct, { drill, title, severity }: IncidentState, { now }: Reading): string {
  const it = `${drill ? 'the drill ' : ''}*${inline(title, 130)}*`;
  switch (act.is) {
    case 'severity':
      return `${it} is ${SEVERITY_WORDS[severity].toLowerCase()} now`;
    case 'acknowledge':
      return `You acknowledged ${it}`;
    case 'mitigated':
      return `${it} is mitigated`;
    case 'resolve':
      return `${it} is resolved`;
    case 'reopen':
      return `${it} is open again`;
    case 'take':
      return `You took the role of ${ROLE_TITLE[act.role].toLowerCase()} in ${it}`;
    case 'leave':
      return `The role of ${ROLE_TITLE[act.role].toLowerCase()} is free in ${it}`;
    case 'update':
      return `The channels of ${it} are told: “${mentioned(inline(act.text, 150))}”`;
    case 'follow':
      return `This channel follows ${it}: its updates are posted here`;
    case 'unfollow':
      return `This channel hears no updates of ${it} any more`;
    case 'note':
      return `On the timeline of ${it}, at ${when(act.occurredAt ?? now, now)}: “${mentioned(inline(act.text, 150))}”`;
    case 'correct':
      return `${CORRECTED[act.put ?? 'right']} on the timeline of ${it}: entry ${inline(act.entry, 10)}`;
    case 'snooze':
      return `Snoozed until ${when(now + act.time, now)}: the reminder of ${REMINDER_WORDS[act.of]} in ${it}`;
    default:
      return act satisfies never;
  }
}

export function sayIncidentRefused({ act, id, refusal }: AnswerOf<'incident-refused'>, reading: Reading): Said {
  const asked = `${inline(act, 20)}${id === undefined ? '' : ` ${incidentName(id)}`} · nothing was changed`;
  return sayNo(incidentRefusalWords(refusal, id, reading), { asked, reason: refusal.reason });
}

const ASK_FOR =
  'Ask for a kind (`runs`, `alarms`, `messages`), a person, a host, `last 2h`, or `"words"` that stand there.';

/** `runs · <@U1> · host-7 · last 2h · “gateway”` */
function filterWords({ kinds, person: user, host, last, search }: TimelineFilter): string {
  return [
    kinds && listed(kinds),
    user !== undefined && `<@${inline(user, 20)}>`,
    host !== undefined && inline(host, 64),
    last !== undefined && `last ${writeLength(last)}`,
    search !== undefined && `“${inline(search, 60)}”`,
  ]
    .filter(Boolean)
    .join(' · ');
}

/** A window of the timeline, newest first, the days of the reader's clocks above their entries. */
export function sayTimeline(answer: AnswerOf<'timeline'>, reading: Reading): Said {
  const { id, state, entries, filter, head, zone } = answer;
  const what = isFiltered(filter) ? filterWords(filter) : `${head.entries.toLocaleString('en')} in all`;
  const { shown, left } = fitting(byDay(entries, zone, reading));
  const more = moreOf(answer, shown.length);
  const next: Press[] = more === undefined ? [] : [{ id: 'more', label: 'Show more', says: more, style: 'primary' }];
  return {
    mark: 'information',
    first: `🕑 ${state.drill ? '*DRILL* · ' : ''}*Timeline of ${inline(state.title, 130)}* · ${what}, newest first · ${incidentName(id)}`,
    body: [
      ...(entries.length === 0
        ? [
            section(more === undefined ? 'Nothing fits.' : 'Nothing of the newest fits: look further back.'),
            context(ASK_FOR),
          ]
        : []),
      ...sections(shown),
      ...(left > 0 ? [context('What is older follows. Or ask for a kind, a person or a host.')] : []),
    ],
    presses: [
      ...next,
      ...(isFiltered(filter)
        ? [{ id: 'timeline', label: 'All entries', says: `timeline in ${incidentName(id)}` }]
        : []),
      { id: 'correct', label: 'Correct…', says: `form correct in ${incidentName(id)}` },
      { id: 'show', label: 'Show the incident', says: `incident ${incidentName(id)}` },
    ],
    incident: id,
  };
}

/** What an entry said, and what it says now: nothing that was corrected, edited or deleted is lost. */
export function sayEntryHistory({ id, name, versions }: AnswerOf<'entry-history'>, reading: Reading): Said {
  const at = ` in ${incidentName(id)}`;
  const { shown, left } = fitting(versions.map((version) => versionLine(version, reading)));
  return {
    mark: 'information',
    first: `🕑 *Entry ${inline(name, 10)}* · ${counted(versions.length, 'version')}, newest first · ${incidentName(id)}`,
    body: [...sections(shown), ...(left > 0 ? [context(`… and ${counted(left, 'older one')}`)] : [])],
    presses: [
      { id: 'correct', label: 'Correct…', says: `form correct ${name}${at}` },
      { id: 'timeline', label: 'Timeline', says: `timeline${at}` },
    ],
    incident: id,
  };
}

/** What comes after those that are shown: where one message holds fewer than were found, it goes on with the first that is left. */
function moreOf({ id, entries, filter, more }: AnswerOf<'timeline'>, shown: number): string | undefined {
  const [first, left] = [entries[0]?.occurredAt, entries[shown]?.occurredAt];
  if (first === undefined || left === undefined || left === first) return more;
  return writeIncidentSentence({ is: 'timeline', incident: id, filter, before: left + 1 });
}

/** An entry each, below its day where that is another one. */
function byDay(entries: readonly Entry[], zone: string, reading: Reading): string[] {
  let last = '';
  return entries.map((entry) => {
    const day = dayIn(entry.occurredAt, zone);
    const header = day === last ? '' : `*${day}* (${inline(zone, 40)})\n`;
    last = day;
    return `${header}${entryInList(entry, day, reading)}`;
  });
}
