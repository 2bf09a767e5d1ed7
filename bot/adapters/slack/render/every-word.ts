import type { ModalView } from '@slack/types';
import { type Actor, sameActor } from '../../../domain/actor.ts';
import type { Answer, Form } from '../../../domain/answer.ts';
import type { Wording } from '../wording.ts';
import { actRefusalWords } from './act-refusal-words.ts';
import { renderAnnouncement, renderElsewhere, renderNudge } from './announcement.ts';
import { renderAnswer } from './answer.ts';
import { renderAnyCard } from './any-card.ts';
import { APPROVE_FORM, APPROVE_NAME_BLOCK, approveForm } from './approve-form.ts';
import { section } from './blocks.ts';
import { renderForm } from './form.ts';
import { plain } from './form-inputs.ts';
import { sentenceOf } from './form-sentence.ts';
import { HEARD_VIEW, heardForm, wrongHeard } from './heard-form.ts';
import { renderHome } from './home.ts';
import { INCIDENT_FORM, unsevere } from './incident-form.ts';
import { runName } from './labels.ts';
import type { Reading } from './rendered.ts';
import { SEND_FORM, sendForm, wrongSending } from './send-form.ts';
import { clipped, inline } from './text.ts';
import { VENDOR_VIEW, wrongVendor } from './vendor-form.ts';

export { renderAnnouncement, renderAnswer, renderAnyCard, renderElsewhere, renderNudge, sentenceOf };

/** An answer where a form was, or over the App Home, which is no place for a card: that goes to whoever pressed. */
export function renderDialog(answer: Answer, reading: Reading): ModalView {
  const blocks = answer.is === 'accepted' ? [section(directly(answer))] : renderAnswer(answer, reading).blocks;
  return { type: 'modal', callback_id: 'dialog', title: plain('Remit', 24), close: plain('Close', 24), blocks };
}

function directly({ run, sentence }: Extract<Answer, { is: 'accepted' }>): string {
  return `… *${inline(sentence, 300)}* · ${runName(run)} · its card comes into your messages with Remit`;
}

/** The form of an approval shows a run, that of a send what the vendor will see; every other one stands for a command or an act. */
export function renderAnyForm(form: Form, reading: Reading): ModalView {
  const { story, send, heard } = form;
  if (heard) return heardForm(heard);
  if (send) return sendForm(send, reading);
  return story?.plan ? approveForm(story, story.plan, reading) : renderForm(form);
}

/** A wrong name, or what an incident still wants, is said at its field; everything else takes the place of the form. */
export function wrongFields(form: string, answer: Answer | Form, reading: Reading): Record<string, string> | undefined {
  if (answer.is === 'form') return form === INCIDENT_FORM ? unsevere() : undefined;
  if (form === SEND_FORM) return wrongSending(answer, reading);
  if (form === VENDOR_VIEW) return wrongVendor(answer, reading);
  if (form === HEARD_VIEW) return wrongHeard(answer);
  if (form !== APPROVE_FORM) return undefined;
  const isName = answer.is === 'act-refused' && ['name-needed', 'wrong-name'].includes(answer.refusal.reason);
  if (answer.is === 'not-understood') return { [APPROVE_NAME_BLOCK]: clipped(answer.why.replaceAll('`', ''), 150) };
  return isName ? { [APPROVE_NAME_BLOCK]: wrongName(answer, reading) } : undefined;
}

function wrongName({ refusal, act, run }: Extract<Answer, { is: 'act-refused' }>, reading: Reading): string {
  return clipped(actRefusalWords(refusal, { act, run }, reading).why.replaceAll('`', ''), 150);
}

type HomeOf = Parameters<Wording['home']>;

/** The App Home of one reader. */
export function renderHomeOf(
  help: HomeOf[0],
  { lines, forYou, reviews, also, timed, repeating, requests, reader, incidents, onCall }: HomeOf[1],
  reading: Reading,
) {
  if (help.is !== 'help') return { type: 'home' as const, blocks: renderAnswer(help, reading).blocks };
  const isTheirs = ({ by }: { by: Actor }) => sameActor(by, reader);
  const theirs = { timed: timed.filter(isTheirs), repeating: repeating.filter(({ state }) => isTheirs(state)) };
  const mine = lines.filter(isTheirs);
  const { entries, stop, freezes } = help;
  const now = { ...(incidents && { incidents }), ...(freezes && { freezes }), ...(onCall && { onCall }) };
  return renderHome(
    { waiting: forYou, reviews, ...(also && { also }), ...theirs, mine, requests, now, entries, ...(stop && { stop }) },
    reading,
  );
}
export { renderUpdate } from './incident-update.ts';
export { renderToldVendor } from './vendor-thread.ts';
