import { type Actor, sameActor } from '../../../domain/actor.ts';
import { kindWords } from '../../../domain/language/groups.ts';
import { writeQuestion } from '../../../domain/language/write-question.ts';
import type { Ruling } from '../../../domain/matrix/rule.ts';
import type { Way } from '../../../domain/run/who-can.ts';
import { context, type Press, sections } from './blocks.ts';
import { gatesNowLines } from './gate-words.ts';
import { cellLine, kindTitle, person } from './labels.ts';
import { fitting } from './lists.ts';
import { refusalWords } from './refusal-words.ts';
import type { Reading } from './rendered.ts';
import { activityWords, approvalWords, wantedWords } from './rule-words.ts';
import { profileWords } from './ruling-words.ts';
import { runbookPress } from './runbook-press.ts';
import type { AnswerOf, Said } from './said.ts';
import { code, inline, listed } from './text.ts';

/** Whose task it is, by which cell; who may ask and who may approve, as the decision itself would say; the next step. */
export function sayWho(answer: AnswerOf<'who'>, reading: Reading): Said {
  const { of, question, rulings, ways, policyVersion, next } = answer;
  const presses: Press[] = [];
  if (next !== undefined) presses.push({ id: 'next', label: next, says: next });
  const [ruling] = rulings;
  if (ruling && ruling.is !== 'unlisted') {
    presses.push(rowOf(ruling.cell.label, of.inForce ? undefined : of.profile));
    presses.push(runbookPress(ruling.cell.label));
  }
  const { shown, left } = fitting([
    ...rulings.map(rulingLine),
    ...wayLines(ways, question.sentence, reading),
    ...handLines(answer, reading),
    ...stepLines(answer, reading),
  ]);
  return {
    mark: 'information',
    first: `*${inline(question.sentence, 300)}?* ${summary(rulings)}`,
    body: [
      ...sections(shown),
      ...(left > 0 ? [context(`… and ${left} more lines`)] : []),
      context(`${profileWords(of)} · policy v${policyVersion} · nothing was run`),
    ],
    presses,
  };
}

function rowOf(label: string, profile: string | undefined): Press {
  const of = profile === undefined ? {} : { profile };
  return { id: 'row', label: 'The row', says: writeQuestion({ is: 'matrix', show: 'row', activity: label, ...of }) };
}

/** One answer for all kinds, or that it depends on them. */
function summary(rulings: readonly Ruling[]): string {
  const words = [...new Set(rulings.map(ownerWords))];
  return words.length === 1 ? `${words[0]}` : 'That depends on the kind of target';
}

function ownerWords(ruling: Ruling): string {
  switch (ruling.is) {
    case 'ours':
      return `✔ Ours, as ${inline(ruling.cell.party.label, 80)}`;
    case 'vendor':
      return `✋ ${inline(ruling.cell.party.label, 80)}, not we`;
    case 'vendor-paid':
      return `✋ ${inline(ruling.cell.party.label, 80)}, as paid work`;
    case 'not-available':
      return '✋ Nobody: it does not exist there';
    case 'unlisted':
      return '✋ Nobody yet: it is not listed';
    default:
      return ruling satisfies never;
  }
}

/** The cell and the rule that follows from it. */
function rulingLine(ruling: Ruling): string {
  if (ruling.is === 'unlisted') {
    const what = `${activityWords(ruling.activity)} × ${kindTitle(ruling.kind)}`;
    return `*Matrix*: ${what} is not listed in ${inline(ruling.profile, 60)} v${ruling.version}. What is not listed waits until the vendor has said that it is safe`;
  }
  return `*Matrix*: ${cellLine(ruling.cell)}. ${ruleWords(ruling)}`;
}

function ruleWords(ruling: Exclude<Ruling, { is: 'unlisted' }>): string {
  switch (ruling.is) {
    case 'ours':
      return 'People of that party do it, under policy';
    case 'vendor':
      return 'It is requested from them';
    case 'vendor-paid':
      return 'It is requested from them as paid work: somebody who decides on costs agrees first';
    case 'not-available':
      return `The matrix has it for: ${listed(ruling.availableFor.map(kindTitle)) || 'no kind of target'}`;
    default:
      return ruling satisfies never;
  }
}

export function wayLines(ways: readonly Way[], sentence: string, reading: Reading): string[] {
  return ways.flatMap((way) => {
    const where = `${listed(way.environments)} ${listed(way.kinds.map(kindWords))}`;
    const what = `${code(way.command, 60)} on ${where}`;
    if (way.refusal) {
      const why = refusalWords(way.refusal, { sentence }, reading).why;
      return [`• ${what}: nobody, since ${why}${paidWords(way)}`];
    }
    const approve = way.approval === 'none' ? '' : `; may approve: ${people(way.approve, reading)}`;
    const wanted = way.approval === 'none' ? 'runs at once' : `waits for ${approvalOf(way)}`;
    const gates = way.gates ? gatesNowLines(way.gates, reading) : [];
    return [`• ${what}: ${wanted}. May ask: ${people(way.ask, reading)}${approve}`, ...gates];
  });
}

function paidWords({ paid }: Way): string {
  return paid === undefined ? '' : `; for paid work the policy wants ${wantedWords(paid)}`;
}

function approvalOf({ approval }: Way): string {
  const words = approvalWords(approval, 'whoever asks');
  return words.charAt(0).toLowerCase() + words.slice(1);
}

function handLines({ ways, hands, rulings }: AnswerOf<'who'>, reading: Reading): string[] {
  if (ways.length > 0 || !rulings.some(({ is }) => is === 'ours')) return [];
  return [`No command of Remit does it. By hand, the operators: ${people(hands, reading)}`];
}

/** The next step of whoever reads. Where something can be pressed, the button says it. */
function stepLines({ rulings, ways, costs, next }: AnswerOf<'who'>, reading: Reading): string[] {
  const steps: string[] = [];
  const asks = [...ways.flatMap(({ ask }) => ask)].filter(
    (one, at, all) => all.findIndex((o) => sameActor(o, one)) === at,
  );
  if (next === undefined && asks.length > 0) steps.push('*Next*: one of those who may ask types it');
  else if (next !== undefined) steps.push(`*Next*: ${code(next, 300)}`);
  else if (rulings.some(({ is }) => is === 'unlisted'))
    steps.push('*Next*: ask the vendor whether it is safe, and wait');
  if (rulings.some(({ is }) => is === 'vendor' || is === 'vendor-paid'))
    steps.push(
      next === undefined
        ? '*Next*: a command for it prepares the request to them'
        : 'That prepares the request to them; nothing is run',
    );
  if (rulings.some(({ is }) => is === 'vendor-paid')) steps.push(`Costs are decided by: ${people(costs, reading)}`);
  return steps;
}

function people(actors: readonly Actor[], reading: Reading): string {
  return listed(actors.map((one) => person(one, reading))) || 'nobody';
}
