import { suggestion } from './misread.ts';
import { isOfCost, isOfRequest } from './of-what.ts';
import { readAdd } from './read-add.ts';
import { readAudit } from './read-audit.ts';
import { readWhat, readWho } from './read-can.ts';
import { readChange, readDenyForm, readPeople } from './read-change.ts';
import { readBudgetSentence, readCost, readDenyCostForm } from './read-cost.ts';
import { readCustom } from './read-custom.ts';
import { readDeployment, readDeploymentForm, readDeployments } from './read-deployment.ts';
import { readEscalate, readEscalateForm } from './read-escalate.ts';
import { readFigures } from './read-figures.ts';
import { readFollow } from './read-follow.ts';
import { readCalendar, readFreeze, readLock, readThaw, readUnlock } from './read-freeze.ts';
import { readIncident, readIncidentForm, readIncidents, readOnCall } from './read-incident.ts';
import { readIncidentAct, readIncidentActForm } from './read-incident-act.ts';
import { readInnerAct, readInnerForm } from './read-inner-act.ts';
import { readLink } from './read-link.ts';
import { readMatrix } from './read-matrix.ts';
import { readCommandAfter, readOther } from './read-other.ts';
import { readPolicy } from './read-policy-sentence.ts';
import { readAction, readActionForm, readReport, readReportForm } from './read-report.ts';
import { readRequest, readRequestForm, readRequests } from './read-request.ts';
import { readReopenRequest, readReply, readTalkForm } from './read-request-talk.ts';
import { readRoleChange } from './read-role-change.ts';
import { readRunbook } from './read-runbook.ts';
import { readSchedule } from './read-schedule.ts';
import { readSend, readSendForm } from './read-send.ts';
import type { SeldomReaders } from './read-sentence.ts';
import { readLift, readStop } from './read-stop.ts';
import { readTimeline } from './read-timeline.ts';
import { readVendor, readVendorForm, readVendors } from './read-vendor.ts';
import { writeSentence } from './write-sentence.ts';

/** Questions, and what admins and requests take: read where they are typed, so that a restart does not wait for them. */
export const SELDOM: SeldomReaders = {
  other: readOther,
  suggest: (sentence) => suggestion(writeSentence(sentence)),
  sentences: {
    audit: readAudit,
    people: readPeople,
    grant: (after) => readRoleChange('grant', after),
    revoke: (after) => readRoleChange('revoke', after),
    add: readAdd,
    link: (after) => readLink('link', after),
    unlink: (after) => readLink('unlink', after),
    confirm: (after) => readChange('confirm', after),
    send: readSend,
    escalate: readEscalate,
    accept: (after) => readInnerAct('accept', after),
    decline: (after) => readInnerAct('decline', after),
    ask: (after) => readInnerAct('ask', after),
    progress: (after) => readInnerAct('progress', after),
    done: (after) => readInnerAct('done', after),
    withdraw: (after) => readRequest('withdraw', after),
    record: (after) => readRequest('record', after),
    requests: readRequests,
    budget: readBudgetSentence,
    custom: readCustom,
    freeze: readFreeze,
    thaw: readThaw,
    lock: readLock,
    stop: readStop,
    lift: readLift,
    unlock: readUnlock,
    calendar: readCalendar,
    deployment: readDeployment,
    deployments: readDeployments,
    pause: (after) => readSchedule('pause', after),
    end: (after) => readSchedule('end', after),
    incident: readIncident,
    incidents: readIncidents,
    'on-call': readOnCall,
    timeline: readTimeline,
    report: readReport,
    action: readAction,
    severity: (after) => readIncidentAct('severity', after),
    acknowledge: (after) => readIncidentAct('acknowledge', after),
    ack: (after) => readIncidentAct('acknowledge', after),
    mitigated: (after) => readIncidentAct('mitigated', after),
    resolve: (after) => readIncidentAct('resolve', after),
    reply: readReply,
    reopen: (after) => (isOfRequest(after.cut) ? readReopenRequest(after) : readIncidentAct('reopen', after)),
    take: (after) => readIncidentAct('take', after),
    leave: (after) => readIncidentAct('leave', after),
    note: (after) => readIncidentAct('note', after),
    correct: (after) => readIncidentAct('correct', after),
    update: (after) => readIncidentAct('update', after),
    follow: (after) => readFollow('follow', after),
    unfollow: (after) => readFollow('unfollow', after),
    snooze: (after) => readIncidentAct('snooze', after),
    figures: readFigures,
    vendor: readVendor,
    vendors: readVendors,
    matrix: readMatrix,
    policy: (after) => readPolicy(after, readCommandAfter),
    runbook: readRunbook,
    who: readWho,
    what: readWhat,
  },
  forms: {
    deny: ({ cut }) => (isOfCost(cut) ? readDenyCostForm(cut) : readDenyForm(cut)),
    record: ({ cut }) => readRequestForm('record', cut),
    withdraw: ({ cut }) => readRequestForm('withdraw', cut),
    send: readSendForm,
    escalate: readEscalateForm,
    accept: ({ cut }) => readInnerForm('accept', cut),
    decline: ({ cut }) => readInnerForm('decline', cut),
    ask: ({ cut }) => readInnerForm('ask', cut),
    progress: ({ cut }) => readInnerForm('progress', cut),
    done: ({ cut }) => readInnerForm('done', cut),
    deployment: ({ cut }) => readDeploymentForm(cut),
    vendor: readVendorForm,
    incident: readIncidentForm,
    resolve: (after) => readIncidentActForm('resolve', after),
    mitigated: (after) => readIncidentActForm('mitigated', after),
    reply: ({ cut }) => readTalkForm('reply', cut),
    reopen: (after) =>
      isOfRequest(after.cut) ? readTalkForm('reopen', after.cut) : readIncidentActForm('reopen', after),
    severity: (after) => readIncidentActForm('severity', after),
    note: (after) => readIncidentActForm('note', after),
    update: (after) => readIncidentActForm('update', after),
    report: readReportForm,
    action: readActionForm,
    correct: (after) => readIncidentActForm('correct', after),
  },
  ofChange: {
    show: (after) => readChange('show', after),
    deny: (after) => readChange('deny', after),
    approve: (after) => {
      const confirmed = readChange('confirm', after);
      return confirmed.ok ? suggestion(writeSentence(confirmed.value)) : confirmed;
    },
  },
  ofCost: { approve: (after) => readCost('approve', after), deny: (after) => readCost('deny', after) },
  ofRequest: { show: (after) => readRequest('show', after) },
  ofSchedule: { show: (after) => readSchedule('show', after), resume: (after) => readSchedule('resume', after) },
};
