import type { ChangeActRefusal, ChangeRefusal } from '../bot/domain/change/refusal.ts';
import type { DeploymentRefusal } from '../bot/domain/deployment/refusal.ts';
import type { EscalationRefusal } from '../bot/domain/escalation/refusal.ts';
import type { IncidentRefusal } from '../bot/domain/incident/refusal.ts';
import type { ReportRefusal } from '../bot/domain/report/refusal.ts';
import type { ActRefusal, Refusal } from '../bot/domain/run/refusal.ts';
import type { ScheduleRefusal } from '../bot/domain/schedule/refusal.ts';

/** What refuses: the record or the fact that the decision rests on. */
export const RULES = {
  organisation: 'only people of the organisation that runs Remit are answered',
  roles: 'the roles that a person has (`people`)',
  account: 'what Slack says of the account, at the request, at the click and at the dispatch',
  matrix: 'the responsibility matrix in force (`matrix`)',
  policy: 'the policy in force (`policy`)',
  gates: 'the emergency stop, freezes, kept hosts and the hours of changes',
  inventory: 'the managed targets and their tags (`targets`)',
  hosts: 'what SSM says of the hosts now',
  plan: 'the plan, bound by its digest and its window',
  record: 'what is on record already',
  sentence: 'what the sentence or the file says',
  vendor: 'what the vendor said, or is asked',
  remit: 'Remit itself: a service that it needs, or its own deployment',
} as const;

/** A reason: which rule gives it, what it says, and what to do next. */
export type Reason = { rule: keyof typeof RULES; says: string; next: string };

type Of<Union extends { reason: string }> = Record<Union['reason'], Reason>;

const is = (rule: Reason['rule'], says: string, next: string): Reason => ({ rule, says, next });

const ROLE = is(
  'roles',
  'This needs a role that you do not have.',
  'Ask somebody who has it, or an admin for the role.',
);
const OUTSIDER = is(
  'organisation',
  'People of other organisations are answered with one fixed sentence.',
  'Answer in the thread of your own request.',
);
const EARLY = is('record', 'It has not come that far yet.', 'Look at it, and do it when it has.');
const LATE = is('record', 'It is decided or over already.', 'Look at it, or ask again.');
const EXPIRED = is('plan', 'The time in which it could be decided is over.', 'Ask again.');

