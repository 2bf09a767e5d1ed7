import type { ReportAct } from '../../../domain/report/act.ts';
import { PART_TITLE } from '../../../domain/report/parts.ts';
import type { ReportRefusal } from '../../../domain/report/refusal.ts';
import type { ReportStory } from '../../../domain/report/story.ts';
import { sayNo } from './answer-refused.ts';
import type { Press } from './blocks.ts';
import { incidentName } from './incident-words.ts';
import { oneWithRole, person } from './labels.ts';
import type { No } from './refusal-words.ts';
import { answerMetadata, type Reading, type Rendered } from './rendered.ts';
import { REPORT_LOOK, renderReportCard, reportLine } from './report-card.ts';
import type { AnswerOf, Said } from './said.ts';
import { inline, listed } from './text.ts';

/** What its card shows, seen by one person. */
export function showReport({ story, filing }: AnswerOf<'report'>, reading: Reading): Rendered {
  const card = renderReportCard(story, { ...reading, ...(filing && { filing }) });
  return { ...card, metadata: answerMetadata('information', `report#${story.id}`) };
}

export function sayReportActed({ act, story }: AnswerOf<'report-acted'>, reading: Reading): Said {
  return {
    mark: 'information',
    first: `✔ ${actedWords(act, story, reading)} · ${reportLine(story)}`,
    presses: [showPress(story.id)],
  };
}

function showPress(id: string): Press {
  return { id: 'report', label: 'Show the report', says: `report in ${incidentName(id)}` };
}

function actedWords(act: ReportAct, { numbered }: ReportStory, reading: Reading): string {
  switch (act.is) {
    case 'edit':
      return `Written: ${PART_TITLE[act.part].toLowerCase()}`;
    case 'add': {
      const owner = act.owner ? `, owner ${person(act.owner, reading)}` : '';
      return `Action ${numbered}: “${inline(act.text, 150)}”${owner}${act.by === undefined ? '' : `, by ${act.by}`}`;
    }
    case 'drop':
      return `Action ${act.number} is off the report`;
    case 'move':
      return act.to === 'in-review' ? 'In review: somebody else says that it is done' : `It is ${wordsOf(act.to)} now`;
    default:
      return act satisfies never;
  }
}

function wordsOf(to: 'draft' | 'done'): string {
  return to === 'draft' ? 'a draft' : REPORT_LOOK.done.words;
}

export function sayReportRefused({ act, id, refusal }: AnswerOf<'report-refused'>, reading: Reading): Said {
  const asked = `report ${inline(act, 20)} ${incidentName(id)} · nothing was changed`;
  return sayNo(refusalWords(refusal, id, reading), { asked, reason: refusal.reason });
}

function refusalWords(refusal: ReportRefusal, id: string, reading: Reading): No {
  const name = incidentName(id);
  const next = showPress(id);
  switch (refusal.reason) {
    case 'no-role':
      return {
        why: `this needs the role of ${oneWithRole(refusal.needed)}, which you do not have`,
        whose: `Ask ${oneWithRole(refusal.needed)} to do it, or an admin for the role`,
        next: { id: 'help', label: 'What you may do', says: 'help' },
      };
    case 'no-report':
      return {
        why: `*${name}* has no report yet`,
        whose: 'It is drafted a moment after the incident is resolved',
        next: { id: 'resolve', label: 'Resolve…', says: `form resolve in ${name}` },
      };
    case 'not-a-draft':
      return {
        why: `the report is ${REPORT_LOOK[refusal.is].words}: others read it as it is`,
        whose: 'Make it a draft again, then change it',
        next: { id: 'draft', label: 'Back to a draft', says: `report draft in ${name}` },
        other: next,
      };
    case 'already':
      return { why: `the report is ${REPORT_LOOK[refusal.is].words} already`, whose: 'Nothing is to be done', next };
    case 'not-in-review':
      return {
        why: 'nobody was asked to review the report',
        whose: 'Ask for a review; somebody else than you ends it',
        next: { id: 'review', label: 'Ask for review', says: `report review in ${name}` },
      };
    case 'incomplete': {
      const missing = listed(refusal.missing.map((part) => `*${PART_TITLE[part].toLowerCase()}*`));
      return {
        why: `the report says nothing yet of: ${missing}`,
        whose: 'Write it, even if it is that there is none',
        next,
      };
    }
    case 'own-report':
      return {
        why: `${person(refusal.asked, reading)} asked for this review: whoever asks does not end it`,
        whose: 'Somebody else reads it and says that it is done',
        next,
      };
    case 'no-such-action':
      return { why: `the report has no action ${refusal.number}`, whose: 'The report has their numbers', next };
    case 'too-many-actions':
      return { why: `a report has at most ${refusal.most} actions`, whose: 'Drop one, or put two into one', next };
    default:
      return refusal satisfies never;
  }
}
