import * as z from 'zod/mini';

const queueEvent = z.object({ Records: z.array(z.object({ messageId: z.string(), body: z.string() })) });

/** What EventBridge says of an invocation. Only the command's id is used: the rest is read from SSM itself. */
const statusChange = z.object({ detail: z.object({ 'command-id': z.string().check(z.regex(/^[0-9a-f-]{36}$/)) }) });

type Named = { key: string; id: string };
/** `report` returns the ids that failed. */
export type Deps = { report: (commands: Named[]) => Promise<string[]> };

/** Reads each command of a batch once from SSM and appends what its hosts did. A message that is no hint is dropped. */
export function createHandler({ report }: Deps) {
  return async (event: unknown): Promise<{ batchItemFailures: { itemIdentifier: string }[] }> => {
    const { Records } = z.parse(queueEvent, event);
    const failed = await report(
      Records.flatMap(({ body, messageId }) => {
        const key = commandOf(body);
        return key === undefined ? [] : [{ key, id: messageId }];
      }),
    );
    return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
  };
}

function commandOf(body: string): string | undefined {
  try {
    const change = z.safeParse(statusChange, JSON.parse(body));
    return change.success ? change.data.detail['command-id'] : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
