import type { CommandDefinition } from '../command.ts';
import { compare } from '../matrix/diff.ts';
import type { Matrix } from '../matrix/matrix.ts';
import { type Turn, turnsBetween } from '../matrix/turns.ts';

/** A profile as it was when the change was previewed: a later version of it is another profile. */
export type SeenProfile = { profile: string; version: number };

/** Activities by what becomes of them: decided otherwise on some kind, not listed any more, listed anew, as before. */
export type Activities = { otherwise: number; gone: number; come: number; same: number };

/** Another profile in force: `to` decides from then on, in place of `from`. */
export type UseProfile = {
  kind: 'use-profile';
  from: SeenProfile;
  to: SeenProfile;
  turns: Turn[];
  activities: Activities;
};

/** What it would mean that `to` were in force. */
export function useProfileOf(from: Matrix, to: Matrix, commands: readonly CommandDefinition[]): UseProfile {
  const { differing, only, same } = compare(from, to);
  const [gone, come] = only;
  return {
    kind: 'use-profile',
    from: seen(from),
    to: seen(to),
    turns: turnsBetween(from, to, commands),
    activities: { otherwise: differing.length, gone: gone.length, come: come.length, same },
  };
}

function seen({ profile, version }: Matrix): SeenProfile {
  return { profile, version };
}
