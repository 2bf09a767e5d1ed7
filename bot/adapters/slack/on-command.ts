import type { AllMiddlewareArgs, RespondArguments, SlackCommandMiddlewareArgs } from '@slack/bolt';
import type { Answer } from '../../domain/answer.ts';
import type { Reply } from '../../domain/request.ts';
import { type Answering, ask, quietly } from './answering.ts';
import { FORM_TOO_LATE, openView } from './forms.ts';
import { fromCommand } from './ingress-command.ts';

/** When even the words of an answer fail: what was asked for may be on record. */
const WORDLESS = 'Remit could not show its answer. `/ops runs` lists what was recorded.';

/** `/ops …`: the answer is the acknowledgement, so it is there as soon as the request is on record. */
export function onCommand(deps: Answering) {
  return async ({ body, ack, client }: SlackCommandMiddlewareArgs & AllMiddlewareArgs): Promise<void> => {
    const { trigger, ...request } = fromCommand(body, { at: deps.now(), responseBase: deps.responseBase });
    const reply = await ask(deps, request);
    const answer = await answerTo(reply, async (form) =>
      openView(deps, await deps.wording.form(form), { client, trigger, place: request.place }),
    );
    const message = answer && (await quietly(deps, 'rendering', () => messageOf(deps, answer)));
    await ack(answer ? (message ?? WORDLESS) : undefined);
  };
}

type OpenForm = (form: Extract<Reply, { is: 'form' }>) => Promise<boolean>;

async function answerTo(reply: Reply, open: OpenForm): Promise<Answer | undefined> {
  if (reply.is === 'later') return undefined;
  if (reply.is === 'form') return (await open(reply)) ? undefined : FORM_TOO_LATE;
  return reply;
}

async function messageOf(deps: Answering, answer: Answer): Promise<RespondArguments> {
  return { response_type: 'ephemeral', ...(await deps.wording.answer(answer)) };
}
