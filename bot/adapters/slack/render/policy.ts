import { conditionsOf, isPlain } from '../../../domain/policy/conditions.ts';
import type { ApprovalRule, Policy } from '../../../domain/policy/policy.ts';
import type { ApprovalLine, PolicyVersion } from '../../../domain/policy/told.ts';
import { ENVIRONMENTS } from '../../../domain/target.ts';
import { context, sections } from './blocks.ts';
import { differenceLines, windowWords } from './change-policy-words.ts';
import { changeName } from './change-words.ts';
import { policyHoursLines } from './hours-words.ts';
import { impactLines } from './impact-words.ts';
import { incidentRuleLines } from './incident-rule-words.ts';
import { person } from './labels.ts';
import { fitting } from './lists.ts';
import type { Reading } from './rendered.ts';
import { conditionWords, wantedWords } from './rule-words.ts';
import type { AnswerOf, Said } from './said.ts';
import { code, counted, inline, listed } from './text.ts';
import { when } from './when.ts';
import { wayLines } from './who.ts';

/** The policy as an approver reads it: what waits for whom, where, and until when. */
export function sayPolicy({ policy, set, lines }: AnswerOf<'policy'>, reading: Reading): Said {
  const why = set.because === undefined ? '' : `: “${inline(set.because, 300)}”`;
  const tables = ENVIRONMENTS.flatMap((environment) => [
    `*${environment.charAt(0).toUpperCase()}${environment.slice(1)}*`,
    ...lines.filter((line) => line.environment === environment).map(approvalLine),
  ]);
  const { shown, left } = fitting([
    ...ownRules(policy),
    ...tables,
    ...policyHoursLines(policy, reading),
    ...incidentRuleLines(policy),
    ...impactLines(policy),
  ]);
  return {
    mark: 'information',
    first: `*The policy in force* · v${policy.version} · an approval may be waited for ${windowWords(policy.approvalMinutes)}`,
    body: [
      ...sections(shown),
      ...(left > 0 ? [context(`… and ${counted(left, 'more line')}`)] : []),
      context(
        `Matrix ${inline(policy.profile, 60)} · set by ${person(set.by, reading)} ${when(set.at, reading.now)}${why}`,
      ),
    ],
    presses: [
      { id: 'history', label: 'History', says: 'policy history' },
      { id: 'matrix', label: 'The matrix', says: 'matrix' },
    ],
  };
}

/** Rules that depend on more than an environment and a risk. */
function ownRules({ approvals }: Policy): string[] {
  const rules = approvals.filter((rule) => !isPlain(rule));
  return rules.length === 0 ? [] : ['*Besides*', ...rules.map(ruleLine)];
}

function ruleLine(rule: ApprovalRule): string {
  const typed = rule.typed ? '; who approves types the name of a target' : '';
  return `• ${wantedWords(rule.wants)}${typed} · ${conditionWords(conditionsOf(rule))}`;
}

function approvalLine({ risk, commands, floor, wants }: ApprovalLine): string {
  const raised = JSON.stringify(floor) === JSON.stringify(wants) ? '' : ` (the policy adds to ${wantedWords(floor)})`;
  return `• ${wantedWords(wants)}${raised} · ${risk}: ${listed(commands.map((name) => code(name, 60)))}`;
}

/** Where the file comes, and why not here. */
export function sayPolicyFile(): Said {
  return {
    mark: 'information',
    first: '📄 *The policy* is being written as a JSON file for you',
    body: [
      context('It comes into your direct messages with Remit: a file in a channel would be seen by everybody there.'),
    ],
  };
}

/** The versions of the policy, the newest first, with what each made different. */
export function sayPolicyHistory({ versions }: AnswerOf<'policy-history'>, reading: Reading): Said {
  const { shown, left } = fitting(versions.map((version) => versionLines(version, reading)));
  return {
    mark: 'information',
    first: `*History of the policy* · ${counted(versions.length, 'version')}`,
    body: [...sections(shown), ...(left > 0 ? [context(`… and ${counted(left, 'older version')}`)] : [])],
  };
}

function versionLines({ version, type, at, by, because, differences }: PolicyVersion, reading: Reading): string {
  const why = because === undefined ? '' : `: “${inline(because, 300)}”`;
  const first = `*v${version}* ${inline(type, 40)} by ${person(by, reading)} ${when(at, reading.now)}${why}`;
  return [first, ...differenceLines(differences).map((line) => `    ${line}`)].join('\n');
}

/** What the policy wants of one command, and, of a proposed policy, what the one in force wants. */
export function sayPolicyTest(answer: AnswerOf<'policy-test'>, reading: Reading): Said {
  const { sentence, policy, change, way, now } = answer;
  const under =
    change === undefined ? `policy v${policy.version}` : `the policy as ${changeName(change)} would have it`;
  const wanted = way.refusal ? 'nobody may' : wantedWords(way.approval);
  return {
    mark: 'information',
    first: `*${inline(sentence, 300)}* · ${wanted} under ${under}`,
    body: [
      ...sections([
        ...wayLines([way], sentence, reading),
        ...(now ? [`*Now*, under the policy in force:`, ...wayLines([now], sentence, reading)] : []),
      ]),
      context(`An approval may be waited for ${windowWords(policy.approvalMinutes)} · nothing was run`),
    ],
    presses:
      change === undefined
        ? []
        : [{ id: 'show', label: `Show ${changeName(change)}`, says: `show ${changeName(change)}` }],
  };
}
