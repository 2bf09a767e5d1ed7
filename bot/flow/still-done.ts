import type { Request } from '../domain/request.ts';

/**
 * Whether a request that was done before has nothing left to do. A press is known by its message, its button and its person, so that a
 * double one is one; but a role that was taken by it may have been freed since, and then the same button takes it again: what can be done
 * (`step`) after a press is not done any more.
 */
export function isStillDone(
  { message }: Pick<Request, 'message'>,
  { done, step }: { done: boolean; step: { ok: boolean } },
): boolean {
  return done && !(message !== undefined && step.ok);
}
