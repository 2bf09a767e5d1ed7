/** What the stateful elements of a message or view hold: Slack's `initial_…`, until the person gives another value. */

export type Value = string | string[] | null;
/** By block id, then by action id. */
export type Values = Record<string, Record<string, Value>>;
/** Any Block Kit element or block as it arrives: read by name, since the page must also show what it does not know. */
export type Element = { type: string; action_id?: string } & Record<string, unknown>;
export type Block = { type: string; block_id?: string } & Record<string, unknown>;

type Chosen = { value?: string } | undefined;
const chosen = (option: unknown): Value => (option as Chosen)?.value ?? null;
const allChosen = (options: unknown): Value =>
  ((options as Chosen[] | undefined) ?? []).flatMap((one) => one?.value ?? []);
const text = (value: unknown): Value => (value === undefined ? null : String(value));
const list = (value: unknown): Value => (value as string[] | undefined) ?? [];

const INITIAL: Record<string, (element: Element) => Value> = {
  file_input: () => [],
  static_select: (element) => chosen(element.initial_option),
  external_select: (element) => chosen(element.initial_option),
  radio_buttons: (element) => chosen(element.initial_option),
  users_select: (element) => text(element.initial_user),
  conversations_select: (element) => text(element.initial_conversation),
  channels_select: (element) => text(element.initial_channel),
  multi_static_select: (element) => allChosen(element.initial_options),
  multi_external_select: (element) => allChosen(element.initial_options),
  checkboxes: (element) => allChosen(element.initial_options),
  multi_users_select: (element) => list(element.initial_users),
  multi_conversations_select: (element) => list(element.initial_conversations),
  multi_channels_select: (element) => list(element.initial_channels),
  datepicker: (element) => text(element.initial_date),
  timepicker: (element) => text(element.initial_time),
  datetimepicker: (element) => text(element.initial_date_time),
  plain_text_input: (element) => text(element.initial_value),
  number_input: (element) => text(element.initial_value),
  email_text_input: (element) => text(element.initial_value),
  url_text_input: (element) => text(element.initial_value),
};

export const isStateful = (element: Element): boolean => element.type in INITIAL;
export const initialOf = (element: Element): Value => INITIAL[element.type]?.(element) ?? null;
export const blockIdOf = (block: Block, index: number): string => block.block_id ?? `block-${index}`;
export const actionIdOf = (element: Element): string => element.action_id ?? element.type;

/** The elements of a block that a person can use. */
export function elementsOf(block: Block): Element[] {
  const found = block.type === 'section' ? [block.accessory] : block.type === 'input' ? [block.element] : [];
  const inside = block.type === 'actions' ? ((block.elements as Element[] | undefined) ?? []) : [];
  return [...(found.filter(Boolean) as Element[]), ...inside];
}

/** What everything on a surface holds now. A typed value stays with its block and action id when the view is updated. */
export function collect(blocks: Block[], typed: Values): Values {
  const values: Values = {};
  for (const [index, block] of blocks.entries()) {
    const blockId = blockIdOf(block, index);
    for (const element of elementsOf(block).filter(isStateful)) {
      const held = typed[blockId]?.[actionIdOf(element)];
      const value = held === undefined ? initialOf(element) : held;
      values[blockId] = { ...values[blockId], [actionIdOf(element)]: value === '' ? null : value };
    }
  }
  return values;
}

const isEmpty = (value: Value): boolean => value === null || value.length === 0;

function numberFault(element: Element, value: string): string | undefined {
  const number = Number(value);
  if (Number.isNaN(number)) return 'Please enter a number.';
  if (element.is_decimal_allowed !== true && !Number.isInteger(number)) return 'Please enter a whole number.';
  if (element.min_value !== undefined && number < Number(element.min_value))
    return `Please enter ${element.min_value} or more.`;
  if (element.max_value !== undefined && number > Number(element.max_value))
    return `Please enter ${element.max_value} or less.`;
  return undefined;
}

function textFault(element: Element, value: string): string | undefined {
  const { min_length: least, max_length: most } = element as { min_length?: number; max_length?: number };
  if (least !== undefined && value.length < least) return `Please enter at least ${least} characters.`;
  if (most !== undefined && value.length > most)
    return `Please enter at most ${most} characters; these are ${value.length}.`;
  return undefined;
}

const FAULTS: Record<string, (element: Element, value: string) => string | undefined> = {
  number_input: numberFault,
  plain_text_input: textFault,
  email_text_input: (_element, value) => (/^\S+@\S+\.\S+$/.test(value) ? undefined : 'Please enter an e-mail address.'),
  url_text_input: (_element, value) => (URL.canParse(value) ? undefined : 'Please enter a link.'),
};

function faultOf(block: Block, value: Value): string | undefined {
  if (isEmpty(value)) return block.optional === true ? undefined : 'Please complete this required field.';
  const element = block.element as Element;
  return typeof value === 'string' ? FAULTS[element.type]?.(element, value) : undefined;
}

/** What Slack's own client refuses before a view is submitted, by block id. */
export function faultsOf(blocks: Block[], values: Values): Record<string, string> {
  const faults: Record<string, string> = {};
  for (const [index, block] of blocks.entries()) {
    const blockId = blockIdOf(block, index);
    const held = values[blockId]?.[actionIdOf((block.element as Element | undefined) ?? { type: '' })] ?? null;
    const fault = block.type === 'input' ? faultOf(block, held) : undefined;
    if (fault) faults[blockId] = fault;
  }
  return faults;
}
