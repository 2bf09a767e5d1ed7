import type { Account, Message } from '../slack/wire.ts';

type Json = Record<string, unknown>;

/** A message as lines of text: its blocks in order, each button as the sentence that does the same. */
export function textOf(message: Message, accounts: readonly Account[]): string {
  const blocks = (message.blocks ?? []) as unknown as Json[];
  const lines = blocks.length > 0 ? blocks.flatMap(linesOf) : [message.text];
  const files = (message.files ?? []).map(({ name, size, url }) => `file ${name} (${size} bytes) ${url}`);
  return [...lines, ...files].map((line) => plain(line, accounts)).join('\n');
}

function linesOf(block: Json): string[] {
  const elements = listOf(block.elements);
  switch (block.type) {
    case 'divider':
      return ['────'];
    case 'actions':
      return elements.flatMap(twinOf);
    case 'context':
      return [elements.map(wordsOf).join(' · ')];
    default:
      return [wordsOf(block.text), ...listOf(block.fields).map(wordsOf), ...twinOf(block.accessory)].filter(Boolean);
  }
}

/** Every button, and every line of a menu, carries the sentence that it stands for. */
function twinOf(element: unknown): string[] {
  const { text, type, value, options } = recordOf(element);
  if (type === 'overflow') return listOf(options).flatMap((option) => twinOf({ ...recordOf(option), type: 'button' }));
  return type === 'button' && typeof value === 'string' ? [`  [${wordsOf(text)}]  ${typedOut(value)}`] : [];
}

/** A button that opens the form of a reason has a twin that gives it. */
function typedOut(sentence: string): string {
  return sentence.replace(/^form ((?:deny|cancel|settle) .*)$/, '$1 because …');
}

function wordsOf(text: unknown): string {
  if (typeof text === 'string') return text;
  const inner = recordOf(text).text;
  return inner === undefined ? '' : wordsOf(inner);
}

/** Slack's mrkdwn as a terminal shows it: names for ids, UTC for times, and the three escapes undone, last. */
function plain(line: string, accounts: readonly Account[]): string {
  return line
    .replace(/<@([UW][A-Z0-9]+)(?:\|[^>]*)?>/g, (_, id) => `@${accounts.find((one) => one.id === id)?.name ?? id}`)
    .replace(/<!date\^[0-9]+\^[^|>]*\|([^>]*)>/g, '$1')
    .replace(/<(https?:[^|>]+)(?:\|([^>]*))?>/g, (_, url, words) => (words ? `${words} (${url})` : url))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

function recordOf(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {};
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
