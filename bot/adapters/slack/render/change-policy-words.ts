import type { ImportPolicy } from '../../../domain/change/import-policy.ts';
import type { SetPolicy } from '../../../domain/change/set-policy.ts';
import { MINUTE } from '../../../domain/instant.ts';
import type { Direction, PolicyDifference } from '../../../domain/policy/differences.ts';
import type { PolicyEdit } from '../../../domain/policy/edit.ts';
import { turnLines } from './change-matrix-words.ts';
import { hoursEditWords, ruleOfChangesWords } from './hours-words.ts';
import type { Tense } from './rendered.ts';
import { conditionWords, wantedWords } from './rule-words.ts';
import { code, counted, inline, listed } from './text.ts';
import { duration } from './when.ts';

const VOID = 'Approvals that were given under the version before become void';
const FLOOR = 'What a command wants by itself stays: policy only adds to it';

/** `Set approvals of disruptive commands in production to two approvers`. */
export function policyWords({ edit }: SetPolicy, tense: Tense): string {
  if (edit.set === 'region') return `${ADD[tense]} the region ${code(edit.region, 70)}`;
  if (edit.set === 'group') return `${ADD[tense]} the group of hosts ${code(edit.name, 70)}${placeWords(edit.region)}`;
  return `${{ ask: 'Set', doing: 'Setting', done: 'Set' }[tense]} ${editWords(edit)}`;
}

export const ADD: Record<Tense, string> = { ask: 'Add', doing: 'Adding', done: 'Added' };

export function placeWords(region: string | undefined): string {
  return region === undefined ? '' : ` in the region ${code(region, 70)}`;
}

function editWords(edit: Exclude<PolicyEdit, { set: 'region' | 'group' }>): string {
  if (edit.set === 'window') return `the approval window to ${windowWords(edit.minutes)}`;
  if (edit.set !== 'approvals') return hoursEditWords(edit);
  const { risks, environments, wants, hosts } = edit;
  const many = hosts === undefined ? '' : ` on ${hosts} hosts or more`;
  const of = `${listed(risks)} commands in ${listed(environments)}${many}`;
  return wants === 'none' ? `no approvals of its own for ${of}` : `approvals of ${of} to ${wantedWords(wants)}`;
}

/** What gets stricter, then what gets looser, then what cannot be weighed. */
export function policyPreview({ edit, differences }: SetPolicy): string {
  const lines = differenceLines(differences);
  return [...lines, ...(edit.set === 'approvals' ? [FLOOR] : []), VOID].join('\n');
}

export function policyImportWords(tense: Tense): string {
  return `${{ ask: 'Replace', doing: 'Replacing', done: 'Replaced' }[tense]} the policy by that of a file`;
}

export function policyImportPreview({ seen }: ImportPolicy): string {
  if (!seen) return 'What it changes is shown when the file was read';
  const { differences, use } = seen;
  return [...differenceLines(differences), ...(use ? turnLines(use.turns) : []), FLOOR, VOID].join('\n');
}

const DIRECTION: Record<Direction, string> = { stricter: 'Stricter', looser: 'Looser', otherwise: 'Otherwise' };

export function differenceLines(differences: readonly PolicyDifference[]): string[] {
  return (['stricter', 'looser', 'otherwise'] as const).flatMap((is) => {
    const some = differences.filter((one) => one.is === is).map(differenceWords);
    return some.length === 0 ? [] : [`${DIRECTION[is]}: ${some.join('; ')}`];
  });
}

function differenceWords(difference: PolicyDifference): string {
  switch (difference.what) {
    case 'window':
      return `an approval may be waited for ${windowWords(difference.from)} → ${windowWords(difference.to)}`;
    case 'approval': {
      const { commands, count, environment, from, to } = difference;
      const more = count > commands.length ? [`${count - commands.length} more`] : [];
      const names = listed([...commands.map((name) => code(name, 60)), ...more]);
      return `${names} in ${environment}: ${wantedWords(from)} → ${wantedWords(to)}`;
    }
    case 'rule': {
      const { square, from, to } = difference;
      const which = `the policy’s rule for ${square.risk} commands in ${square.environment}`;
      return `${which}: ${wantedWords(from)} → ${wantedWords(to)}, which changes no command there is`;
    }
    case 'condition': {
      const { when, from, to, typed } = difference;
      const which = { 'from-now-on': 'the name of a target has to be typed', 'no-longer': 'no name has to be typed' };
      const wants = `${wantedWords(from)} → ${wantedWords(to)}`;
      return `for ${conditionWords(when)}: ${wants}${typed ? `; ${which[typed]}` : ''}`;
    }
    case 'profile':
      return `the matrix in force: ${inline(difference.from, 60)} → ${inline(difference.to, 60)}`;
    case 'changes': {
      const [from, to] = [difference.from, difference.to].map(ruleOfChangesWords);
      const same = from === to ? ' (by other hours of business or another zone)' : '';
      return `changes in ${difference.environment}: ${from} → ${to}${same}`;
    }
    case 'listed':
      return listWords(difference);
    case 'value':
      return `${code(difference.name, 60)}: ${code(difference.from, 90)} → ${code(difference.to, 90)}`;
    default:
      return difference satisfies never;
  }
}

export function windowWords(minutes: number): string {
  return minutes < 60 ? counted(minutes, 'minute') : duration(minutes * MINUTE);
}

function listWords({ name, come, gone, more }: Extract<PolicyDifference, { what: 'listed' }>): string {
  const entries = (list: readonly string[]) => listed(list.map((entry) => code(entry, 90)));
  const parts = [
    ...(come.length > 0 ? [`adds ${entries(come)}`] : []),
    ...(gone.length > 0 ? [`removes ${entries(gone)}`] : []),
    ...(more > 0 ? [`and ${more} more`] : []),
  ];
  return `${code(name, 60)} ${parts.join(', ')}`;
}
