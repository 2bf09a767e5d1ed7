/** The interactive elements of blocks, and what Slack says of their state. */
import type { KnownBlock, Option, View } from '@slack/types';
import { type Outcome, refused } from '../outcome.ts';

/** An element as far as the state is concerned: every kind has its own `initial_*` field. */
export type Element = { type: string; action_id?: string } & Record<string, unknown>;
export type Placed = { blockId: string; element: Element; block: KnownBlock };
export type Given = string | string[] | null;

function elementsOf(blocks: readonly { type: string }[]): Placed[] {
  return (blocks as KnownBlock[]).flatMap((block) => {
    const blockId = block.block_id ?? '';
    return within(block).map((element) => ({ blockId, element: element as unknown as Element, block }));
  });
}

function within(block: KnownBlock): object[] {
  if (block.type === 'actions') return block.elements;
  if (block.type === 'input') return [block.element];
  return block.type === 'section' && block.accessory ? [block.accessory] : [];
}

export function findElement(
  blocks: readonly { type: string }[],
  blockId: string,
  actionId: string,
): Placed | undefined {
  return elementsOf(blocks).find((it) => it.blockId === blockId && it.element.action_id === actionId);
}

/** What the values are that only the page knows: chosen by value, looked up in the element and in `offered`. */
export function stateOf(
  element: Element,
  given: Given,
  offered: readonly Option[],
): Outcome<{ state: Record<string, unknown> }> {
  const field = STATE_FIELDS[element.type];
  if (field === undefined) return { ok: true, state: {} };
  if (field === 'selected_date_time') return { ok: true, state: { [field]: secondsOf(given) } };
  if (!field.startsWith('selected_option')) return { ok: true, state: { [field]: given } };
  const known = [...optionsOf(element), ...initialOptions(element), ...offered];
  const wanted = given === null ? [] : [given].flat();
  const chosen = wanted.map((value) => known.find((option) => option.value === value));
  if (chosen.some((option) => option === undefined)) return refused('invalid_option');
  return { ok: true, state: { [field]: field === 'selected_options' ? chosen : (chosen[0] ?? null) } };
}

/** Slack tells it as a number. */
function secondsOf(given: Given): number | null {
  return typeof given === 'string' && /^[0-9]{10}$/.test(given) ? Number(given) : null;
}

const STATE_FIELDS: Record<string, string> = {
  static_select: 'selected_option',
  external_select: 'selected_option',
  radio_buttons: 'selected_option',
  overflow: 'selected_option',
  multi_static_select: 'selected_options',
  multi_external_select: 'selected_options',
  checkboxes: 'selected_options',
  users_select: 'selected_user',
  conversations_select: 'selected_conversation',
  datepicker: 'selected_date',
  timepicker: 'selected_time',
  datetimepicker: 'selected_date_time',
  plain_text_input: 'value',
  number_input: 'value',
  file_input: 'files',
};

const STATEFUL = new Set(Object.keys(STATE_FIELDS).filter((type) => type !== 'overflow'));

/** The value that an element starts with, as the page would give it. */
function initialOf(element: Element): Given {
  const chosen = initialOptions(element).map((option) => option.value ?? '');
  if (STATE_FIELDS[element.type] === 'selected_options') return chosen;
  if (element.type === 'file_input') return [];
  if (chosen[0] !== undefined) return chosen[0];
  const isStart = ([key, value]: [string, unknown]) =>
    key.startsWith('initial_') && ['string', 'number'].includes(typeof value);
  const start = Object.entries(element).find(isStart);
  return start ? String(start[1]) : null;
}

type Inputs = Record<string, Record<string, Given>>;

/** `state.values` of a whole surface; what `inputs` leaves out stands as it began. */
export function valuesOf(
  blocks: readonly { type: string }[],
  inputs: Inputs,
  offered: (key: string) => readonly Option[],
): Outcome<{ values: Record<string, Record<string, unknown>> }> {
  const values: Record<string, Record<string, unknown>> = {};
  for (const { blockId, element } of elementsOf(blocks).filter((it) => STATEFUL.has(it.element.type))) {
    const actionId = element.action_id ?? '';
    const given = inputs[blockId]?.[actionId];
    const told = stateOf(element, given === undefined ? initialOf(element) : given, offered(`${blockId}/${actionId}`));
    if (!told.ok) return told;
    values[blockId] = { ...values[blockId], [actionId]: { type: element.type, ...told.state } };
  }
  return { ok: true, values };
}

export function initialValues(view: View): Record<string, Record<string, unknown>> {
  const told = valuesOf(view.blocks, {}, () => []);
  return told.ok ? told.values : {};
}

function optionsOf(element: Element): Option[] {
  const groups = (element['option_groups'] ?? []) as { options: Option[] }[];
  return [...((element['options'] ?? []) as Option[]), ...groups.flatMap((group) => group.options)];
}

function initialOptions(element: Element): Option[] {
  return [element['initial_option'], element['initial_options']].flat().filter((it) => it !== undefined) as Option[];
}
