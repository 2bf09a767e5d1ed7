import type { Actor } from '../actor.ts';
import type { Instant } from '../instant.ts';
import { err, ok, type Result } from '../result.ts';
import { answer } from './act.ts';
import type { EscalationStep } from './event.ts';
import type { EscalationRefusal } from './refusal.ts';
import { type EscalationState, type Estimate, isOpen, type Word } from './state.ts';

/** What people of a vendor may do with a request of theirs; nothing else is theirs to say. */
export type VendorAct =
  | { is: 'accept'; eta?: Instant }
  | { is: 'decline'; because: string }
  | { is: 'ask'; text: string }
  | { is: 'progress'; text: string; eta?: Instant }
  | ({ is: 'estimate'; text?: string } & Estimate)
  | { is: 'done'; text?: string }
  | { is: 'word'; word: Word; condition?: string; because: string };

export type VendorStep = Extract<
  EscalationStep,
  { type: 'accepted' | 'declined' | 'asked-back' | 'progressed' | 'estimated' | 'done' | 'answered' }
>;

const THEIRS: readonly EscalationStep['type'][] = [
  'accepted',
  'declined',
  'asked-back',
  'progressed',
  'estimated',
  'done',
  'answered',
] satisfies VendorStep['type'][];

/** Whether an event is one that the vendor's own people may be heard with. */
export function isTheirs<Step extends EscalationStep>(step: Step): step is Step & VendorStep {
  return THEIRS.includes(step.type);
}

type Decided = Result<VendorStep, EscalationRefusal>;

/**
 * Decides what one of the vendor's people does with a request. That they may act on it at all (organisation, channel, a person) is decided
 * before. The first valid one wins: of what is accepted already, the others are told by whom.
 */
export function decideVendorAct(
  state: EscalationState,
  by: Actor,
  { act, now }: { act: VendorAct; now: Instant },
): Decided {
  if (!isOpen(state) || state.is === 'prepared') return err(over(state));
  if (now >= state.expiresAt) return err({ reason: 'expired', at: state.expiresAt });
  switch (act.is) {
    case 'accept':
      return accept(state, by, { eta: act.eta, now });
    case 'decline':
      return ok({ type: 'declined', data: { because: act.because } });
    case 'ask':
      return ok({ type: 'asked-back', data: { text: act.text } });
    case 'progress':
      return inTime(act.eta, now) ?? onlyIn(state, ['accepted'], { type: 'progressed', data: progressOf(act) });
    case 'estimate':
      return estimate(state, act);
    case 'done':
      return onlyIn(state, ['accepted'], { type: 'done', data: { heard: 'given', ...textOf(act) } });
    case 'word': {
      const { word, condition, because } = act;
      return answer(state, { word, because, heard: 'given', now, ...(condition !== undefined && { condition }) });
    }
    default:
      return act satisfies never;
  }
}

function over(state: EscalationState): EscalationRefusal {
  return state.is === 'expired' ? { reason: 'expired', at: state.expiresAt } : { reason: 'too-late', state: state.is };
}

function accept(state: EscalationState, by: Actor, { eta, now }: { eta: Instant | undefined; now: Instant }): Decided {
  if (state.is === 'accepted') {
    const at = state.clock?.accepted;
    return err({ reason: 'taken', by: state.acceptor ?? by, ...(at !== undefined && { at }) });
  }
  if (state.kind === 'safety') return err({ reason: 'not-now', state: state.is, kind: state.kind });
  const from = state.kind === 'paid' ? (['offered'] as const) : (['sent'] as const);
  return inTime(eta, now) ?? onlyIn(state, from, { type: 'accepted', data: eta === undefined ? {} : { eta } });
}

/** What is estimated anew waits for the budget again: nothing that was approved covers another sum. */
function estimate(state: EscalationState, { amount, currency, text }: VendorAct & { is: 'estimate' }): Decided {
  if (state.kind !== 'paid') return err({ reason: 'not-now', state: state.is, kind: state.kind });
  const data = { amount, currency, ...(text !== undefined && { text }) };
  return onlyIn(state, ['sent', 'estimated', 'offered'], { type: 'estimated', data });
}

function onlyIn(state: EscalationState, where: readonly EscalationState['is'][], step: VendorStep): Decided {
  return where.includes(state.is) ? ok(step) : err({ reason: 'not-now', state: state.is, kind: state.kind });
}

function inTime(eta: Instant | undefined, now: Instant): Decided | undefined {
  return eta !== undefined && eta <= now ? err({ reason: 'past-time', at: eta }) : undefined;
}

function progressOf({ text, eta }: VendorAct & { is: 'progress' }): { text: string; eta?: Instant } {
  return { text, ...(eta !== undefined && { eta }) };
}

function textOf({ text }: { text?: string }): { because?: string } {
  return text === undefined ? {} : { because: text };
}
