import type { Policy } from '../policy/policy.ts';

/** 📌, by its name. */
const PUSHPIN = 'pushpin';

/** The reactions that put a message on the timeline of the incident that its channel works on. */
export function marksOf(policy: Pick<Policy, 'marks'> | undefined): readonly string[] {
  return policy?.marks ?? [PUSHPIN];
}
