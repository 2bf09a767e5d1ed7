import { type MomentRefusal, momentAt } from '../calendar/moment.ts';
import { UTC } from '../calendar/zone.ts';
import type { Instant } from '../instant.ts';
import type { Eta, VendorMisread } from '../language/read-vendor-act.ts';
import { err, ok, type Result } from '../result.ts';

/** When they mean to be done, said at `now` by people whose clocks are in `zone`; UTC where nobody knows. */
export function etaAt(
  eta: Eta | undefined,
  { now, zone = UTC }: { now: Instant; zone?: string | undefined },
): Result<Instant | undefined, VendorMisread> {
  if (!eta) return ok(undefined);
  if ('in' in eta) return ok(now + eta.in);
  const at = momentAt(eta.at, { now, zone });
  return at.ok
    ? at
    : err({
        wrong: wordsOf(at.error),
        allowed: 'a time to come: `eta 30m`, `eta 14:30`',
        example: 'accept E-4KQ7M eta 2h',
      });
}

function wordsOf(refusal: MomentRefusal): string {
  switch (refusal.reason) {
    case 'past':
      return 'that time is over';
    case 'skipped':
      return `the clocks of ${refusal.zone} never say ${refusal.clock}`;
    case 'twice':
      return `the clocks of ${refusal.zone} say ${refusal.clock} twice`;
    default:
      return refusal satisfies never;
  }
}
