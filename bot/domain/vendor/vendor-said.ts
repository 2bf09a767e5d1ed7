import type { VendorAct } from '../escalation/vendor-act.ts';
import type { Instant } from '../instant.ts';
import type { Eta, VendorMisread, VendorSentence } from '../language/read-vendor-act.ts';
import { err, ok, type Result } from '../result.ts';
import { etaAt } from './eta.ts';

/** Where and when it was said: times without a zone are of theirs. */
type Clocks = { now: Instant; zone?: string | undefined };

/** What they mean to do, by what they said. A run of theirs is no act on the request: it is asked for by itself. */
export function actOf(
  { request: _request, ...said }: Exclude<VendorSentence, { says: 'run' }>,
  clocks: Clocks,
): Result<VendorAct, VendorMisread> {
  switch (said.says) {
    case 'accept':
      return withEta(said.eta, clocks, (eta) => ({ is: 'accept', ...eta }));
    case 'progress':
      return withEta(said.eta, clocks, (eta) => ({ is: 'progress', text: said.text, ...eta }));
    case 'decline':
      return ok({ is: 'decline', because: said.because });
    case 'ask':
      return ok({ is: 'ask', text: said.text });
    case 'estimate': {
      const { says: is, ...estimate } = said;
      return ok({ is, ...estimate });
    }
    case 'done': {
      const { says: is, ...done } = said;
      return ok({ is, ...done });
    }
    case 'word': {
      const { says: is, ...word } = said;
      return ok({ is, ...word });
    }
    default:
      return said satisfies never;
  }
}

function withEta(
  eta: Eta | undefined,
  clocks: Clocks,
  act: (eta: { eta?: Instant }) => VendorAct,
): Result<VendorAct, VendorMisread> {
  const at = etaAt(eta, clocks);
  if (!at.ok) return err(at.error);
  return ok(act(at.value === undefined ? {} : { eta: at.value }));
}
