import type { Hooks } from './hooks.ts';

/** The store or the service did not answer as it should. `lost-answer`: it did what was asked, and the caller never hears. */
export type Fault = 'throttled' | 'lost-answer';

/** Asks `decide` once a call which fault it gets; `make` is the error, `ChatBusy` for Slack. */
export function faulty(
  decide: (call: string) => Fault | undefined,
  make: (fault: Fault, call: string) => Error = (fault, call) => new Error(`${fault}: ${call}`),
): Hooks {
  return {
    before(call) {
      if (decide(`before ${call}`) === 'throttled') throw make('throttled', call);
    },
    after(call) {
      if (decide(`after ${call}`) === 'lost-answer') throw make('lost-answer', call);
    },
  };
}
