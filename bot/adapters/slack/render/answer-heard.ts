import { sameActor } from '../../../domain/actor.ts';
import type { EscalationRefusal } from '../../../domain/escalation/refusal.ts';
import type { VendorRunRefusal } from '../../../domain/vendor/vendor-run.ts';
import { section } from './blocks.ts';
import { requestName } from './escalation-words.ts';
import { person } from './labels.ts';
import type { Reading } from './rendered.ts';
import type { AnswerOf, Said } from './said.ts';
import { code, inline } from './text.ts';
import { when } from './when.ts';

/** What one of a vendor's people is told who is told no: of their own request, and of nothing else of ours. */
export function sayHeardRefused({ to, request, refusal }: AnswerOf<'heard-refused'>, reading: Reading): Said {
  const { why, next } = wordsOf(refusal, { to, request, reading });
  const example =
    next === undefined ? [] : [section(`For example ${code(next.replace('E-…', requestName(request)), 200)}`)];
  return { mark: 'refused', first: `✋ ${person(to, reading)}: ${why}`, body: example };
}

/** What may stand there instead of what they wrote. */
export function sayHeardMisread({ to, request, misread }: AnswerOf<'heard-misread'>, reading: Reading): Said {
  const { wrong, allowed, example } = misread;
  const typed = request === undefined ? example : example.replace('E-4KQ7M', requestName(request));
  return {
    mark: 'question',
    first: `🤔 ${person(to, reading)}: ${inline(wrong, 200)}`,
    body: [section(`Allowed: ${inline(allowed, 400)}. For example ${code(typed, 200)}`)],
  };
}

type Words = { why: string; next?: string };
type Of = Pick<AnswerOf<'heard-refused'>, 'to' | 'request'> & { reading: Reading };

function wordsOf(refusal: EscalationRefusal, { to, request, reading }: Of): Words {
  const name = `*${requestName(request)}*`;
  switch (refusal.reason) {
    case 'taken': {
      const at = refusal.at === undefined ? '' : `, ${when(refusal.at, reading.now)}`;
      if (sameActor(refusal.by, to)) return { why: `you have taken ${name}${at}`, next: 'progress E-… "half of it"' };
      return { why: `${name} was taken by ${person(refusal.by, reading)}${at}` };
    }
    case 'too-late':
      return { why: `${name} is over: ${OVER[refusal.state] ?? 'nothing is wanted any more'}` };
    case 'expired':
      return { why: `${name} expired ${when(refusal.at, reading.now)}` };
    case 'past-time':
      return { why: 'that time is over. Name a time to come', next: 'accept E-… eta 2h' };
    case 'not-asked':
      return { why: `${name} does not ask whether something is safe`, next: 'accept E-… eta 2h' };
    case 'not-now':
      return notNow(refusal, name);
    case 'no-run':
      return noRun(refusal.why, name);
    // Every other reason is one of ours alone, and no business of theirs.
    default:
      return { why: `${name} does not take that` };
  }
}

function noRun(why: VendorRunRefusal, name: string): Words {
  switch (why) {
    case 'runs-off':
      return {
        why: `nothing of ${name} runs from here. Do it as you always do, and say so`,
        next: 'done E-… "restarted"',
      };
    case 'no-command':
      return { why: `${name} is done by hand: there is nothing to run`, next: 'done E-… "restarted"' };
    case 'not-accepted':
      return { why: `${name} has to be accepted first, by whoever runs it`, next: 'accept E-… eta 2h' };
    case 'not-acceptor':
      return { why: `only whoever took ${name} runs it` };
    case 'other-vendor':
      return { why: `${name} does not take that` };
    default:
      return why satisfies never;
  }
}

type State = Extract<EscalationRefusal, { reason: 'not-now' }>['state'];

const OVER: Partial<Record<State, string>> = {
  done: 'it is done',
  declined: 'it was declined',
  withdrawn: 'it was taken back',
  expired: 'it expired',
  safe: 'it was answered',
  unsafe: 'it was answered',
  'safe-if': 'it was answered',
};

function notNow({ state, kind }: Extract<EscalationRefusal, { reason: 'not-now' }>, name: string): Words {
  if (kind === 'safety') {
    return {
      why: `${name} asks whether something is safe: safe, unsafe, or safe if`,
      next: 'safe E-… because "it is drained"',
    };
  }
  if (state === 'accepted') return { why: `${name} is taken already` };
  if (state === 'estimated') return { why: `${name} waits until its cost is approved` };
  if (kind === 'paid' && state === 'sent')
    return { why: `${name} wants an estimate first`, next: 'estimate E-… 1250 EUR' };
  return { why: `${name} has to be accepted first`, next: 'accept E-… eta 2h' };
}
