import type { InputBlock, InputBlockElement, PlainTextElement, PlainTextOption } from '@slack/types';
import type { Field } from '../../../domain/command.ts';
import { KINDS, type Target } from '../../../domain/target.ts';
import { kindTitle } from './labels.ts';
import { clipped } from './text.ts';

/** Slack's limits: options of a select, characters of an option's value, of a label's text, of a hint, of an input. */
const MOST = { options: 100, value: 150, option: 75, text: 150, hint: 2_000, input: 3_000 };

/** Every input's action has the same id; the block's id says which input it is. */
export const INPUT = 'value';

export function plain(text: string, most = MOST.text): PlainTextElement {
  return { type: 'plain_text', text: clipped(text, most) || '…', emoji: false };
}

/** An input as it is asked for. `hint` stands below it. */
type Asked = { id: string; label: string; hint?: string; optional?: boolean; element: InputBlockElement };

export function input({ id, label, hint, optional, element }: Asked): InputBlock {
  return {
    type: 'input',
    block_id: id,
    label: plain(label, 150),
    element,
    ...(hint ? { hint: plain(hint.replaceAll('`', ''), MOST.hint) } : {}),
    ...(optional ? { optional: true } : {}),
  };
}

/** A text to type, filled with what is known. */
export function textElement(ask: {
  value?: string;
  placeholder?: string;
  multiline?: boolean;
  most?: number;
}): InputBlockElement {
  const most = ask.most ?? MOST.input;
  return {
    type: 'plain_text_input',
    action_id: INPUT,
    max_length: most,
    ...(ask.multiline ? { multiline: true } : {}),
    ...(ask.value ? { initial_value: clipped(ask.value, most) } : {}),
    ...(ask.placeholder ? { placeholder: plain(ask.placeholder) } : {}),
  };
}

/** One of some values. Nothing is chosen when what was understood is not among them. */
export function choiceElement(values: readonly string[], chosen: string | undefined): InputBlockElement {
  const options = values.map((value) => option(value));
  const initial = options.find(({ value }) => value === chosen);
  return {
    type: 'static_select',
    action_id: INPUT,
    options,
    ...(initial ? { initial_option: initial } : {}),
  };
}

export function option(value: string, text = value): PlainTextOption {
  return { text: { type: 'plain_text', text: clipped(text, MOST.option) || '…', emoji: false }, value };
}

/** A field: a choice where the known values are few, a text with an example otherwise. */
export function fieldElement(field: Field, known: readonly string[], filled: string | undefined): InputBlockElement {
  const value = filled ?? field.default;
  const fits =
    known.length > 0 && known.length <= MOST.options && known.every((one) => one !== '' && one.length <= MOST.option);
  if (fits && (value === undefined || known.includes(value))) return choiceElement(known, value);
  return textElement({ ...(value === undefined ? {} : { value }), placeholder: field.example, most: 200 });
}

/**
 * Where: a choice of targets by kind, with the groups of which sentences are made; a text where there are too many, or
 * where something was written that is not among them, so that it is not lost.
 */
export function targetsElement(targets: readonly Target[], ask: { many: boolean; written: string }): InputBlockElement {
  const groups = optionGroups(targets, ask.many);
  const values = groups.flatMap(({ options }) => options.map(({ value }) => value ?? ''));
  const chosen = ask.written === '' ? [] : ask.written.split(/\s*,\s*/);
  const count = values.length;
  const fits =
    count > 0 && count <= MOST.options && values.every((value) => value !== '' && value.length <= MOST.value);
  const isChoice = fits && chosen.every((name) => values.includes(name));
  if (!isChoice) return textElement({ value: ask.written, placeholder: ask.many ? 'host-4, host-5' : 'host-4' });
  const offered = new Map(groups.flatMap(({ options }) => options.map((one) => [one.value, one] as const)));
  const options = chosen.flatMap((name) => offered.get(name) ?? []);
  const [only] = options;
  if (!ask.many) {
    return {
      type: 'static_select',
      action_id: INPUT,
      option_groups: groups,
      ...(only ? { initial_option: only } : {}),
    };
  }
  return {
    type: 'multi_static_select',
    action_id: INPUT,
    option_groups: groups,
    ...(options.length > 0 ? { initial_options: options } : {}),
  };
}

type Group = { label: PlainTextElement; options: PlainTextOption[] };

function optionGroups(targets: readonly Target[], many: boolean): Group[] {
  const kinds = KINDS.map((kind) => ({ kind, members: targets.filter((target) => target.kind === kind) }));
  const present = kinds.filter(({ members }) => members.length > 0);
  const tags = [...new Set(targets.flatMap((target) => target.tags))].sort();
  const names = present.map(({ kind, members }) => ({
    label: plain(kindTitle(kind), 75),
    options: members.map(({ name, environment }) => option(name, `${name} · ${environment}`)),
  }));
  const whole = present.filter(({ members }) => members.length > 1).map(({ kind }) => `all ${kind}s`);
  const groups = many ? [...whole, ...tags.map((tag) => `tag:${tag}`)] : [];
  return groups.length === 0
    ? names
    : [...names, { label: plain('Groups', 75), options: groups.map((one) => option(one)) }];
}
