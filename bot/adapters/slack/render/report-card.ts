import type { Filing } from '../../../domain/report/filing.ts';
import { filledCount, missingParts } from '../../../domain/report/missing.ts';
import { PART_TITLE, PARTS, type Part } from '../../../domain/report/parts.ts';
import type { ReportAction, ReportIs, ReportStory } from '../../../domain/report/story.ts';
import { context, lastingActions, type Press, section, sections } from './blocks.ts';
import { incidentName } from './incident-words.ts';
import { person } from './labels.ts';
import { type Reading, type Rendered, type RunMark, runMetadata } from './rendered.ts';
import { inline, listed } from './text.ts';

export const REPORT_LOOK: Record<ReportIs, { mark: RunMark; words: string }> = {
  draft: { mark: 'running', words: 'draft' },
  'in-review': { mark: 'waiting', words: 'in review' },
  done: { mark: 'succeeded', words: 'done' },
};

/** Characters of a part on the card: what is read on a phone; the form has all of it. */
const SHOWN = 280;

/** The report of an incident in its channel: what it says, and what it still lacks, by name. */
export function renderReportCard(story: ReportStory, reading: Reading): Rendered {
  const { id, seq, state } = story;
  const metadata = runMetadata({ stream: `report#${id}`, seq, outcome: REPORT_LOOK[state.is].mark });
  const first = reportLine(story);
  const text = first.replace(/\*([^*]+)\*/g, '$1');
  if (reading.channelIsShared) return { text, blocks: [section(first)], metadata };
  const blocks = [
    section(first),
    ...asked(story),
    ...sections(PARTS.flatMap((part) => partLines(part, story, reading))),
    ...endLines(story, reading),
    ...lastingActions(stepPresses(story)),
    ...editRow(story),
  ];
  return { text, blocks, metadata };
}

/** The line that alone says how it is. */
export function reportLine({ id, about, state, parts, actions: todo }: ReportStory): string {
  const count = `${filledCount({ parts, actions: todo })} of ${PARTS.length} parts filled`;
  return `📝 ${about.drill ? '*DRILL* · ' : ''}*Report: ${inline(about.title, 130)}* · ${REPORT_LOOK[state.is].words} · ${count} · ${incidentName(id)}`;
}

function asked(story: ReportStory) {
  const missing = missingParts(story);
  if (missing.length === 0) return [];
  const names = listed(missing.map((part) => `*${PART_TITLE[part].toLowerCase()}*`));
  return [section(`❓ Still to be written: ${names}. Who knows it, presses the button below.`)];
}

function partLines(part: Part, { parts, actions: todo }: ReportStory, reading: Reading): string[] {
  const title = `*${PART_TITLE[part]}*`;
  if (part === 'timeline') return [`✔ ${title}: written by itself, \`timeline\``];
  if (part === 'actions' && todo.length > 0) {
    return [`✔ ${title}`, ...todo.map((action) => actionLine(action, reading))];
  }
  const written = parts[part];
  if (!written) return [`❓ ${title}: –`];
  const who = written.by ? '' : ' _(drafted)_';
  return [`✔ ${title}${who}: ${inline(written.text, SHOWN)}`];
}

function actionLine({ number, text, owner, by }: ReportAction, reading: Reading): string {
  const whose = owner ? person(owner, reading) : 'nobody yet';
  return `   ${number}. ${inline(text, 150)} · ${whose} · ${by === undefined ? 'no day yet' : `by ${inline(by, 10)}`}`;
}

const ADDRESS = /^https?:\/\/[^\s<>|]{1,500}$/;

function endLines({ about, state }: ReportStory, { filing = { is: 'waits' } }: Reading) {
  if (state.is !== 'done') return [];
  if (about.drill) return [context('A drill: its report stays in Slack, and nothing of it is logged outside.')];
  return [context(filingWords(filing))];
}

function filingWords(filing: Filing): string {
  switch (filing.is) {
    case 'filed': {
      const where = ADDRESS.test(filing.file) ? `as <${filing.file}|report>` : 'in the repository of reports';
      return `Filed ${where}; its actions are issues.${filing.anew ? ' What changed since is on its way.' : ''}`;
    }
    case 'waits':
      return 'It is being filed: the repository has it as soon as GitHub takes it.';
    case 'nowhere':
      return 'It stays in Slack: the policy names no repository (`issues`).';
    default:
      return filing satisfies never;
  }
}

function stepPresses(story: ReportStory): Press[] {
  const at = ` in ${incidentName(story.id)}`;
  const draft: Press = { id: 'report-draft', label: 'Back to a draft', says: `report draft${at}` };
  const done: Press = { id: 'report-done', label: 'Reviewed: done', says: `report done${at}`, style: 'primary' };
  if (story.state.is === 'done') return [draft];
  if (story.state.is === 'in-review') return [done, draft];
  const review: Press = { id: 'report-review', label: 'Ask for review', says: `report review${at}`, style: 'primary' };
  return missingParts(story).length === 0 ? [review] : [];
}

/** What is missing as buttons, what is written already in a menu; there is always one more thing to do. */
function editRow(story: ReportStory) {
  if (story.state.is !== 'draft') return [];
  const missing = missingParts(story);
  const asks = missing.map((part): Press => ({ ...editPress(part, story), style: 'primary' }));
  const one = missing.includes('actions') ? [] : [editPress('actions', story)];
  const written = PARTS.filter((part) => part !== 'timeline' && part !== 'actions' && !missing.includes(part));
  return lastingActions(
    [...asks, ...one],
    written.map((part) => editPress(part, story)),
  );
}

function editPress(part: Part, { id }: ReportStory): Press {
  const at = ` in ${incidentName(id)}`;
  if (part === 'actions') return { id: 'action', label: 'Add an action…', says: `form action${at}` };
  return { id: `report-${part}`, label: `${PART_TITLE[part]}…`, says: `form report ${part}${at}` };
}
