import { kindWords } from '../../../domain/language/groups.ts';
import { type ApprovalWanted, type Need, needsOf } from '../../../domain/need.ts';
import { type Conditions, UNLISTED } from '../../../domain/policy/conditions.ts';
import { oneWithRole, roleWords } from './labels.ts';
import { code, inline, listed } from './text.ts';

/** Activity ids are read as words where no row of the matrix gives them a name: `Restarting processes`. */
export function activityWords(id: string): string {
  const words = inline(id, 80).replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const NUMBER = ['', 'one', 'two', 'three', 'four', 'five'];

/** `One approver other than …`, `Two approvers of @sre and one admin other than …`. */
export function approvalWords(wanted: ApprovalWanted, otherThan: string): string {
  if (wanted === 'none') return 'No approval is needed';
  const words = needsWords(needsOf(wanted));
  return `${words.charAt(0).toUpperCase()}${words.slice(1)} other than ${otherThan}`;
}

/** `two approvers and one admin`. */
export function needsWords(needs: readonly Need[]): string {
  return listed(needs.map(needWords));
}

/** `two approvers of @sre`, `one admin of <@U1> and <@U2>`. */
function needWords({ of, from, group, people }: Need): string {
  const number = NUMBER[of] ?? String(of);
  const whose = group ? ` of @${inline(group.handle, 80)}` : '';
  const named = people ? ` of ${listed(people.map((user) => `<@${user.replace(/[^A-Z0-9]/g, '')}>`))}` : '';
  return `${number} ${roleWords(from)}${of === 1 ? '' : 's'}${whose}${named}`;
}

/** `two approvers`, `no approval`. */
export function wantedWords(wanted: ApprovalWanted): string {
  return wanted === 'none' ? 'no approval' : needsWords(needsOf(wanted));
}

/** `disruptive commands in production on user hosts from 10 hosts on`. */
export function conditionWords({ command, risk, ...when }: Conditions): string {
  const named = command === undefined ? undefined : `${code(command, 60)}${risk ? ` (${risk})` : ''}`;
  return [named ?? `${risk ? `${risk} ` : ''}commands`, ...whatWords(when), ...whoWords(when)].join(' ');
}

function whatWords({ activity, environment, kind, party, paid, hosts }: Conditions): string[] {
  const whose = party === UNLISTED ? 'that the matrix does not list' : `of ${inline(party ?? '', 63)}`;
  return [
    ...(activity === undefined ? [] : [`for ${activityWords(activity)}`]),
    ...(environment === undefined ? [] : [`in ${environment}`]),
    ...(kind === undefined ? [] : [`on ${kindWords(kind)}s`]),
    ...(party === undefined ? [] : [whose]),
    ...(paid ? ['as paid work of the vendor’s'] : []),
    ...(hosts === undefined ? [] : [`from ${hosts.from} hosts on`]),
  ];
}

function whoWords({ requester, requesterWithout }: Conditions): string[] {
  return [
    ...(requester === undefined ? [] : [`asked for by ${oneWithRole(requester)}`]),
    ...(requesterWithout === undefined ? [] : [`asked for by somebody who is not ${oneWithRole(requesterWithout)}`]),
  ];
}

/** Slack's names for an account that may not act. */
export function accountWords(flag: string): string {
  switch (flag) {
    case 'deleted':
      return 'this account is deactivated';
    case 'bot':
    case 'is_bot':
    case 'app_user':
    case 'is_app_user':
    case 'workflow_bot':
    case 'is_workflow_bot':
      return 'this account is a bot or a workflow, not a person';
    case 'restricted':
    case 'is_restricted':
    case 'ultra_restricted':
    case 'is_ultra_restricted':
      return 'this account is a guest';
    case 'stranger':
    case 'is_stranger':
      return 'this account is a stranger to this workspace';
    case 'invited_user':
    case 'is_invited_user':
      return 'this account has not accepted its invitation yet';
    default:
      return `Slack does not vouch for this account (${inline(flag, 60)})`;
  }
}
