import type { ApprovalWanted } from '../../../domain/command.ts';
import { roleWords } from './labels.ts';
import { inline } from './text.ts';

/** Activity ids are read as words where no row of the matrix gives them a name: `Restarting processes`. */
export function activityWords(id: string): string {
  const words = inline(id, 80).replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export const NUMBER = ['', 'One', 'Two', 'Three', 'Four', 'Five'];

/** `One approver other than …`, `Two admins other than …`. */
export function approvalWords(wanted: ApprovalWanted, otherThan: string): string {
  if (wanted === 'none') return 'No approval is needed';
  const number = NUMBER[wanted.of] ?? String(wanted.of);
  return `${number} ${roleWords(wanted.from)}${wanted.of === 1 ? '' : 's'} other than ${otherThan}`;
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
