import type { KnownBlock, ModalView } from '@slack/types';
import type { Answer, SendForm } from '../../../domain/answer.ts';
import { lastMoment } from '../../../domain/escalation/ask.ts';
import { DIAGNOSE } from '../../../domain/escalation/diagnosis.ts';
import { PRIORITIES } from '../../../domain/escalation/priority.ts';
import { MINUTE, SECOND } from '../../../domain/instant.ts';
import { REASON_LIMIT } from '../../../domain/language/normalise.ts';
import { writeRunId } from '../../../domain/language/run-id.ts';
import { quoted } from '../../../domain/language/write.ts';
import { namesWords } from './answer-names.ts';
import { context, section } from './blocks.ts';
import { escalationRefusalWords } from './escalation-refusal-words.ts';
import { customMovedWords, requestName } from './escalation-words.ts';
import { PREVIEWED } from './form-command.ts';
import { choiceElement, input, option, plain, textElement } from './form-inputs.ts';
import type { Reading } from './rendered.ts';
import { clipped, code, inline, unescaped } from './text.ts';
import { vendorPreview } from './vendor-preview.ts';

export const SEND_FORM = 'send';

const BLOCK = { priority: 'priority', by: 'by', diagnosis: 'diagnosis', note: 'note' } as const;
const NONE = 'none';

/**
 * Exactly what the vendor will see, by the renderer of what they see, and what can still be said. Sent, it is a sentence that names what
 * was looked at: where that is not the same any more, this form comes back as it would be sent now.
 */
export function sendForm(form: SendForm, reading: Reading): ModalView {
  const { story, ask, seen } = form;
  const name = requestName(story.id);
  return {
    type: 'modal',
    callback_id: SEND_FORM,
    private_metadata: `send ${name} seen ${seen}`,
    title: plain(`Send ${name}`, 24),
    submit: plain(ask.kind === 'paid' ? 'Send for an estimate' : 'Send', 24),
    close: plain('Back', 24),
    blocks: [
      ...notices(form),
      ...inputs(form),
      { type: 'divider' },
      context(`*${inline(ask.receiver, 80)} will see exactly this*`),
      ...vendorPreview({ id: story.id, ask, card: form.card }, reading),
      context(`The same, typed: ${code(`send ${name} as major by 2026-12-24 18:00 with R-… because "…"`, 200)}`),
    ],
  };
}

function notices({ again, moved, names = [] }: SendForm): KnownBlock[] {
  return [
    ...(again ? [section('⚠ *Not sent yet*: below is what they see now. Look at it, then send it.')] : []),
    ...(names.length > 0
      ? [section(`⚠ ${namesWords(names)} of ours stands below, which this is not about: sent, they read it`)]
      : []),
    ...(moved ? [section(customMovedWords(moved))] : []),
  ];
}

function inputs({ ask, sending, choices, wantedBy }: SendForm): KnownBlock[] {
  const priority = choiceElement(PRIORITIES, ask.priority);
  const at = wantedBy === undefined ? undefined : Math.floor(lastMoment(wantedBy) / MINUTE) * (MINUTE / SECOND);
  const { because } = sending;
  return [
    previewed(BLOCK.priority, 'Priority', { ...priority, action_id: PREVIEWED }),
    previewed(
      BLOCK.by,
      'Wanted by',
      { type: 'datetimepicker', action_id: PREVIEWED, ...(at !== undefined && { initial_date_time: at }) },
      { optional: true },
    ),
    diagnosisInput(ask.targets[0]?.name, { choices, chosen: sending.diagnosis }),
    input({
      id: BLOCK.note,
      label: 'A word to them',
      hint: 'Secrets that can be told as such are hidden.',
      optional: true,
      element: textElement({ multiline: true, most: REASON_LIMIT, ...(because && { value: because }) }),
    }),
  ];
}

type Element = Parameters<typeof input>[0]['element'];

/** What is chosen there is shown below at once. */
function previewed(id: string, label: string, element: Element, { optional = false } = {}): KnownBlock {
  return { ...input({ id, label, optional, element }), dispatch_action: true };
}

function diagnosisInput(
  target: string | undefined,
  { choices, chosen }: { choices: SendForm['choices']; chosen: string | undefined },
): KnownBlock {
  const known = chosen === undefined || choices.some(({ run }) => run === chosen);
  if (choices.length === 0 && known) {
    const hint = target === undefined ? '' : `: ${code(`${DIAGNOSE} ${target}`, 100)} makes one`;
    return context(`*Diagnosis*: no reading of its targets of the last day${hint}`);
  }
  const runs = choices.map(({ run, task }) => option(writeRunId(run), `${writeRunId(run)} · ${task}`));
  const extra = known ? [] : [option(writeRunId(chosen), writeRunId(chosen))];
  const options = [option(NONE), ...extra, ...runs];
  const initial = options.find(({ value }) => value === (chosen === undefined ? NONE : writeRunId(chosen)));
  return previewed(BLOCK.diagnosis, 'Diagnosis', {
    type: 'static_select',
    action_id: PREVIEWED,
    options,
    ...(initial && { initial_option: initial }),
  });
}

/** The sentence of a filled form: `begun` is which request, and what was looked at. */
export function sendSentence(begun: string, read: (block: string) => string): string {
  const [, request = '', seen = ''] = /^(send \S+)( seen \S+)?$/.exec(begun) ?? [];
  const [priority, by, run, note] = [BLOCK.priority, BLOCK.by, BLOCK.diagnosis, BLOCK.note].map(read);
  return [
    request,
    priority ? ` as ${priority}` : '',
    by ? ` by ${utcOf(Number(by))}` : '',
    run && run !== NONE ? ` with ${run}` : '',
    seen,
    note ? ` because ${quoted(note)}` : '',
  ].join('');
}

/** Seconds since the epoch, as they are written in a sentence. */
export function utcOf(seconds: number): string {
  return `${new Date(seconds * SECOND).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** A time that is over is said at its field, as a run is whose output cannot go with it. */
export function wrongSending(answer: Answer, reading: Reading): Record<string, string> | undefined {
  if (answer.is === 'not-understood') return { [BLOCK.by]: said(answer.why) };
  if (answer.is !== 'escalation-act-refused') return undefined;
  const { refusal, id } = answer;
  if (refusal.reason !== 'over-already' && refusal.reason !== 'no-diagnosis') return undefined;
  const block = refusal.reason === 'over-already' ? BLOCK.by : BLOCK.diagnosis;
  return { [block]: said(escalationRefusalWords(refusal, id, reading).why) };
}

/** As plain text: dates are told for Slack's mrkdwn, with how they read elsewhere behind them. */
function said(why: string): string {
  return clipped(unescaped(why.replace(/<!date[^|>]*\|([^>]*)>/g, '$1')).replace(/[`*]/g, ''), 150);
}
