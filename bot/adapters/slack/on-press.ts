import type { AllMiddlewareArgs, SlackActionMiddlewareArgs } from '@slack/bolt';
import type { Answer } from '../../domain/answer.ts';
import type { IncidentAct } from '../../domain/incident/act.ts';
import type { Reply } from '../../domain/request.ts';
import { type Answering, ask, promptly } from './answering.ts';
import { FORM_TOO_LATE, openView, placed } from './forms.ts';
import { fromPress, type Pressed } from './ingress-press.ts';

type Client = AllMiddlewareArgs['client'];

/** A press is its sentence. On a card the card itself is the answer, as soon as the worker has changed it. */
export function onPress(deps: Answering) {
  return async ({ body, ack, client }: SlackActionMiddlewareArgs & AllMiddlewareArgs): Promise<void> => {
    const { responseBase, wording } = deps;
    const { commandChoice, previewed } = wording;
    const pressed = fromPress(body, { at: deps.now(), responseBase, commandChoice, previewed });
    await ack();
    if (!pressed) return;
    const { trigger: _trigger, on: _on, filled, ...request } = pressed;
    const text = filled ? `form ${await wording.sentenceOf(filled)}` : request.text;
    const reply = await ask(deps, { ...request, text });
    await promptly(deps, 'answering a press', () => answerPress(deps, client, { pressed, reply }));
  };
}

type Answered = { pressed: Pressed; reply: Reply };

async function answerPress(deps: Answering, client: Client, { pressed, reply }: Answered): Promise<void> {
  if (reply.is === 'later') return;
  if (pressed.on.is === 'form') return updateForm(deps, client, { pressed, reply, view: pressed.on.view });
  const opening = { client, trigger: pressed.trigger, place: pressed.place };
  if (pressed.on.is === 'home') {
    await openView(deps, await viewOf(deps, reply), opening);
    return;
  }
  // Their client may not show what only they should see; a form it does.
  const opens = reply.is === 'form' || reply.is === 'heard-refused';
  if (!opens) return beside(deps, pressed, reply);
  if (!(await openView(deps, await viewOf(deps, reply), opening))) await tell(deps, pressed, tooLate(pressed));
}

/** To somebody of another organisation no command of ours is named. */
function tooLate({ actor, installedTeam }: Pressed): Answer {
  if (actor.team === installedTeam) return FORM_TOO_LATE;
  const misread = {
    wrong: 'the form did not open in time',
    allowed: 'press again, or write it in the thread',
    example: 'accept E-4KQ7M',
  };
  return { is: 'heard-misread', to: actor, misread };
}

async function updateForm(deps: Answering, client: Client, ask: Answered & { view: string }): Promise<void> {
  const { reply, view: view_id, pressed } = ask;
  // What cannot be shown of a form that is still being filled in is said when it is submitted.
  if (reply.is === 'later' || (pressed.filled && reply.is !== 'form')) return;
  const view = await viewOf(deps, reply);
  await client.views.update({ view_id, view: placed(view, pressed.place) });
}

function viewOf({ wording }: Answering, reply: Exclude<Reply, { is: 'later' }>) {
  return reply.is === 'form' ? wording.form(reply) : wording.dialog(reply);
}

async function beside(deps: Answering, pressed: Pressed, answer: Answer): Promise<void> {
  const { on, place } = pressed;
  if (!isSeenOnCard(answer) || (on.is === 'message' && on.aside)) return tell(deps, pressed, answer);
  if (on.is !== 'message' || !on.ephemeral || place.answerPath === undefined) return;
  // A suggestion that was taken is replaced, so that it is not pressed again.
  await deps.respond(place.answerPath, { replace_original: true, ...(await deps.wording.answer(answer)) });
}

const SEEN: readonly Answer['is'][] = ['accepted', 'change-acted', 'escalation-acted', 'report-acted'];

/** What a channel follows, and until when a reminder is put off, stands on no card. */
const IN_NO_CARD: readonly IncidentAct['is'][] = ['unfollow', 'snooze'];

function isSeenOnCard(answer: Answer): boolean {
  if (answer.is === 'acted') return answer.more === 0;
  if (answer.is === 'incident-acted') return !IN_NO_CARD.includes(answer.act.is);
  // That earlier stages are left is said to whoever pressed; the card has no place for it.
  if (answer.is === 'deployment-acted') return answer.earlier.length === 0;
  return SEEN.includes(answer.is);
}

async function tell(deps: Answering, { actor, place }: Pressed, answer: Answer): Promise<void> {
  await deps.chat.tell(actor, place, answer);
}
