import type { Answer } from '../../../domain/answer.ts';
import { sayNothing } from './answer-act.ts';
import {
  sayChangeActed,
  sayChangeActRefused,
  sayChangeRefused,
  sayPeople,
  sayProposed,
  showChange,
} from './answer-change.ts';
import { sayCustomList, sayCustomRecorded, sayCustomRemoved } from './answer-custom.ts';
import {
  sayDeployment,
  sayDeploymentActed,
  sayDeploymentFile,
  sayDeploymentRefused,
  sayDeploymentStarted,
  sayDeployments,
} from './answer-deployment.ts';
import {
  sayEscalated,
  sayEscalation,
  sayEscalationActed,
  sayEscalationActRefused,
  sayEscalations,
} from './answer-escalation.ts';
import { sayHeardMisread, sayHeardRefused } from './answer-heard.ts';
import {
  sayEntryHistory,
  sayIncidentActed,
  sayIncidentDeclared,
  sayIncidentRefused,
  sayIncidents,
  sayTimeline,
  showIncident,
} from './answer-incident.ts';
import { sayNamesOurs } from './answer-names.ts';
import { sayActRefused, sayPlanRefused, sayRefused } from './answer-refused.ts';
import { sayReportActed, sayReportRefused, showReport } from './answer-report.ts';
import { saySchedule } from './answer-schedule.ts';
import { sayVendorSettings, sayVendors } from './answer-vendor.ts';
import { type AtOnce, isAtOnce, sayAtOnce } from './at-once.ts';
import { sayAuditFound, sayAuditStream, sayExported, sayVerified } from './audit.ts';
import { sayChannelNews } from './channel-news.ts';
import { sayBudget, sayCostAsked, sayNoSuchVendor } from './cost-words.ts';
import { sayFigures, sayFiguresAsked } from './figures-words.ts';
import { sayFreeze } from './freeze.ts';
import { sayCommandHelp, sayHelp, sayHelpAbout } from './help.ts';
import { sayIncidentReminder } from './incident-reminder.ts';
import { sayFollowerLost } from './incident-update.ts';
import { sayHealth, sayRuns, sayTargets } from './lists.ts';
import { sayDifference, sayHistory, sayMatrix, sayMatrixFile, sayRow } from './matrix.ts';
import { sayOnCall } from './on-call-words.ts';
import { sayInquiring, sayOutput, sayOutputFile } from './output.ts';
import { sayPlan } from './plan.ts';
import { sayPolicy, sayPolicyFile, sayPolicyHistory, sayPolicyTest } from './policy.ts';
import type { Reading, Rendered } from './rendered.ts';
import { sayReplay } from './replay.ts';
import { sayRunbook } from './runbook.ts';
import { rendered, type Said } from './said.ts';
import { sayScheduled } from './scheduled.ts';
import { showRun } from './show.ts';
import { sayTimelineFile } from './timeline-file-words.ts';
import { sayVendorFigures, sayVendorPicture } from './vendor-figures-words.ts';
import { sayVendorLate } from './vendor-late.ts';
import { sayWaiting } from './waiting.ts';
import { sayWhat } from './what.ts';
import { sayWho } from './who.ts';
import { sayWhy } from './why.ts';

/** What one person is told, in Slack's shapes: seen by nobody else. */
export function renderAnswer(answer: Answer, reading: Reading): Rendered {
  if (answer.is === 'run') return showRun(answer.story, reading);
  if (answer.is === 'inquired') return inquired(answer, reading);
  if (answer.is === 'report') return showReport(answer, reading);
  if (answer.is === 'incident') return showIncident(answer, reading);
  if (answer.is === 'change') return showChange(answer.story, reading);
  return rendered(isAtOnce(answer) ? sayAtOnce(answer, reading) : say(answer, reading));
}

/** Any answer, which says of which inquiry it is: whoever waits for that one knows it by it. */
function inquired({ inquiry, answer }: Extract<Answer, { is: 'inquired' }>, reading: Reading): Rendered {
  const { metadata, ...message } = renderAnswer(answer, reading);
  const event_payload = { ...metadata.event_payload, stream: `inquiry#${inquiry}` };
  return { ...message, metadata: { ...metadata, event_payload } };
}