/** Why a request is not carried out, or a run ends before it was sent. */
const request: Of<Refusal> = {
  outsider: OUTSIDER,
  'no-role': ROLE,
  'staging-only': is('roles', 'A developer acts on staging alone.', 'Ask an operator for these hosts.'),
  stopped: is(
    'gates',
    'An emergency stop (`stop everything`), a freeze, a kept host or the hours of changes stop it now.',
    'Of an emergency stop: two approvers or admins say `lift the stop`. Else wait for the time that it names, or ask for an exception with `because`.',
  ),
  'calendar-silent': is(
    'gates',
    'A calendar of AWS that the policy names did not answer, which counts as closed.',
    'Ask again in a moment, or have an admin look at the calendar.',
  ),
  'not-staged': is('gates', 'The same change has to succeed on staging first.', 'Run it on staging, or say `because`.'),
  'name-targets': is(
    'policy',
    'A break-glass run of high risk names its targets: nobody else types a name.',
    'Write the names of the hosts instead of a group.',
  ),
  account: is(
    'account',
    'Slack does not vouch for the account: deactivated, a bot, a guest, of another organisation.',
    'A full member with the role asks for it.',
  ),
  'records-missing': is(
    'record',
    'Without a matrix and a policy nothing is decided.',
    'An admin loads them: `npm run bootstrap`.',
  ),
  'not-available': is(
    'matrix',
    'The activity does not exist for that kind of target.',
    'Choose a target of a kind that the matrix has it for.',
  ),
  'vendor-task': is('matrix', 'It is the vendor’s task.', 'Send the request to the vendor that is prepared.'),
  unlisted: is('matrix', 'No row of the matrix covers it.', 'The vendor says first whether it is safe.'),
  mixed: is('matrix', 'The targets are not all one party’s.', 'Ask for each part by itself.'),
  'vendor-right': is(
    'vendor',
    'A vendor’s engineer may not run it: their right is the request that they accepted.',
    'Look at the request.',
  ),
  unsafe: is('vendor', 'The vendor said that it is not safe.', 'Look at the request.'),
  'no-document': is(
    'matrix',
    'The task is ours, and no document does it.',
    'Somebody who may work on the host does it by hand.',
  ),
  'not-undone': is('record', 'The run cannot be taken back.', 'See the reasons of `undo` below.'),
  'unknown-targets': is(
    'inventory',
    'There is no managed target of that name.',
    'Take the name that is suggested, or look at `targets`.',
  ),
  'no-targets': is('inventory', 'No managed target matches the group.', 'Look at `targets`.'),
  'too-many-targets': is('plan', 'More targets than one run takes.', 'Divide them into several runs.'),
  'wrong-kind': is(
    'sentence',
    'The command does not work on that kind of target.',
    'Choose a target of a kind that it works on.',
  ),
  'unknown-service': is('inventory', 'The host does not run that service.', 'Take the name that is suggested.'),
  'not-listed': is('policy', 'The policy does not list this value.', 'An admin may list it.'),
  'not-managed': is(
    'inventory',
    'Remit does not manage the host.',
    'Whoever owns it corrects its tags; `health` says what is wrong.',
  ),
  offline: is('hosts', 'SSM cannot reach the host.', 'Bring its agent back, then ask again.'),
  'agent-too-old': is('hosts', 'The SSM agent is older than documents need.', 'Update the agent, then ask again.'),
  'document-missing': is('remit', 'The document is not on AWS.', 'Whoever deploys Remit deploys its documents.'),
  'already-asked': is(
    'record',
    'You have asked for the same, and it is not over.',
    'Look at that run, or `again` on purpose.',
  ),
  locked: is('record', 'Another run has the host.', 'Wait until it is over, or settled.'),
  moved: is('plan', 'What was approved is not what would run now.', 'Ask again.'),
  'rights-lost': is(
    'roles',
    'Somebody who asked, approved or vouched has lost the right to.',
    'Somebody who has it asks again.',
  ),
  'one-person': is('account', 'Two who decided are one person with two accounts.', 'Somebody else decides.'),
  stale: is('plan', 'It was asked too long ago.', 'Ask again.'),
  'no-such-time': is('sentence', 'The time never comes, or is too far off.', 'Take the time that is suggested.'),
  missed: is('plan', 'It was to begin at a time, and could not.', 'Ask again.'),
  fault: is(
    'remit',
    'Something that the decision needs did not answer.',
    'Try again in a minute; then look at `health`.',
  ),
};

/** Why an act on a run is not carried out: approve, except, deny, cancel, settle, resume, retry, undo, show. */
const act: Of<ActRefusal> = {
  outsider: OUTSIDER,
  'no-role': ROLE,
  'unknown-run': is('record', 'There is no run of that name.', 'Look at `runs`.'),
  'own-request': is(
    'account',
    'Nobody approves what they asked for, from whichever account.',
    'Another person with the role approves it.',
  ),
  'not-asked': is(
    'policy',
    'Your approval would not count for what is still wanted.',
    'Look at `policy` for whose it takes.',
  ),
  'not-in-plan': is('plan', 'A plan is narrowed, never widened.', 'Name hosts of the plan.'),
  'name-needed': is(
    'policy',
    'The risk is high: the name of a target has to be typed.',
    '`approve R-… typed host-7`, or the form.',
  ),
  'wrong-name': is('plan', 'The name that was typed is none of the targets.', 'Look where it runs, then type a name.'),
  'already-approved': is('record', 'One person counts once.', 'Wait for the others.'),
  'too-late': LATE,
  'too-early': EARLY,
  'other-plan': is('plan', 'The plan is not the one that was shown.', 'Look at it as it is now, then decide.'),
  expired: EXPIRED,
  'not-unknown': is('record', 'The outcome on that host is known.', 'There is nothing to settle.'),
  stopped: request.stopped,
  'nothing-to-review': is(
    'record',
    'Nobody broke the glass for the run, or nothing of it reached a host.',
    'Look at `waiting` for runs that want a review.',
  ),
  'already-reviewed': is('record', 'A review is said once.', 'Look at the run.'),
  'nothing-to-except': is('gates', 'Nothing stops the run.', 'Approve it.'),
  'no-undo': is('record', 'The command has no undo, or another one by now.', 'Ask for the command that puts it right.'),
  'nothing-to-undo': is('record', 'Nothing of the run succeeded.', 'Look at the run.'),
  'already-undone': is('record', 'It was taken back before.', 'Look at the run that did.'),
  'undo-too-late': is(
    'record',
    'Hosts keep for 30 days what an undo needs.',
    'Ask for the command that puts it right.',
  ),
  'not-of-run': is('record', 'The host is not of that run.', 'Name a host of the run.'),
  'not-failed': is('record', 'The host did not fail.', 'Name one that did.'),
  'nothing-failed': is('record', 'No host of the run failed.', 'Look at the run.'),
  'too-many-failed': is('sentence', 'More hosts than one sentence names.', 'Name some of them.'),
};

