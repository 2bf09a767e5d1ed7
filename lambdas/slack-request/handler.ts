import * as z from 'zod/mini';

/** API Gateway's HTTP API, payload format 2.0. Its header names are lower-case. */
const httpEvent = z.object({
  headers: z.record(z.string(), z.string()),
  body: z.optional(z.string()),
  isBase64Encoded: z.boolean(),
  rawPath: z.string(),
});

type HttpEvent = z.infer<typeof httpEvent>;
type Deps<Verified, HttpAnswer> = {
  guard(event: HttpEvent): Promise<{ is: 'passed'; event: Verified } | { is: 'answered'; answer: HttpAnswer }>;
  bolt(event: Verified): Promise<HttpAnswer>;
};

/**
 * Answers one request from Slack within its 3 seconds.
 *
 * The request is on the ledger before the answer goes out: Lambda may freeze the process as soon as the response has
 * left, so nothing may remain to be done. What throws here was not recorded, and Slack delivers an event again.
 */
export function createHandler<Verified, HttpAnswer>({ guard, bolt }: Deps<Verified, HttpAnswer>) {
  return async (event: unknown): Promise<HttpAnswer> => {
    const guarded = await guard(httpEvent.parse(event));
    return guarded.is === 'answered' ? guarded.answer : bolt(guarded.event);
  };
}
