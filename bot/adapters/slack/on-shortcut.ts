import type { AllMiddlewareArgs, SlackShortcutMiddlewareArgs } from '@slack/bolt';
import { type Answering, answered, ask, promptly } from './answering.ts';
import { FORM_TOO_LATE, openView } from './forms.ts';
import { fromShortcut } from './ingress-shortcut.ts';

/**
 * A shortcut on a message. To open an incident with it is a sentence like any other; to keep it is something that happened. Slack
 * does not deliver it again, so a fault becomes an answer.
 */
export function onShortcut(deps: Answering) {
  return async ({ body, ack, client }: SlackShortcutMiddlewareArgs & AllMiddlewareArgs): Promise<void> => {
    const { now, responseBase } = deps;
    const used = fromShortcut(body, { at: now(), responseBase });
    await ack();
    if (!used) return;
    const { request, trigger, asks } = used;
    const { actor, place, about } = request;
    const reply =
      asks.is === 'open' ? await ask(deps, request) : await answered(deps, () => deps.happened(asks.happening));
    await promptly(deps, 'answering a shortcut', async () => {
      if (reply.is === 'later') return;
      if (reply.is !== 'form') return deps.chat.tell(actor, place, reply);
      const opened = await openView(deps, await deps.wording.form(reply), {
        ...{ client, trigger, place },
        ...(about && { about }),
      });
      if (!opened) await deps.chat.tell(actor, place, FORM_TOO_LATE);
    });
  };
}
