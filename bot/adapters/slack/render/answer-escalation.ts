import type { EscalationLine } from '../../../domain/answer.ts';
import { sayNo } from './answer-refused.ts';
import { context, section, sections } from './blocks.ts';
import { requestPresses, signOfRequest } from './escalation-card.ts';
import { escalationRefusalWords } from './escalation-refusal-words.ts';
import { money } from './escalation-talk.ts';
import { customMovedWords, originWords, requestName, requestStateWords } from './escalation-words.ts';
import { person } from './labels.ts';
import { fitting } from './lists.ts';
import type { AnswerMark, Reading } from './rendered.ts';
import type { AnswerOf, Said } from './said.ts';
import { counted, inline } from './text.ts';
import { vendorPreview } from './vendor-preview.ts';
import { when } from './when.ts';

/** Exactly what the vendor will see, framed by what only we know of it. */
export function sayEscalation({ story, card }: AnswerOf<'escalation'>, reading: Reading): Said {
  const { id, ask, state, by, at, prepared } = story;
  const tense = state.is === 'prepared' ? 'will see' : 'sees';
  return {
    mark: 'information',
    first: `${signOfRequest(state)} *What ${inline(ask.receiver, 80)} ${tense}* · ${requestName(id)} · ${requestStateWords(state)}`,
    body: [
      ...vendorPreview({ id, ask, card }, reading),
      context(`Only for us: asked by ${person(by, reading)} ${when(at, reading.now)} ${originWords(prepared)}`),
    ],
    presses: requestPresses(story, reading).filter((press) => press.id !== 'show'),
    request: id,
  };
}

export function sayEscalations({ lines }: AnswerOf<'escalations'>, reading: Reading): Said {
  const { shown, left } = fitting(lines.map((line) => requestLine(line, reading)));
  return {
    mark: 'information',
    first: `*${counted(lines.length, 'open request')} to vendors*`,
    body: [...sections(shown), ...(left > 0 ? [context(`… and ${counted(left, 'more request')}`)] : [])],
    presses: lines.slice(0, 5).map(({ id }, index) => ({
      id: `try:${index}`,
      label: `Show ${requestName(id)}`,
      says: `show ${requestName(id)}`,
    })),
  };
}

/** `✋ E-4KQ7M reboot env-101 · prepared, not sent · Virtuozzo Team · major · by <@U1> 14:32`. */
export function requestLine({ id, at, state }: EscalationLine, reading: Reading): string {
  const { sentence, receiver, priority, by } = state;
  const parts = [
    `${signOfRequest(state)} *${requestName(id)}* ${inline(sentence, 150)}`,
    requestStateWords(state),
    inline(receiver, 80),
    priority,
    `by ${person(by, reading)} ${when(at, reading.now)}`,
  ];
  return parts.join(' · ');
}

/** What the act did; the request's card shows how it goes on. */
export function sayEscalationActed({ act, story, moved }: AnswerOf<'escalation-acted'>): Said {
  const name = requestName(story.id);
  const vendor = inline(story.ask.receiver, 80);
  const isInner = story.ask.kind === 'inner';
  return {
    mark: MARK[act],
    first: acted(act, { name, vendor, kind: story.ask.kind, cost: costOf(story) }),
    body: [
      section(isInner ? INNER : after(act, story.state.digest !== undefined)),
      ...(moved ? [section(customMovedWords(moved))] : []),
    ],
    request: story.id,
  };
}

/** It is asked at once; the card follows. The same that is still open is asked once. */
export function sayEscalated({ id, receiver, earlier }: AnswerOf<'escalated'>): Said {
  const name = requestName(id);
  const whom = inline(receiver, 80);
  const first = earlier ? `Already asked of ${whom}: *${name}*` : `✔ *${name}* goes to ${whom}`;
  const next = earlier
    ? 'It is not over: nothing was asked again.'
    : 'Its card shows how it goes on; `withdraw` takes it back.';
  return {
    mark: earlier ? 'information' : 'waiting',
    first,
    body: [section(next)],
    presses: earlier ? [{ id: 'show', label: `Show ${name}`, says: `show ${name}` }] : [],
    request: id,
  };
}