/** Why a change is not proposed, or is void. */
const change: Of<ChangeRefusal> = {
  'no-role': ROLE,
  'already-has': is('record', 'They have the role already.', 'Look at `people`.'),
  'has-not': is('record', 'They do not have the role.', 'Look at `people`.'),
  'last-admin': is('roles', 'Nobody would be left who could change anything.', 'Make somebody else an admin first.'),
  'group-already-has': is('record', 'The group has the role already.', 'Look at `people`.'),
  'group-has-not': is('record', 'The group does not have the role.', 'Look at `people`.'),
  group: is('account', 'Slack has no such group, or one that is too large.', 'Name a smaller one.'),
  'over-already': is('sentence', 'The end that was said is over.', 'Say a later one.'),
  account: request.account,
  'nothing-changes': is('record', 'The matrix says so already.', 'Nothing is to be done.'),
  'same-policy': is('record', 'The policy says so already.', 'Nothing is to be done.'),
  stopped: is('gates', 'Everything is stopped: no host joins.', 'Two approvers or admins say `lift the stop`.'),
  'not-ours': is('matrix', 'By the matrix it is not ours to do there.', 'Send the request to the vendor.'),
  'no-region': is('record', 'There is no region of that name.', 'Take one that is named.'),
  'no-host-group': is('record', 'There is no host group of that name.', 'Take one that is named.'),
  'host-there': is('inventory', 'The name or the instance is there already.', 'Look at `targets`.'),
  'vendor-there': is('record', 'A vendor of that name is registered already.', 'Change it: `vendor set`.'),
  'vendor-same': is('record', 'It would make nothing different.', 'Look at `vendor … settings`.'),
  'organisation-ours': is('organisation', 'Our own organisation is no vendor’s.', 'Name the workspace of the vendor.'),
  'organisation-taken': is('record', 'An organisation is of one vendor only.', 'Take it from that vendor first.'),
  'channel-taken': is('record', 'A channel is of one vendor only.', 'Make a channel of its own.'),
  'party-taken': is(
    'record',
    'Two vendors would be asked for the same.',
    'Take the party from the other, or part their activities.',
  ),
  'vendor-too-large': is('record', 'What is stored of vendors has its limit.', 'Name fewer contacts or activities.'),
  'vendor-asked': is('record', 'The vendor is still asked for something.', 'Have it finished, or withdraw it, first.'),
  'no-contact': is(
    'account',
    'Slack knows nobody so, or nobody of theirs or of ours.',
    'Name a member of their workspace or of ours.',
  ),
  'no-vendor-channel': is('record', 'The vendor has no channel.', 'Bind one: `vendor set … channel to #…`.'),
  'not-invited': is('vendor', 'Slack sent no invitation; its answer is named.', 'Settle that, and propose it again.'),
  'no-agent': is('hosts', 'Systems Manager knows no agent of that instance.', 'Bring its agent up first.'),
  'one-already': is('record', 'The two accounts are one person already.', 'Nothing is to be done.'),
  'linked-already': is('record', 'The account belongs to another person.', 'Unlink it first.'),
  'others-linked': is('record', 'Other accounts are linked to that one.', 'Unlink them first.'),
  'not-linked': is('record', 'The account is linked to none.', 'Nothing is to be done.'),
  file: is(
    'sentence',
    'The file is not there, or has mistakes.',
    'Mend what is named; `npm run check-policy` finds it all.',
  ),
  moved: is('plan', 'What it was previewed upon has changed.', 'Propose it again.'),
  'rights-lost': request['rights-lost'],
  'one-person': request['one-person'],
};

/** Why an act on a change is not carried out: confirm, deny, show. */
const changeAct: Of<ChangeActRefusal> = {
  'no-role': ROLE,
  'unknown-change': is('record', 'There is no change of that name.', 'Its name stands on its card.'),
  'own-change': is('account', 'Nobody confirms what they proposed.', 'Another admin confirms it.'),
  'gains-by-it': is('account', 'Nobody confirms what gives them a role.', 'Another admin confirms it.'),
  'own-accounts': is('account', 'Nobody confirms what is about their own accounts.', 'Another admin confirms it.'),
  'too-early': EARLY,
  'other-change': is(
    'record',
    'It changes nothing that could be tried.',
    'Try a change of the policy or of the profile.',
  ),
  'too-late': LATE,
  expired: EXPIRED,
};

