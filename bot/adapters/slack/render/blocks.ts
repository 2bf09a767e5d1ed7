import type { ActionsBlock, Button, ConfirmationDialog, ContextBlock, SectionBlock } from '@slack/types';
import { nameOf } from '../../../domain/ledger/name.ts';
import { clipped } from './text.ts';

/** Slack's limits (docs.slack.dev/reference/block-kit): blocks a message, characters a section, a button's two texts. */
export const LIMIT = { blocks: 50, section: 3_000, label: 75, value: 2_000, elements: 25 } as const;

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
export function actions(presses: readonly Press[]): ActionsBlock[] {
  const buttons = presses.filter(({ says }) => says.length <= LIMIT.value).slice(0, LIMIT.elements);
  return buttons.length === 0 ? [] : [{ type: 'actions', elements: buttons.map(button) }];
}

/**
 * As `actions`, of a message that is edited in place: the same buttons keep their id. A block without one gets another from Slack
 * with each edit, and a press that is under way while the rest of the card is edited is on a block that is not there any more.
 * Other buttons have another id, as Slack wants of an edited message (docs.slack.dev/reference/block-kit/blocks/actions-block).
 */
export function lastingActions(presses: readonly Press[]): ActionsBlock[] {
  return actions(presses).map((row) => ({ ...row, block_id: nameOf(JSON.stringify(row.elements), 0) }));
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
