import type { Request } from '../../domain/request.ts';
import type { Place } from '../../domain/run/state.ts';
import { ASIDE } from './aside.ts';
import { actorOf, installedTeam, sourceOf } from './identity.ts';
import type { Reading } from './ingress-command.ts';
import { type Action, PressPayload, type ViewPayload } from './payload.ts';
import { recall } from './place-memory.ts';
import { answerPathOf } from './response-url.ts';
import type { FormValues } from './wording.ts';

/** Where an element was pressed decides where its answer goes: beside a message, into a form, or over the App Home. */
export type Pressed = Request & { trigger: string; on: PressedOn; filled?: Filled };
/** A form with what it holds, before it is submitted: it is shown anew as `form` and the sentence that it stands for. */
type Filled = { callback_id: string; private_metadata: string; values: FormValues };
/** `aside`: the message is no card. */
type PressedOn = { is: 'message'; ephemeral: boolean; aside: boolean } | { is: 'form' | 'home'; view: string };

/** Ids of actions: the form's choice of a command, and inputs that are shown in a preview. */
type Actions = { commandChoice: string; previewed: string };

type Payload = ReturnType<typeof PressPayload.parse>;

/**
 * A press on an element whose value is a sentence, or nothing for one that only holds a form's input. `commandChoice`
 * is the form's choice of a command: it stands for `form <command>`. Of a form that is shown anew (`filled`) the text is not made yet.
 */
export function fromPress(body: unknown, reading: Reading & Actions): Pressed | undefined {
  const payload = PressPayload.parse(body);
  const [action] = payload.actions;
  const filled = action.action_id === reading.previewed ? filledIn(payload) : undefined;
  const text = filled ? '' : sentenceOf(action, payload.view, reading.commandChoice);
  if (text === undefined) return undefined;
  const installed = installedTeam(payload.view?.app_installed_team_id, payload.team?.id);
  return {
    ...whereOf(payload, installed, reading.responseBase),
    actor: actorOf(payload.user.id, installed, [payload.user.team_id]),
    installedTeam: installed,
    text,
    at: reading.at,
    mention: false,
    trigger: payload.trigger_id,
    ...(filled && { filled }),
  };
}

function filledIn({ view, user }: Payload): Filled | undefined {
  if (!view) return undefined;
  const { form } = recall(view.private_metadata, '', user.id);
  return { callback_id: view.callback_id, private_metadata: form, values: view.state?.values ?? {} };
}

function sentenceOf(action: Action, view: ViewPayload | undefined, commandChoice: string): string | undefined {
  const chosen = action.selected_option?.value;
  if (action.action_id === commandChoice) return chosen === undefined ? undefined : `form ${chosen}`;
  if (action.type === 'button') return action.value;
  return view === undefined ? chosen : undefined;
}

/** A menu has one id: what is chosen in it is an act of its own. */
function chosenOf({ action_id, selected_option: chosen }: Action): string {
  return chosen ? `${action_id}:${chosen.value}` : action_id;
}

type Where = { source: string; place: Place; on: PressedOn; message?: string };

function whereOf(payload: Payload, team: string, responseBase: string): Where {
  const { container, user, view, actions } = payload;
  const action = actions[0].action_id;
  if (view) {
    const { place } = recall(view.private_metadata, team, user.id);
    const source = sourceOf.pressInView({ view: view.id, hash: view.hash, action, user: user.id });
    return { source, place, on: { is: view.type === 'home' ? 'home' : 'form', view: view.id } };
  }
  const { channel_id: channel, message_ts: ts, thread_ts: thread } = container;
  if (channel === undefined || ts === undefined) throw new Error('a press that is on no message and in no view');
  const answerPath = answerPathOf(payload.response_url, responseBase);
  // A message that has replies names itself as its thread: what is asked from it belongs beside it, not below.
  const inThread = thread !== undefined && thread !== ts ? { thread } : {};
  return {
    source: sourceOf.press({ channel, ts, action: chosenOf(actions[0]), user: user.id }),
    place: { team, channel, ...inThread, ...(answerPath && { answerPath }) },
    on: { is: 'message', ephemeral: container.is_ephemeral ?? false, aside: action.startsWith(ASIDE) },
    message: ts,
  };
}