/** Why an act on a request to a vendor is not carried out: send, withdraw, record. */
const vendor: Of<EscalationRefusal> = {
  'no-role': ROLE,
  'unknown-request': is('record', 'There is no request of that name.', 'Look at `requests`.'),
  'not-yours': is('record', 'It is for who asked, and for admins.', 'Ask them.'),
  'too-late': LATE,
  expired: EXPIRED,
  'over-already': is('sentence', 'The time by which it was wanted is over.', 'Say a later one.'),
  'not-asked': is(
    'vendor',
    'The vendor is not asked whether it is safe.',
    'Only a safety request waits for that word.',
  ),
  'by-hand': is('vendor', 'The vendor is not registered: nobody of theirs would read it.', 'Tell them by hand.'),
  'not-now': is('record', 'It does not stand where that can be said of it.', 'Look at the request.'),
  taken: is('record', 'Another of the vendor’s people accepted it first.', 'Nothing is to be done.'),
  'past-time': is('sentence', 'The time that was named is over.', 'Say a later one.'),
  'own-request': is('vendor', 'Nobody approves the cost of what they asked for or sent.', 'Ask another budget holder.'),
  'other-estimate': is(
    'vendor',
    'The vendor wants another sum by now than the one that was seen.',
    'Look at the new one.',
  ),
  'agreed-already': is('vendor', 'Several people are wanted, and this one has agreed.', 'Ask the others.'),
  'over-limit': is(
    'vendor',
    'It is more than what may still be approved in this month.',
    'Ask an admin for the limit.',
  ),
  'no-limit': is('vendor', 'Nobody has set what may be spent with this vendor.', 'Ask an admin to set it.'),
  'other-currency': is('vendor', 'The estimate is in another currency than the limit.', 'Ask for another estimate.'),
  'too-late-to-reopen': is('record', 'It was done too long ago to be reopened.', 'Ask for the same once more.'),
  'no-run': is(
    'vendor',
    'Its task may not be run by whoever asks for it.',
    'Do it by hand, or ask whoever accepted it.',
  ),
  'not-inner': is(
    'vendor',
    'It was asked of a vendor: only their people say that.',
    'Wait for them, or write to them.',
  ),
  'no-owner': is('roles', 'Nobody has the role of circle owner.', 'An admin gives it: `grant circle-owner to …`.'),
  'no-diagnosis': is(
    'record',
    'What goes with it is the output of a reading of its targets, of the last day.',
    'Run `assess` on a target, then name that run.',
  ),
  'targets-moved': is(
    'inventory',
    'A target is not what it was when the request was prepared.',
    'Withdraw it, and ask for the same once more.',
  ),
};

/** Why an act on a deployment's checklist is not carried out. */
const deployment: Of<DeploymentRefusal> = {
  'no-role': ROLE,
  'unknown-deployment': is('record', 'There is no deployment of that name.', 'Look at `deployments`.'),
  'name-taken': is('record', 'One of that name is not over.', 'Take another name.'),
  'no-such-stage': is('sentence', 'The checklist has no stage of that number.', 'Look at the deployment.'),
  'over-already': is('record', 'The deployment is closed.', 'Reopen it, or begin another.'),
  already: is('record', 'It stands as it was to be set.', 'Nothing is to be done.'),
  'which-party': is('matrix', 'Of a shared stage nobody has said who does it.', 'Say who.'),
  'not-ours': is('matrix', 'The stage is the vendor’s.', 'Ask the vendor.'),
  'not-vendors': is('matrix', 'The stage is ours.', 'Do it, and say that it is done.'),
  'not-optional': is('record', 'The stage cannot be left out.', 'Do it.'),
  'whose-word': is('vendor', 'What the vendor did is recorded with who said so.', 'Say `because`.'),
  'still-asked': is('vendor', 'The vendor is asked for it.', 'Take the request back first.'),
};

/** Why a command does not repeat, or an act on what repeats is not carried out. */
const schedule: Of<ScheduleRefusal> = {
  'no-role': ROLE,
  'unknown-schedule': is('record', 'Nothing that repeats has that id.', 'Look at `scheduled`.'),
  'not-yours': is('roles', 'It is somebody else’s.', 'Its owner, an approver or an admin does it.'),
  'not-now': is('record', 'It stands as it was to be set, or is over.', 'Nothing is to be done.'),
  'owner-lost': is('roles', 'Its owner may not ask for that command any more.', 'End it; somebody who may asks anew.'),
  'already-scheduled': is('record', 'The same of the same person repeats already.', 'Go on with that one.'),
  'too-many': is('remit', 'So many commands repeat that there are no more at once.', 'End one that is not needed.'),
};

