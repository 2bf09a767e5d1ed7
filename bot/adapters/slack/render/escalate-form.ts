import type { ModalView } from '@slack/types';
import type { Form, Gap } from '../../../domain/answer.ts';
import { PRIORITIES } from '../../../domain/escalation/priority.ts';
import { type InnerVerb, isInnerVerb } from '../../../domain/language/escalation-sentence.ts';
import { REASON_LIMIT } from '../../../domain/language/normalise.ts';
import { ESCALATE_LIMIT } from '../../../domain/language/read-escalate.ts';
import { quoted } from '../../../domain/language/write.ts';
import { context, section } from './blocks.ts';
import { requestName } from './escalation-words.ts';
import { choiceElement, INPUT, input, option, plain, targetsElement, textElement } from './form-inputs.ts';
import { utcOf } from './send-form.ts';
import { code } from './text.ts';

export const ESCALATE_FORM = 'escalate';
export const INNER_FORM = 'inner';

const BLOCK = {
  text: 'text',
  to: 'to',
  priority: 'priority',
  targets: 'targets',
  by: 'by',
  because: 'because',
  eta: 'eta',
} as const;
const USUAL = 'as usual there';

/** What is asked, of whom, how pressing, where and by when: sent at once. */
export function escalateForm({ gap, targets, receivers = [] }: Form & { gap: Gap }): ModalView {
  const { filled, because } = gap;
  const options = receivers.map(({ name, label }) => option(name, label));
  const initial = options.find(({ value }) => value === filled.to);
  return {
    type: 'modal',
    callback_id: ESCALATE_FORM,
    private_metadata: filled.by === undefined ? '' : `by ${filled.by}`,
    title: plain('Escalate', 24),
    submit: plain('Send now', 24),
    close: plain('Back', 24),
    blocks: [
      section(
        'For what no command is for. It is sent at once: a vendor reads it in their channel, our circle owners in their direct messages.',
      ),
      input({
        id: BLOCK.text,
        label: 'What you ask',
        hint: 'Secrets that can be told as such are hidden.',
        element: textElement({
          multiline: true,
          most: ESCALATE_LIMIT,
          placeholder: 'the storage node is slow since 10:00',
          ...(filled.text && { value: filled.text }),
        }),
      }),
      input({
        id: BLOCK.to,
        label: 'Of whom',
        element: { type: 'static_select', action_id: INPUT, options, ...(initial && { initial_option: initial }) },
      }),
      input({
        id: BLOCK.priority,
        label: 'Priority',
        element: choiceElement([USUAL, ...PRIORITIES], filled.priority ?? USUAL),
      }),
      input({
        id: BLOCK.targets,
        label: 'Where',
        optional: true,
        element: targetsElement(targets, { many: true, written: gap.targets ?? '' }),
      }),
      input({
        id: BLOCK.by,
        label: 'Wanted by',
        optional: true,
        element: { type: 'datetimepicker', action_id: INPUT },
      }),
      input({
        id: BLOCK.because,
        label: 'Why',
        optional: true,
        element: textElement({ multiline: true, most: REASON_LIMIT, ...(because && { value: because }) }),
      }),
      context(`The same, typed: ${code('escalate "…" to virtuozzo major on infra-gate because …')}`),
    ],
  };
}

type Read = (block: string) => string;

/** The sentence of a filled form. `begun`: the time that was typed before it was opened, which holds where none is chosen. */
export function escalateSentence(begun: string, read: Read): string {
  const [priority, targets, by, because] = [BLOCK.priority, BLOCK.targets, BLOCK.by, BLOCK.because].map(read);
  return [
    `escalate ${quoted(read(BLOCK.text))} to ${read(BLOCK.to)}`,
    priority === USUAL || !priority ? '' : priority,
    targets ? `on ${targets}` : '',
    by ? `by ${utcOf(Number(by))}` : begun,
    because ? `because ${quoted(because)}` : '',
  ]
    .filter((part) => part !== '')
    .join(' ');
}

const ACTS: Record<InnerVerb, { title: string; what: string; label?: string; wanted?: true; eta?: true }> = {
  accept: { title: 'Accept', what: 'You see to it. Whoever asked is told.', eta: true },
  decline: { title: 'Decline', what: 'It ends here. Whoever asked reads why.', label: 'Why', wanted: true },
  ask: { title: 'Ask', what: 'Whoever asked is told.', label: 'What you want to know', wanted: true },
  progress: { title: 'Progress', what: 'How far it is.', label: 'How far it is', wanted: true, eta: true },
  done: { title: 'Done', what: 'Whoever asked is told.', label: 'What was done' },
};

export function isInnerGap({ command }: Gap): boolean {
  return isInnerVerb(command);
}

/** What one of our circle owners says of what was asked of them. */
export function innerForm({ command, filled }: Gap): ModalView {
  const verb = isInnerVerb(command) ? command : 'ask';
  const { title, what, label, wanted, eta } = ACTS[verb];
  const name = requestName(filled.request ?? '');
  const text =
    label === undefined
      ? []
      : [
          input({
            id: BLOCK.text,
            label,
            optional: !wanted,
            element: textElement({ multiline: true, most: REASON_LIMIT }),
          }),
        ];
  const until = eta
    ? [
        input({
          id: BLOCK.eta,
          label: 'It will be done',
          hint: '30m, 2h, or a time: 18:30, tomorrow 9:00',
          optional: true,
          element: textElement({ most: 60, placeholder: '30m' }),
        }),
      ]
    : [];
  return {
    type: 'modal',
    callback_id: INNER_FORM,
    private_metadata: `${verb} ${name}`,
    title: plain(`${title} ${name}`, 24),
    submit: plain(title, 24),
    close: plain('Back', 24),
    blocks: [section(what), ...text, ...until],
  };
}

export function innerSentence(begun: string, read: Read): string {
  const [text, eta] = [read(BLOCK.text), read(BLOCK.eta)];
  const said = text === '' ? '' : begun.startsWith('decline') ? ` because ${quoted(text)}` : ` ${quoted(text)}`;
  return `${begun}${said}${eta === '' ? '' : ` eta ${eta}`}`;
}
