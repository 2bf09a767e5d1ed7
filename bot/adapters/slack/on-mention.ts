import type { Answer } from '../../domain/answer.ts';
import type { Reply, Request } from '../../domain/request.ts';
import { type Answering, promptly } from './answering.ts';
import { inWords } from './forms.ts';
import { fromMention } from './ingress-mention.ts';

/**
 * `@ops …`. What `receive` throws goes out, so that Slack delivers the event again: nothing was recorded. After that
 * nothing does.
 */
export function onMention(deps: Answering) {
  return async ({ body }: { body: unknown }): Promise<void> => {
    const request = fromMention(body, deps.now());
    if (!request) return;
    const reply = await deps.receive(request);
    const answer = answerTo(reply, request);
    if (answer) await promptly(deps, 'answering a mention', () => say(deps, request, answer));
  };
}

function answerTo(reply: Reply, { text }: Request): Answer | undefined {
  if (reply.is === 'later') return undefined;
  return reply.is === 'form' ? inWords(reply, text) : reply;
}

/** An outsider's client may not show what only they should see: their one sentence stands in the thread. */
async function say(deps: Answering, { actor, place }: Request, answer: Answer): Promise<void> {
  if (answer.is === 'outsider') await deps.chat.turnAway(place);
  else await deps.chat.tell(actor, place, answer);
}