/** Why an act on a report is not carried out. */
const report: Of<ReportRefusal> = {
  'no-role': ROLE,
  'no-report': is('record', 'The incident has no report yet.', 'Resolve it: its report is drafted then.'),
  'not-a-draft': is('record', 'Others read the report as it is.', 'Make it a draft again: `report draft`.'),
  already: is('record', 'It stands as it was to be set.', 'Nothing is to be done.'),
  'not-in-review': is('record', 'Nobody was asked to review it.', 'Ask for it: `report review`.'),
  incomplete: is('record', 'A part of the report says nothing.', 'Write it: `report edit <part> "…"`.'),
  'own-report': is('record', 'You asked for the review yourself.', 'Ask somebody else to end it.'),
  'no-such-action': is('sentence', 'The report has no action of that number.', 'Look at `report`.'),
  'too-many-actions': is(
    'sentence',
    'The report has as many actions as it can have.',
    'Drop one, or put two into one.',
  ),
};

/** Why an act on an incident is not carried out. */
const incident: Of<IncidentRefusal> = {
  'no-role': ROLE,
  'unknown-incident': is('record', 'There is no incident of that name.', 'Look at `incidents`.'),
  'no-incident-here': is(
    'sentence',
    'The channel works on no incident, and none is open.',
    'Open one, or name it: `in I-…`.',
  ),
  'unknown-entry': is('record', 'The timeline has no entry of that name.', 'Look at `timeline`.'),
  'same-entry': is('record', 'The entry is so already.', 'Look at `timeline history`.'),
  'channel-taken': is('record', 'The channel works on another incident.', 'Open it without `here`.'),
  already: is('record', 'It stands as it was to be set.', 'Nothing is to be done.'),
  'not-over': is('record', 'The incident is open.', 'Nothing is to be done.'),
  'same-severity': is('record', 'It has that severity.', 'Say another one, or its impact.'),
  'role-held': is('record', 'Somebody has the role.', 'Agree with them, or free it first.'),
  'role-free': is('record', 'Nobody has the role.', 'Take it.'),
  following: is('record', 'The channel follows the incident.', 'Nothing is to be done.'),
  'not-following': is('record', 'The channel does not follow the incident.', 'Nothing is to be done.'),
  'too-many-followers': is('record', 'As many channels follow it as can.', 'Let one stop: `unfollow`.'),
  'no-such-time': is(
    'sentence',
    'The entry would be of what is to come, or of long before the incident.',
    'Say when it was.',
  ),
  'unknown-run': is('record', 'There is no run of that name.', 'Look at `runs`.'),
};

export const REASONS: Record<string, Record<string, Reason>> = {
  'Of a request, and of a run before it is sent': request,
  'Of an act on a run': act,
  'Of a change that is proposed': change,
  'Of an act on a change': changeAct,
  'Of an act on a request to a vendor': vendor,
  'Of an act on a deployment': deployment,
  'Of what repeats, and of an act on it': schedule,
  'Of an act on an incident': incident,
  'Of an act on a report': report,
};

/** `docs/reasons.md`, from the closed lists: a reason that is missing here, or is none any more, does not compile. */
export function reasonsPage(): string {
  const rules = Object.entries(RULES).map(([rule, words]) => `| ${rule} | ${words} |`);
  const tables = Object.entries(REASONS).flatMap(([title, reasons]) => [
    ...[`## ${title}`, '', '| reason | rule | what it says | next |', '|---|---|---|---|'],
    ...Object.entries(reasons).map(([code, { rule, says, next }]) => `| \`${code}\` | ${rule} | ${says} | ${next} |`),
    '',
  ]);
  return [
    '# Reasons',
    '',
    'Every refusal carries a reason: one word that stays the same, on the audit record and in small print below the refusal. The words around',
    'it name the facts, and may be put better; programs go by the reason. This page is made from the closed lists in',
    '`commands/reasons.ts`, of which `tsc` knows whether one is missing: `node docs/write-commands.ts`.',
    '',
    ...['| rule | what it is |', '|---|---|', ...rules, ''],
    ...tables,
  ].join('\n');
}
