import { inertMarkdown } from '../../domain/incident/export-markdown.ts';
import { callingsOf } from '../../domain/incident/export-told.ts';
import { writeIncidentId } from '../../domain/language/run-id.ts';
import type { Policy } from '../../domain/policy/policy.ts';
import { type ReportTold, reportPath, writeReportMarkdown } from '../../domain/report/markdown.ts';
import type { ReportStory } from '../../domain/report/story.ts';
import { issueOfAction } from '../../domain/tracked/of-incident.ts';
import { loginOf, placeFor, reportsOf } from '../../domain/tracked/place.ts';
import type { TimelineTold } from '../../ports/pictures.ts';
import { partsOf } from '../decode.ts';
import type { TendDeps } from '../deps.ts';
import { appendIncident, type ReadIncident, readIncident } from '../incident/append-incident.ts';
import { organisationsOf } from '../incident/organisations.ts';
import { tellWhole } from '../incident/whole-timeline.ts';
import { showCard } from '../show-card.ts';
import { commitReport, FILE_MOST, logIssue } from '../tracked/log-issue.ts';
import { withNames } from '../tracked/name-people.ts';
import { policyNow } from '../tracked/policy-now.ts';
import type { ReadReport } from './append-report.ts';

/** Lost appends on the incident: others act on it in the same moment. */
const ROUNDS = 8;

/** Shows a report in its channel, says on the incident how it stands, and files it when it is done. */
export async function tendReport(deps: TendDeps, read: ReadReport, { first }: { first: boolean }): Promise<undefined> {
  const incident = await tellIncident(deps, read);
  if (incident && read.story.state.is === 'done') await fileReport(deps, read.story, incident);
  await showCard(deps, read, { first });
}

/** Nothing where the incident is open again: then it has no report that counts. */
async function tellIncident(deps: TendDeps, { story, head }: ReadReport): Promise<ReadIncident | undefined> {
  const { is: to } = story.state;
  for (let round = 0; round < ROUNDS; round += 1) {
    const read = await readIncident(deps.ledger, story.id);
    if (read?.state.is !== 'resolved') return undefined;
    if (read.state.report === to) return read;
    const step = { type: 'report-moved', data: { to } } as const;
    const after = await appendIncident(deps.ledger, read, { step, by: partsOf(head).by, at: deps.now() });
    if (after) return after;
  }
  throw new Error(`incident ${story.id} moved ${ROUNDS} times while its report was told`);
}

/**
 * Puts on record that the report is to be in the repository, and its actions are to be issues: the tracker has them when it takes
 * them, each once. A drill stays in Slack.
 */
async function fileReport(deps: TendDeps, story: ReportStory, incident: ReadIncident): Promise<void> {
  const policy = await policyNow(deps);
  if (story.about.drill || !policy?.issues) return;
  const told = await tellWhole(deps, incident, { zone: 'UTC' });
  const repository = reportsOf(policy.issues);
  const path = reportPath(story);
  const picture = await filePicture(deps, told, { of: story.id, repository, path: path.replace(/md$/, 'png') });
  const { matrix } = await deps.records(story.by);
  const callings = callingsOf(await withOwners(deps, told, story), organisationsOf(matrix));
  const text = await written(deps, { story, entries: told.entries, callings, ...(picture && { picture }) });
  const message = `Report ${writeIncidentId(story.id)}`;
  await commitReport(deps, `report#${story.id}`, { repository, path, message, text });
  await logActions(deps, story, { policy, report: `${repository}/${path}` });
}

/** With as much of its timeline as fits, whatever people are called. */
async function written(deps: TendDeps, told: ReportTold): Promise<string> {
  const text = await withNames(deps, writeReportMarkdown(told), inertMarkdown);
  if (Buffer.byteLength(text) <= FILE_MOST || told.table === 0) return text;
  const table = Math.floor((told.table ?? FILE_MOST) / 2);
  return written(deps, { ...told, table: table < 1_000 ? 0 : table });
}

async function logActions(
  deps: TendDeps,
  story: ReportStory,
  { policy, report }: { policy: Policy; report: string },
): Promise<void> {
  const place = placeFor(policy, story.about.severity);
  if (!place) return;
  for (const action of story.actions) {
    const login = action.owner && loginOf(policy, action.owner);
    const issue = issueOfAction(story, action, { place, report, login });
    await logIssue(deps, `report#${story.id}/action-${action.number}`, issue);
  }
}

/** Those who own an action may have written nothing on the timeline. */
async function withOwners({ chat }: TendDeps, { names }: TimelineTold, { actions }: ReportStory) {
  const all = new Map(names);
  for (const { owner } of actions) {
    const key = owner && `${owner.team}/${owner.user}`;
    if (!owner || key === undefined || all.has(key)) continue;
    const name = (await chat.profile(owner))?.name;
    if (name !== undefined) all.set(key, name);
  }
  return all;
}

/** The picture beside the report, if it fits on the ledger; its file's name. */
async function filePicture(
  deps: TendDeps,
  told: TimelineTold,
  { of, repository, path }: { of: string; repository: string; path: string },
): Promise<string | undefined> {
  const { pictures } = await deps.pictures.timeline(told);
  const base64 = pictures[0] && Buffer.from(pictures[0].png).toString('base64');
  if (base64 === undefined || base64.length > FILE_MOST) return undefined;
  const message = `Picture of ${told.name}`;
  await commitReport(deps, `report#${of}/picture`, { repository, path, message, base64 });
  return path.slice(path.lastIndexOf('/') + 1);
}
