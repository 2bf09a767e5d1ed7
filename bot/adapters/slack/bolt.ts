import { App, AwsLambdaReceiver } from '@slack/bolt';
import type { Answering } from './answering.ts';
import type { HttpAnswer, VerifiedEvent } from './guard.ts';
import { onCommand } from './on-command.ts';
import { HAPPENINGS, onHappening } from './on-happening.ts';
import { onMention } from './on-mention.ts';
import { onPress } from './on-press.ts';
import { onShortcut } from './on-shortcut.ts';
import { onHome, onSubmission } from './on-view.ts';
import { quietLogger } from './quiet-logger.ts';
import { webOptions } from './web.ts';

export type BoltDeps = Answering & { botToken(): Promise<string>; apiUrl: string; timeoutMs: number };

/** Answers one event that the guard has verified. */
export type Bolt = (event: VerifiedEvent) => Promise<HttpAnswer>;

/**
 * Bolt with one listener a kind of payload: what to do is looked up by sentence, so a thousand commands cost no more
 * than ten.
 *
 * `authorize` is given so that no `auth.test` stands before the first answer. The signature is not verified again: the
 * guard accepts two secrets while one is rotated, Bolt knows one.
 */
export function createBolt(deps: BoltDeps): Bolt {
  const logger = quietLogger(deps.log);
  const receiver = new AwsLambdaReceiver({ signingSecret: '', signatureVerification: false, logger });
  const app = new App({
    receiver,
    logger,
    authorize: async () => ({ botToken: await deps.botToken() }),
    clientOptions: webOptions(deps),
    convoStore: false,
    ignoreSelf: false,
  });
  app.command(/.*/, onCommand(deps));
  for (const name of HAPPENINGS) app.event(name, onHappening(deps));
  app.event('app_mention', onMention(deps));
  app.event('app_home_opened', onHome(deps));
  app.shortcut({ type: 'message_action' }, onShortcut(deps));
  app.action(/.*/, onPress(deps));
  app.view({ type: 'view_submission', callback_id: /.*/ }, onSubmission(deps));
  app.view({ type: 'view_closed', callback_id: /.*/ }, async ({ ack }) => ack());
  // What gets here was not recorded: 500, so that Slack delivers an event again.
  app.error(async (error) => {
    deps.log('error', 'delivery failed', {
      error: 'original' in error && error.original ? error.original.name : error.name,
    });
    throw error;
  });
  const handle = receiver.toHandler();
  return async (event) => answerOf(await handle(event as unknown as Parameters<typeof handle>[0], undefined));
}

function answerOf({
  statusCode,
  body,
  headers,
}: Awaited<ReturnType<ReturnType<AwsLambdaReceiver['toHandler']>>>): HttpAnswer {
  const kept = Object.entries(headers ?? {}).map(([name, value]) => [name, String(value)]);
  return { statusCode, body, ...(kept.length > 0 && { headers: Object.fromEntries(kept) }) };
}