/** Of what is asked of our own people every card says all. */
const INNER = 'Its cards show it, to whoever asked and to the circle owners.';

type Act = AnswerOf<'escalation-acted'>['act'];

/** What is sent waits for somebody else, as an approval does that needs a second one. */
const MARK: Record<Act, AnswerMark> = {
  sent: 'waiting',
  withdrawn: 'information',
  replied: 'information',
  reopened: 'waiting',
  said: 'information',
  safe: 'information',
  'safe-if': 'information',
  unsafe: 'information',
  'cost-agreed': 'waiting',
  'cost-approved': 'information',
  'cost-denied': 'information',
};

function costOf({ state: { estimate } }: AnswerOf<'escalation-acted'>['story']): string {
  return estimate ? `*${money(estimate)}*` : 'the cost';
}

type Named = { name: string; vendor: string; kind: string; cost: string };

function acted(act: Act, { name, vendor, kind, cost }: Named): string {
  switch (act) {
    case 'sent':
      return kind === 'paid' ? `✔ *${name}* goes to ${vendor} for an estimate` : `✔ *${name}* goes to ${vendor}`;
    case 'withdrawn':
      return `✔ You withdrew *${name}*: ${vendor} is asked for nothing`;
    case 'replied':
      return kind === 'inner'
        ? `✔ On record for *${name}*: ${vendor} reads it there`
        : `✔ Said to ${vendor}, below their card of *${name}*`;
    case 'reopened':
      return `✔ *${name}* is open again: ${vendor} reads why`;
    case 'said':
      return `✔ On record for *${name}*`;
    case 'safe':
      return `✔ On record for *${name}*: ${vendor} says that it is safe`;
    case 'safe-if':
      return `✔ On record for *${name}*: ${vendor} says that it is safe under a condition`;
    case 'unsafe':
      return `✔ On record for *${name}*: ${vendor} says that it is not safe`;
    case 'cost-agreed':
      return `✔ You agreed to ${cost} for *${name}*; others have to as well`;
    case 'cost-approved':
      return `✔ You approved ${cost} for *${name}*: it is offered to ${vendor}`;
    case 'cost-denied':
      return `✔ You denied ${cost} for *${name}*: nothing is spent`;
    default:
      return act satisfies never;
  }
}

const BY_HAND = 'No document of ours does it: somebody who may work on the host does it by hand.';

/** `waits`: whether a run of ours waits for it. */
function after(act: Act, waits: boolean): string {
  switch (act) {
    case 'sent':
      return 'Its card shows how it goes on; `withdraw` takes it back.';
    case 'withdrawn':
      return waits ? 'Nothing was run. The run that waited for it is cancelled.' : 'Nothing was run.';
    case 'replied':
      return 'They read it in the name of our organisation, not in yours.';
    case 'reopened':
      return 'It is theirs again; its card shows how it goes on.';
    case 'said':
      return INNER;
    case 'safe':
      if (!waits) return BY_HAND;
      return 'The run goes on to the usual approvals, on the plan that they were asked about.';
    case 'safe-if':
      if (!waits) return BY_HAND;
      return 'The run goes on to the usual approvals; whoever approves sees the condition, and sees to it.';
    case 'unsafe':
      return waits ? 'The run ends here, with their words; nothing was run.' : 'It is not to be done; nothing was run.';
    case 'cost-agreed':
      return 'Nothing is spent yet. Its card shows how it goes on.';
    case 'cost-approved':
      return 'They may accept it now. It comes back to the month when they decline, or when it is withdrawn before they accept; `budget` shows the month.';
    case 'cost-denied':
      return 'The request is over; whoever asked is told.';
    default:
      return act satisfies never;
  }
}

export function sayEscalationActRefused(answer: AnswerOf<'escalation-act-refused'>, reading: Reading): Said {
  const { act, id, refusal } = answer;
  const asked = `${inline(act, 20)}${id === '' ? '' : ` ${requestName(id)}`} · nothing was changed`;
  return sayNo(escalationRefusalWords(refusal, id, reading), { asked, reason: refusal.reason });
}
