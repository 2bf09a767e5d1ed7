import type { ModalView } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import type { Answer, Form } from '../../domain/answer.ts';
import type { About } from '../../domain/request.ts';
import type { Place } from '../../domain/run/state.ts';
import { type Answering, quietly } from './answering.ts';
import { remember } from './place-memory.ts';

/** What to say instead of a form that Slack did not open: the trigger lives 3 s and is used once. */
export const FORM_TOO_LATE: Answer = {
  is: 'nothing',
  what: 'The form did not open in time.',
  next: 'Ask for it again, or type the command: /ops help lists them.',
};

type Opening = { client: WebClient; trigger: string; place: Place; about?: About };

/** Opens a form, or says false: the trigger was too old, or Slack did not answer. */
export async function openView(
  deps: Answering,
  view: ModalView,
  { client, trigger, place, about }: Opening,
): Promise<boolean> {
  const opened = await quietly(deps, 'views.open', () =>
    client.views.open({ trigger_id: trigger, view: placed(view, place, about) }),
  );
  return opened?.ok ?? false;
}

/** A view that remembers where its answer goes, and which message it was opened on. */
export function placed(view: ModalView, place: Place, about?: About): ModalView {
  return { ...view, private_metadata: remember(place, view.private_metadata, about) };
}

/** A mention cannot open a form: it carries no trigger. A question or a choice, whose buttons can, stands in for it. */
export function inWords(form: Form, typed: string): Answer {
  if (form.text)
    return { is: 'choice', typed, question: `${form.text.file} can be edited in a form`, sentences: [typed] };
  if (form.story) return { is: 'run', story: form.story };
  if (form.send) {
    const { story, card } = form.send;
    return { is: 'escalation', story, ...(card && { card }) };
  }
  if (form.gap) return { is: 'question', typed, gap: form.gap };
  const sentences = form.commands.map(({ name }) => `form ${name}`);
  return { is: 'choice', typed, question: 'Which command?', sentences };
}
