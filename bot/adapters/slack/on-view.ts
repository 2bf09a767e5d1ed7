import type { AllMiddlewareArgs, SlackViewMiddlewareArgs, ViewSubmitAction } from '@slack/bolt';
import type { Reply, Request } from '../../domain/request.ts';
import { type Answering, ask, promptly, quietly } from './answering.ts';
import { placed } from './forms.ts';
import { fromHome, fromSubmission } from './ingress-view.ts';
import type { Wording } from './wording.ts';

type Submitted = SlackViewMiddlewareArgs<ViewSubmitAction> & AllMiddlewareArgs;

/** A submitted form: what is accepted closes it, everything else is shown in its place. */
export function onSubmission(deps: Answering) {
  return async ({ body, ack }: Submitted): Promise<void> => {
    const request = await fromSubmission(body, { at: deps.now(), sentenceOf: deps.wording.sentenceOf });
    const reply = await ask(deps, request);
    const errors = await quietly(deps, 'rendering', () => errorsFor(deps, body.view.callback_id, reply));
    if (errors) return ack({ response_action: 'errors', errors });
    const view = await quietly(deps, 'rendering', () => viewFor(deps, reply));
    await ack(view ? { response_action: 'update', view: placed(view, request.place) } : undefined);
  };
}

async function errorsFor({ wording }: Answering, form: string, reply: Reply) {
  return reply.is === 'later' ? undefined : wording.wrongFields(form, reply);
}

async function viewFor({ wording }: Answering, reply: Reply) {
  if (reply.is === 'later' || reply.is === 'accepted' || reply.is === 'acted') return undefined;
  if (reply.is === 'proposed' || reply.is === 'escalation-acted' || reply.is === 'escalated') return undefined;
  if (reply.is === 'incident-acted' || reply.is === 'report-acted') return undefined;
  // Its card shows it; that earlier stages are left is said in the form's place.
  if (reply.is === 'deployment-acted' && reply.earlier.length === 0) return undefined;
  return reply.is === 'form' ? wording.form(reply) : wording.dialog(reply);
}

/** The App Home, for our own people only: others of a shared channel can open it too and see nothing of ours. */
export function onHome(deps: Answering) {
  return async ({ body, client }: { body: unknown } & Pick<AllMiddlewareArgs, 'client'>): Promise<void> => {
    const request = fromHome(body, deps.now());
    if (!request) return;
    await promptly(deps, 'publishing the App Home', async () => {
      const [help, of] = await Promise.all([deps.receive(request), homeOf(deps, request)]);
      if (help.is === 'later' || help.is === 'form') return;
      await client.views.publish({ user_id: request.actor.user, view: await deps.wording.home(help, of) });
    });
  };
}

async function homeOf({ receive }: Answering, request: Request): Promise<Parameters<Wording['home']>[1]> {
  const ask = (text: string) => receive({ ...request, text });
  const asked = ['runs', 'waiting', 'scheduled', 'requests', 'incidents', 'on-call'].map(ask);
  const [runs, waiting, scheduled, open, incidents, onCall] = await Promise.all(asked);
  return {
    lines: runs?.is === 'runs' ? runs.lines : [],
    forYou: waiting?.is === 'waiting' ? waiting.forYou : [],
    ...(scheduled?.is === 'scheduled'
      ? { timed: scheduled.lines, repeating: scheduled.repeating }
      : { timed: [], repeating: [] }),
    reviews: waiting?.is === 'waiting' ? waiting.reviews : [],
    ...(waiting?.is === 'waiting' && waiting.also && { also: waiting.also }),
    requests: open?.is === 'escalations' ? open.lines : [],
    reader: request.actor,
    ...(incidents?.is === 'incidents' && { incidents: incidents.lines }),
    ...(onCall?.is === 'on-call' && { onCall }),
  };
}
