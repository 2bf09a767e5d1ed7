import { type AddHost, type JoiningHost, tagsOf } from '../../../domain/change/add-host.ts';
import type { ChangeRefusal } from '../../../domain/change/refusal.ts';
import { kindWords } from '../../../domain/language/groups.ts';
import type { Press } from './blocks.ts';
import { ADD } from './change-policy-words.ts';
import { cellLine, kindTitle } from './labels.ts';
import type { No } from './refusal-words.ts';
import type { Tense } from './rendered.ts';
import { activityWords } from './rule-words.ts';
import { code, inline, listed } from './text.ts';

const POLICY = { id: 'policy', label: 'Show the policy', says: 'policy' };

/** `Add host-11 to users-2, a user host in production`. */
export function hostWords({ host }: AddHost, tense: Tense): string {
  const { name, group, kind, environment } = host;
  const article = /^[aei]/.test(kind) ? 'an' : 'a';
  return `${ADD[tense]} ${inline(name, 70)} to ${inline(group, 70)}, ${article} ${kindWords(kind)} in ${environment}`;
}

/** Each tag that will be set, and what follows from it. */
export function hostPreview({ host }: AddHost): string {
  const tags = Object.entries(tagsOf(host)).map(([key, value]) => code(`${key}=${value}`, 150));
  return [
    `Instance ${code(host.instanceId, 40)} gets the tags ${listed(tags)}`,
    'From then on commands reach it. Nothing runs on it yet: `set up` makes it ready',
  ].join('\n');
}

export function setUp({ name }: JoiningHost): Press {
  return { id: 'set-up', label: `Set up ${inline(name, 50)}`, says: `set up ${name}`, style: 'primary' };
}

type OfHost = Extract<
  ChangeRefusal,
  { reason: 'not-ours' | 'no-region' | 'no-host-group' | 'host-there' | 'no-agent' }
>;

/** Says why a host, a group or a region is not added. */
export function hostRefusalWords(refusal: OfHost): No {
  switch (refusal.reason) {
    case 'not-ours':
      return notOurs(refusal.ruling);
    case 'no-region':
      return {
        why: `there is no region ${code(refusal.region, 70)}; there are: ${known(refusal.known)}`,
        whose: `Add it first: \`add region ${inline(refusal.region, 70)} because …\``,
        next: POLICY,
      };
    case 'no-host-group':
      return {
        why: `there is no group of hosts ${code(refusal.group, 70)}; there are: ${known(refusal.known)}`,
        whose: `Add it first: \`add group ${inline(refusal.group, 70)} because …\``,
        next: POLICY,
      };
    case 'host-there':
      return {
        why: `${code(refusal.instanceId, 40)} is there already, as ${code(refusal.name || 'a host without a name', 70)}${refusal.why === undefined ? '' : `: ${inline(refusal.why, 200)}`}`,
        whose: 'Names and instances are in the fleet once, and one that left does not come back',
        next: { id: 'targets', label: 'Show the targets', says: 'targets' },
      };
    case 'no-agent':
      return {
        why: `Systems Manager knows no agent of ${code(refusal.instanceId, 40)}: no command would reach it`,
        whose: 'Install and register the SSM agent there, then propose it again',
      };
    default:
      return refusal satisfies never;
  }
}

function notOurs(ruling: Extract<OfHost, { reason: 'not-ours' }>['ruling']): No {
  if (ruling.is === 'unlisted') {
    return {
      why: `no row of ${inline(ruling.profile, 60)} says whose task ${activityWords(ruling.activity)} is on ${kindTitle(ruling.kind)}`,
      whose: 'What no row lists is not done by us; a profile is changed by `matrix set` or `matrix import`',
      next: { id: 'matrix', label: 'Show the matrix', says: 'matrix' },
    };
  }
  const line = cellLine(ruling.cell);
  return ruling.is === 'not-available'
    ? { why: `that does not exist there: ${line}` }
    : { why: `that is not ours to do: ${line}`, whose: `Ask ${inline(ruling.cell.party.label, 80)} for it` };
}

function known(names: readonly string[]): string {
  return names.length === 0 ? 'none' : listed(names.map((name) => code(name, 70)));
}
