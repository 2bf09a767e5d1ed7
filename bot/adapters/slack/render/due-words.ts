import type { EscalationKind } from '../../../domain/escalation/ask.ts';
import type { Due } from '../../../domain/vendor/clock.ts';
import type { Reading } from './rendered.ts';
import { when } from './when.ts';

/** What a clock of a request wants: `accept`, `first reply`, `done`; of paid work an estimate, of safety a word. */
export function dueName(of: Due['of'], kind: EscalationKind): string {
  if (of === 'reply') return kind === 'paid' ? 'estimate' : 'first reply';
  return of === 'done' && kind === 'safety' ? 'answer' : of;
}

/** `accept by 14:30`; after it, `accept was due 14:30`. On both cards of a request, so that both sides read the same. */
export function dueWords({ of, at }: Due, kind: EscalationKind, { now }: Pick<Reading, 'now'>): string {
  const name = dueName(of, kind);
  if (at === undefined) return `${name}: the clock stands still until the question is answered`;
  return at <= now ? `⏰ ${name} was due ${when(at, now)}` : `${name} by ${when(at, now)}`;
}
