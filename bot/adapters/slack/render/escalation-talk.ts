import type { Actor } from '../../../domain/actor.ts';
import type { EscalationStory } from '../../../domain/escalation/apply.ts';
import type { EscalationEvent } from '../../../domain/escalation/event.ts';
import type { EscalationState, Estimate, OpenEscalation } from '../../../domain/escalation/state.ts';
import { amountWords } from '../../../domain/language/money.ts';
import { writeChangeId, writeRunId } from '../../../domain/language/run-id.ts';
import type { VendorRunMove } from '../../../domain/vendor/vendor-run.ts';
import { quoted } from './card-lines.ts';
import { person } from './labels.ts';
import type { Reading } from './rendered.ts';
import { inline, listed } from './text.ts';
import { when } from './when.ts';

/** `1,250.00 EUR`, with as many places as the currency has. */
export function money(sum: Estimate): string {
  return `${amountWords(sum)} ${sum.currency}`;
}

type UnderWay = { state: EscalationState; vendor: string; reading: Reading };

/** How it stands with the vendor, behind the task's name. */
export function underWay({ said = [] }: EscalationStory, { state, vendor, reading }: UnderWay): string {
  const { estimate, acceptor, eta } = state;
  if (state.is === 'estimated' && estimate) return `· ${vendor} wants *${money(estimate)}* for it`;
  if (state.is === 'offered') return `· the cost is approved${approver(said, reading)}; ${vendor} has not accepted yet`;
  const who = acceptor ? `${person(acceptor, reading)} of ` : '';
  const done = eta === undefined ? '' : `, done by ${when(eta, reading.now)}`;
  return `· accepted by ${who}${vendor}${done}`;
}

function approver(said: readonly EscalationEvent[], reading: Reading): string {
  const approved = said.findLast(({ type }) => type === 'cost-approved');
  return approved ? ` by ${person(approved.by, reading)}` : '';
}

/** What it waits for now. */
export function untilWhen({ is, expiresAt }: OpenEscalation, { now }: Reading): string[] {
  if (is === 'estimated') return [`A budget holder decides on the cost, until ${when(expiresAt, now)}`];
  return is === 'offered' ? [`Waits for them until ${when(expiresAt, now)}`] : [];
}

/** The last words that were said to and fro; the thread has them all. */
const WORDS = 3;

export function saidLines({ said = [], ask }: Pick<EscalationStory, 'said' | 'ask'>, reading: Reading): string[] {
  return said.flatMap((event) => sayingOf(event, { vendor: ask.receiver, reading })).slice(-WORDS);
}

type Talk = { vendor: string; reading: Reading };

/** Somebody of another organisation, and of which. */
export function ofTheirs(actor: Actor, { vendor, reading }: Talk): string {
  return `${person(actor, reading)} of *${inline(vendor, 80)}*`;
}

function sayingOf(event: EscalationEvent, talk: Talk): string[] {
  const who = person(event.by, talk.reading);
  switch (event.type) {
    case 'asked-back':
      return [`${ofTheirs(event.by, talk)} asks: ${quoted(event.data.text)}`];
    case 'replied':
      return [`${who} answered: ${quoted(event.data.text)}`];
    case 'progressed':
      return [`${ofTheirs(event.by, talk)}: ${quoted(event.data.text)}`];
    case 'estimated':
      return event.data.text === undefined ? [] : [`${ofTheirs(event.by, talk)}: ${quoted(event.data.text)}`];
    case 'run-moved':
      return [ranWords(event.data)];
    case 'retimed':
      return event.data.change === undefined
        ? []
        : [`${who} changed their times (${inline(writeChangeId(event.data.change), 20)}): what is due follows`];
    case 'reopened':
      return [`${who} reopened it: ${quoted(event.data.because)}`];
    default:
      return [];
  }
}

/** How the run of one of theirs goes, for both sides. */
export function ranWords(move: VendorRunMove): string {
  const name = writeRunId(move.run);
  if (move.is !== 'over') return move.is === 'waits' ? `${name} waits for an approval` : `${name} was not run`;
  const hosts = move.hosts.map(({ name: host, status }) => `${inline(host, 64)} ${status.replaceAll('-', ' ')}`);
  return `${name} is over: ${listed(hosts)}`;
}
