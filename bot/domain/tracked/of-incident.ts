import type { IncidentState } from '../incident/state.ts';
import { writeIncidentId } from '../language/run-id.ts';
import { CIRCLE_OWNERS } from '../policy/policy.ts';
import type { ReportAction, ReportStory } from '../report/story.ts';
import type { IssueDraft, IssueEnd } from './event.ts';
import { asCode, asTitle, type Line } from './line.ts';
import type { IssuePlace } from './place.ts';

/** The issue of an incident, as it was declared or as it stands when it is logged first. A drill has none. */
export function issueOfIncident(id: string, state: IncidentState, place: IssuePlace): IssueDraft {
  const { title, by, severity, kind, impact } = state;
  const name = writeIncidentId(id);
  const body: Line[] = [
    `An incident, ${severity}, of the ${kind === 'platform' ? 'platform product' : 'infrastructure'}`,
    '',
    { label: '- Declared by', who: by },
    ...(impact === undefined ? [] : [`- Impact: ${asCode(impact)}`]),
    `- In Slack: ${asCode(`/ops incident ${name}`)}`,
  ];
  return { ...place, title: asTitle(`${name} ${title}`), body };
}

export function severityNote({ severity, impact }: IncidentState): Line[] {
  const now = `**${severity[0]?.toUpperCase()}${severity.slice(1)} now**`;
  return impact === undefined ? [now] : [now, '', `- Impact: ${asCode(impact)}`];
}

export function reopenedNote(): Line[] {
  return ['**Reopened**'];
}

/** How the issue of an incident ends: its report is made after that, and said on it when it is done. */
export function endOfIncident({ resolution }: IncidentState): IssueEnd {
  const why = resolution === undefined ? [] : [`- Because: ${asCode(resolution)}`];
  return { as: 'completed', body: ['**Resolved**', '', ...why] };
}

const NO_LOGIN = '- Not assigned to them: the policy does not say their login (`issues.logins`)';

/**
 * The issue of an action of a report, assigned to its owner where the policy says their `login`. Whose it is stands in the text, too:
 * accounts of Slack are none of GitHub's.
 */
export function issueOfAction(
  { id, about }: Pick<ReportStory, 'id' | 'about'>,
  { text, owner, by }: ReportAction,
  { place, report, login }: { place: IssuePlace; report: string; login: string | undefined },
): IssueDraft {
  const name = writeIncidentId(id);
  const body: Line[] = [
    `An action of the report of ${name}, ${asCode(about.title)}`,
    '',
    ...(owner ? [{ label: '- Owner:', who: owner }] : ['- Owner: nobody yet']),
    ...(owner && login === undefined ? [NO_LOGIN] : []),
    `- By: ${by ?? 'no day yet'}`,
    `- Report: ${asCode(report)}`,
  ];
  const assignees = [...new Set([...(owner && login !== undefined ? [login] : []), ...place.assignees])];
  return {
    ...place,
    assignees: assignees.slice(0, CIRCLE_OWNERS),
    title: asTitle(`${name} action: ${text}`),
    body,
  };
}
