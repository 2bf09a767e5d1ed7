import type { Moved } from '../../domain/change/refusal.ts';
import type { UseProfile } from '../../domain/change/use-profile.ts';
import type { Policy } from '../../domain/policy/policy.ts';
import { err, ok } from '../../domain/result.ts';
import type { Ledger } from '../../ports/ledger.ts';
import { stateOf } from '../decode.ts';
import { matrixStream, POLICY } from '../records.ts';
import type { Changing } from './changing.ts';

/** The policy names the profile in force. What was previewed are these versions of two profiles, and no other. */
export function changingProfile({ from, to }: UseProfile): Changing {
  return {
    stream: POLICY,
    moved: { is: 'policy' },
    async make({ ledger }, head) {
      if (!head) return err({ reason: 'moved', what: { is: 'policy' } });
      const moved = await movedSince(ledger, { from, to });
      if (moved) return err({ reason: 'moved', what: moved });
      const { profile } = to;
      const data = { from: from.profile, to: profile };
      return ok({ type: 'profile-used', data, state: { ...stateOf<Policy>(head), profile } });
    },
  };
}

/** The profile, of the two that were previewed, that is of another version by now. */
export async function movedSince(
  ledger: Pick<Ledger, 'head'>,
  { from, to }: Pick<UseProfile, 'from' | 'to'>,
): Promise<Moved | undefined> {
  const seen = [from, to];
  const heads = await Promise.all(seen.map(({ profile }) => ledger.head(matrixStream(profile))));
  const moved = seen.find(({ version }, at) => (heads[at]?.seq ?? -1) !== version);
  return moved && { is: 'matrix', profile: moved.profile };
}
