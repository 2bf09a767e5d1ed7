import type { z } from 'zod';
import type { Result } from '../../bot/domain/result.ts';
import type { Fleet } from '../fleet/host.ts';
import type { SetTags } from '../fleet/tags.ts';
import type { Calendars } from './calendars.ts';
import type { Dispatch } from './dispatch.ts';
import type { SsmDocument } from './document.ts';
import type { FaultPlan } from './faults.ts';
import { type Refusal, refusal } from './refusal.ts';
import type { Store } from './store.ts';

/** What the actions work on. */
export type Service = {
  readonly fleet: Fleet;
  readonly setTags: SetTags;
  readonly documents: () => readonly SsmDocument[];
  readonly calendars: () => Calendars | undefined;
  readonly store: Store;
  readonly dispatch: Dispatch;
  readonly faults: FaultPlan;
  readonly now: () => number;
  readonly newId: () => string;
};

/** Answers one call: its input as the client sent it, to the response body or SSM's error. */
export type Action = (input: unknown, service: Service) => Result<object, Refusal>;

/** An action whose input follows a schema: SSM's own constraints, broken by a ValidationException. */
export function action<S extends z.ZodType>(
  schema: S,
  answer: (input: z.infer<S>, service: Service) => Result<object, Refusal>,
): Action {
  return (input, service) => {
    const parsed = schema.safeParse(input);
    if (parsed.success) return answer(parsed.data, service);
    const { path, message } = parsed.error.issues[0] ?? { path: [], message: '' };
    return refusal(
      'ValidationException',
      `1 validation error detected: Value at '${path.join('.')}' failed to satisfy constraint: ${message}`,
    );
  };
}

/** One page of a list, as SSM pages: at most `MaxResults`, and a token where the next one begins. */
export function page<T>(
  all: readonly T[],
  { MaxResults, NextToken }: { MaxResults?: number | undefined; NextToken?: string | undefined },
  most = 50,
) {
  const from = NextToken === undefined ? 0 : Number(Buffer.from(NextToken, 'base64url').toString('utf8'));
  if (!Number.isSafeInteger(from)) return refusal('InvalidNextToken', 'The specified token is not valid.');
  const to = from + (MaxResults ?? most);
  const next = to < all.length ? { NextToken: Buffer.from(String(to)).toString('base64url') } : {};
  return { ok: true as const, value: { items: all.slice(from, to), next } };
}
