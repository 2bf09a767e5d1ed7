import type { ActionsBlock, Button, ConfirmationDialog, ContextBlock, Overflow, SectionBlock } from '@slack/types';
import { nameOf } from '../../../domain/ledger/name.ts';
import { clipped } from './text.ts';

/**
 * Slack's limits (docs.slack.dev/reference/block-kit): blocks a message, characters a section, a button's two texts, elements of a row,
 * options of an overflow menu.
 */
export const LIMIT = { blocks: 50, section: 3_000, label: 75, value: 2_000, elements: 25, options: 5 } as const;

/**
 * All blocks of a message together: Slack refuses long ones (`msg_blocks_too_long`) without saying where the limit is;
 * 13,200 characters have been seen to be too many.
 */
export const MESSAGE = 12_000;

/** A button is a sentence of the command language: `says` is what its text twin would be typed as. */
export type Press = {
  id: string;
  label: string;
  says: string;
  style?: 'primary' | 'danger';
  /** What is asked before it counts, in plain text. */
  confirm?: { title: string; text: string; yes: string };
};

/** `verbatim`: nothing in it is turned into a link or a mention that we did not write. `open`: never folded by the client. */
export function section(text: string, look: { open?: true } = {}): SectionBlock {
  return {
    type: 'section',
    text: { type: 'mrkdwn', text: cut(text, LIMIT.section), verbatim: true },
    ...(look.open ? { expand: true } : {}),
  };
}

export function context(text: string): ContextBlock {
  return { type: 'context', elements: [{ type: 'mrkdwn', text: cut(text, LIMIT.section), verbatim: true }] };
}

/** Lines as sections, as many as they need; no line is divided. */
export function sections(lines: readonly string[], look: { open?: true } = {}): SectionBlock[] {
  const texts: string[] = [];
  for (const line of lines) {
    const last = texts.at(-1);
    if (last !== undefined && last.length + line.length < LIMIT.section) texts[texts.length - 1] = `${last}\n${line}`;
    else texts.push(line);
  }
  return texts.filter((text) => text !== '').map((text) => section(text, look));
}

/** None when there is nothing to press: Slack refuses an empty row. A button whose sentence is too long is left out. */
export function actions(presses: readonly Press[], more: readonly Press[] = []): ActionsBlock[] {
  const buttons = presses.filter(({ says }) => says.length <= LIMIT.value).slice(0, LIMIT.elements - 1);
  const elements = [...buttons.map(button), ...(more.length === 0 ? [] : [menu(more)])];
  return elements.length === 0 ? [] : [{ type: 'actions', elements }];
}

/**
 * As `actions`, of a message that is edited in place: the same buttons keep their id. A block without one gets another from Slack
 * with each edit, and a press that is under way while the rest of the card is edited is on a block that is not there any more.
 * Other buttons have another id, as Slack wants of an edited message (docs.slack.dev/reference/block-kit/blocks/actions-block).
 */
export function lastingActions(presses: readonly Press[], more: readonly Press[] = []): ActionsBlock[] {
  return actions(presses, more).map((row) => ({ ...row, block_id: lastingId(row.elements) }));
}

/** A line that is shown by a button at its end, in a list that is published anew while people press on it. `row` names it in that list alone. */
export function lastingLine(text: string, row: string, { name, says }: { name: string; says: string }): SectionBlock {
  const shows = {
    ...button({ id: row, label: 'Show', says }),
    accessibility_label: clipped(`Show ${name}`, LIMIT.label),
  };
  return { ...section(text), block_id: row, accessory: shows };
}

/** A line with a menu at its end; without one where there is nothing to choose. */
export function lastingMenu(text: string, presses: readonly Press[]): SectionBlock {
  if (presses.length === 0) return section(text);
  const accessory = menu(presses);
  return { ...section(text), accessory, block_id: lastingId(accessory) };
}

/** Told by what is pressed there alone. */
function lastingId(pressed: unknown): string {
  return nameOf(JSON.stringify(pressed), 0);
}

/** The three dots: what is wanted less often, so that a phone shows what a message says. Slack takes five. */
function menu(presses: readonly Press[]): Overflow {
  const options = presses
    .slice(0, LIMIT.options)
    .map(({ label, says }) => ({ text: { type: 'plain_text' as const, text: label, emoji: false }, value: says }));
  return { type: 'overflow', action_id: 'menu', options };
}

/** What asks nobody first asks whoever presses it, with its exact words. */
function sure({ says, confirm }: Press): Press['confirm'] {
  if (confirm || !says.startsWith('break-glass ')) return confirm;
  return { title: 'Break the glass?', text: says, yes: 'Run it' };
}

function button(press: Press): Button {
  const { id, label, says, style } = press;
  const confirm = sure(press);
  const text = clipped(label, LIMIT.label) || '…';
  return {
    type: 'button',
    action_id: id,
    text: { type: 'plain_text', text, emoji: false },
    value: says,
    ...(style ? { style } : {}),
    ...(confirm && { confirm: dialog(confirm) }),
  };
}

/** Slack's limits for such a question: 100 characters of title, 300 of text, 30 on a button. */
function dialog({ title, text, yes }: Required<Press>['confirm']): ConfirmationDialog {
  return {
    title: { type: 'plain_text', text: clipped(title, 100), emoji: false },
    text: { type: 'plain_text', text: clipped(text, 300), emoji: false },
    confirm: { type: 'plain_text', text: clipped(yes, 30), emoji: false },
    deny: { type: 'plain_text', text: 'Back', emoji: false },
  };
}

/** The last guard of a limit (an empty text is refused, too): at a whole character, and never inside an entity or a `<…>`. */
function cut(text: string, most: number): string {
  if (text.length <= most) return text || '…';
  const head = text
    .slice(0, most - 4)
    .toWellFormed()
    .replace(/\ufffd$/, '');
  const whole = head.replace(/(?:&[a-z]{0,4}|<[^>]*)$/, '');
  const open = (whole.split('```').length - 1) % 2 === 1;
  return open ? `${whole.slice(0, -3)}…\n\`\`\`` : `${whole}…`;
}
