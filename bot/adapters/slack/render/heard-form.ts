import type { InputBlock, ModalView } from '@slack/types';
import type { Answer, HeardFormOf } from '../../../domain/answer.ts';
import { HEARD_FORMS, type HeardForm } from '../../../domain/language/read-heard-form.ts';
import { writeRequestId } from '../../../domain/language/run-id.ts';
import { quoted } from '../../../domain/language/write.ts';
import { context } from './blocks.ts';
import { requestName } from './escalation-words.ts';
import { choiceElement, input, plain, textElement } from './form-inputs.ts';
import { clipped, code } from './text.ts';

export const HEARD_VIEW = 'heard';

const ETA = 'eta';
const AMOUNT = 'amount';
const CURRENCY = 'currency';
const TEXT = 'text';
const CONDITION = 'condition';

/** What may be chosen; every other currency can be typed. */
const CURRENCIES = ['EUR', 'USD', 'GBP', 'CHF', 'BGN'];
const TIMES = '30m, 2h, 14:30, tomorrow 9:00';
/** Longest text of a form: a message of theirs may hold more. */
const MOST = 2_000;

type Words = { title: string; submit: string; label?: string; optional?: true; typed: string };
const FORMS: Record<HeardForm, Words> = {
  accept: { title: 'Accept', submit: 'Accept', typed: 'accept E-… eta 30m' },
  decline: { title: 'Decline', submit: 'Decline', label: 'Why', typed: 'decline E-… because …' },
  ask: { title: 'Ask back', submit: 'Ask', label: 'What do you want to know?', typed: 'ask E-… "…"' },
  progress: { title: 'Progress', submit: 'Say so', label: 'How far are you?', typed: 'progress E-… "…" eta 1h' },
  estimate: {
    title: 'Estimate',
    submit: 'Estimate',
    label: 'What is it made of?',
    optional: true,
    typed: 'estimate E-… 1250 EUR "…"',
  },
  done: { title: 'Done', submit: 'Done', label: 'What was done?', typed: 'done E-… "…"' },
  safe: { title: 'Safe', submit: 'It is safe', label: 'Why', typed: 'safe E-… if "…" because …' },
  unsafe: { title: 'Not safe', submit: 'It is not safe', label: 'Why', typed: 'unsafe E-… because …' },
};

/** A form of one of a vendor's people. All that it shows of the request is its id: what else they may see stands on the card. */
export function heardForm({ does, request }: HeardFormOf): ModalView {
  const { title, submit, label, optional, typed } = FORMS[does];
  const name = requestName(request);
  const words = label === undefined ? [] : [textInput(label, optional)];
  return {
    type: 'modal',
    callback_id: HEARD_VIEW,
    private_metadata: `${does} ${writeRequestId(request)}`,
    title: plain(`${title} ${name}`, 24),
    submit: plain(submit, 24),
    close: plain('Back', 24),
    blocks: [
      ...before(does),
      ...words,
      ...after(does),
      context(`The same, written in its thread: ${code(typed.replace('E-…', name))}`),
    ],
  };
}

function textInput(label: string, optional: true | undefined): InputBlock {
  const element = textElement({ multiline: true, most: MOST });
  return input({ id: TEXT, label, element, ...(optional && { optional }) });
}

function before(does: HeardForm): InputBlock[] {
  if (does === 'safe') {
    const element = textElement({ most: MOST, placeholder: 'the node is drained first' });
    return [input({ id: CONDITION, label: 'Only if', hint: 'Empty: without a condition.', optional: true, element })];
  }
  if (does !== 'estimate') return [];
  return [
    input({ id: AMOUNT, label: 'How much', element: textElement({ most: 20, placeholder: '1250.00' }) }),
    input({ id: CURRENCY, label: 'Currency', element: choiceElement(CURRENCIES, undefined) }),
  ];
}

function after(does: HeardForm): InputBlock[] {
  if (does !== 'accept' && does !== 'progress') return [];
  const element = textElement({ most: 60, placeholder: TIMES });
  const hint = 'How long it takes, or a time.';
  return [input({ id: ETA, label: 'Done by', hint, optional: true, element })];
}

/** The sentence that it stands for: what was typed is one word of it, whatever it is. */
export function heardSentence(begun: string, read: (block: string) => string): string {
  const [verb] = begun.split(' ');
  const does = HEARD_FORMS.find((one) => one === verb);
  if (!does) return '';
  const text = read(TEXT);
  const said = text === '' ? '' : ` ${quoted(text)}`;
  const eta = read(ETA) === '' ? '' : ` eta ${read(ETA)}`;
  const condition = read(CONDITION) === '' ? '' : ` if ${quoted(read(CONDITION))}`;
  switch (does) {
    case 'accept':
      return `${begun}${eta}`;
    case 'ask':
    case 'progress':
    case 'done':
      return `${begun}${said}${eta}`;
    case 'estimate':
      return `${begun} ${read(AMOUNT)} ${read(CURRENCY)}${said}`;
    case 'decline':
    case 'safe':
    case 'unsafe':
      return `${begun}${condition} because "${text}"`;
    default:
      return does satisfies never;
  }
}

/** The one field of that form that can hold what cannot be read, by the example of what may stand there. */
export function wrongHeard(answer: Answer): Record<string, string> | undefined {
  if (answer.is !== 'heard-misread') return undefined;
  const { wrong, example } = answer.misread;
  const [verb] = example.split(' ');
  const told = (allowed: string) => clipped(`${wrong.replaceAll('`', '')}. ${allowed}`, 150);
  if (verb === 'estimate') return { [AMOUNT]: told('An amount in digits: 1250, or 1250.50') };
  if (verb === 'accept' || verb === 'progress') return { [ETA]: told(`Allowed: ${TIMES}`) };
  return { [TEXT]: told('Some words, please') };
}