function say(
  answer: Exclude<Answer, AtOnce | { is: 'run' | 'change' | 'incident' | 'report' | 'inquired' }>,
  reading: Reading,
): Said {
  switch (answer.is) {
    case 'refused':
      return sayRefused(answer, reading);
    case 'act-refused':
      return sayActRefused(answer, reading);
    case 'help':
      return sayHelp(answer, reading);
    case 'help-command':
      return sayCommandHelp(answer);
    case 'help-act':
      return sayHelpAbout(answer);
    case 'plan':
      return sayPlan(answer, reading);
    case 'plan-refused':
      return sayPlanRefused(answer, reading);
    case 'why':
      return sayWhy(answer, reading);
    case 'runs':
      return sayRuns(answer, reading);
    case 'scheduled':
      return sayScheduled(answer, reading);
    case 'schedule-asked':
    case 'schedule':
    case 'schedule-acted':
    case 'schedule-refused':
      return saySchedule(answer, reading);
    case 'waiting':
      return sayWaiting(answer, reading);
    case 'targets':
      return sayTargets(answer);
    case 'health':
      return sayHealth(answer, reading);
    case 'matrix':
      return sayMatrix(answer);
    case 'matrix-row':
      return sayRow(answer);
    case 'matrix-diff':
      return sayDifference(answer);
    case 'matrix-replay':
      return sayReplay(answer, reading);
    case 'matrix-picture':
    case 'matrix-export':
      return sayMatrixFile(answer);
    case 'matrix-history':
      return sayHistory(answer, reading);
    case 'who':
      return sayWho(answer, reading);
    case 'what':
      return sayWhat(answer, reading);
    case 'policy':
      return sayPolicy(answer, reading);
    case 'policy-export':
      return sayPolicyFile();
    case 'policy-history':
      return sayPolicyHistory(answer, reading);
    case 'frozen':
    case 'thawed':
    case 'host-kept':
    case 'host-free':
    case 'over':
    case 'everything-stopped':
    case 'lift-asked':
    case 'lifted':
    case 'calendar':
      return sayFreeze(answer, reading);
    case 'policy-test':
      return sayPolicyTest(answer, reading);
    case 'runbook':
      return sayRunbook(answer);
    case 'people':
      return sayPeople(answer, reading);
    case 'proposed':
      return sayProposed(answer, reading);
    case 'change-refused':
      return sayChangeRefused(answer, reading);
    case 'change-acted':
      return sayChangeActed(answer);
    case 'change-act-refused':
      return sayChangeActRefused(answer, reading);
    case 'escalation':
      return sayEscalation(answer, reading);
    case 'names-ours':
      return sayNamesOurs(answer);
    case 'escalations':
      return sayEscalations(answer, reading);
    case 'escalated':
      return sayEscalated(answer);
    case 'escalation-acted':
      return sayEscalationActed(answer);
    case 'heard-refused':
      return sayHeardRefused(answer, reading);
    case 'heard-misread':
      return sayHeardMisread(answer, reading);
    case 'escalation-act-refused':
      return sayEscalationActRefused(answer, reading);
    case 'cost-asked':
      return sayCostAsked(answer, reading);
    case 'budget':
      return sayBudget(answer, reading);
    case 'no-such-vendor':
      return sayNoSuchVendor(answer);
    case 'custom-recorded':
      return sayCustomRecorded(answer);
    case 'custom-removed':
      return sayCustomRemoved(answer);
    case 'custom-list':
      return sayCustomList(answer, reading);
    case 'vendors':
      return sayVendors(answer);
    case 'vendor-settings':
      return sayVendorSettings(answer, reading);
    case 'deployment-started':
      return sayDeploymentStarted(answer);
    case 'deployment':
      return sayDeployment(answer, reading);
    case 'deployments':
      return sayDeployments(answer, reading);
    case 'deployment-acted':
      return sayDeploymentActed(answer, reading);
    case 'deployment-refused':
      return sayDeploymentRefused(answer, reading);
    case 'deployment-file':
      return sayDeploymentFile(answer);
    case 'incident-declared':
      return sayIncidentDeclared(answer);
    case 'follower-lost':
      return sayFollowerLost(answer);
    case 'report-acted':
      return sayReportActed(answer, reading);
    case 'report-refused':
      return sayReportRefused(answer, reading);
    case 'incidents':
      return sayIncidents(answer, reading);
    case 'on-call':
      return sayOnCall(answer, reading);
    case 'incident-acted':
      return sayIncidentActed(answer, reading);
    case 'incident-refused':
      return sayIncidentRefused(answer, reading);
    case 'timeline':
      return sayTimeline(answer, reading);
    case 'entry-history':
      return sayEntryHistory(answer, reading);
    case 'timeline-file':
      return sayTimelineFile(answer);
    case 'channel-news':
      return sayChannelNews(answer, reading);
    case 'vendor-late':
      return sayVendorLate(answer, reading);
    case 'vendor-picture':
      return sayVendorPicture(answer);
    case 'vendor-figures':
      return sayVendorFigures(answer, reading);
    case 'figures-asked':
      return sayFiguresAsked(answer);
    case 'figures':
      return sayFigures(answer);
    case 'incident-reminder':
      return sayIncidentReminder(answer);
    case 'inquiring':
      return sayInquiring(answer);
    case 'output':
      return sayOutput(answer);
    case 'audit-verified':
      return sayVerified(answer);
    case 'audit-stream':
      return sayAuditStream(answer, reading);
    case 'audit-found':
      return sayAuditFound(answer, reading);
    case 'audit-exported':
      return sayExported(answer);
    case 'output-file':
      return sayOutputFile(answer);
    case 'nothing':
      return sayNothing(answer);
    default:
      return answer satisfies never;
  }
}
