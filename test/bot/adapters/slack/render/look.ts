import type { AnyBlock, KnownBlock, Overflow } from '@slack/types';
import type { Rendered } from '../../../../../bot/adapters/slack/render/rendered.ts';

type Message = { blocks: readonly AnyBlock[] };

/** What a reader sees of a message, block by block. */
export function textsOf(blocks: readonly AnyBlock[]): string[] {
  return (blocks as readonly KnownBlock[]).flatMap((block) => {
    if (block.type === 'section') return [block.text?.text ?? ''];
    if (block.type === 'context') return block.elements.flatMap((element) => ('text' in element ? [element.text] : []));
    return [];
  });
}

/** The buttons, as label → sentence. */
export function pressesOf({ blocks }: Message): Record<string, string> {
  const buttons = (blocks as readonly KnownBlock[]).flatMap((block) =>
    block.type === 'actions' ? block.elements : [],
  );
  return Object.fromEntries(
    buttons.flatMap((button) => (button.type === 'button' ? [[button.text.text, button.value ?? '']] : [])),
  );
}

/** The lines of each menu, as label → sentence. */
export function menusOf({ blocks }: Message): Record<string, string>[] {
  const elements = (blocks as readonly KnownBlock[]).flatMap((block): { type: string }[] => {
    if (block.type === 'actions') return block.elements;
    return block.type === 'section' && block.accessory ? [block.accessory] : [];
  });
  return elements
    .filter((element): element is Overflow => element.type === 'overflow')
    .map(({ options }) => Object.fromEntries(options.map(({ text, value }) => [text.text, value ?? ''])));
}

/** Everything that Slack would read as its own markup, where it does not stand as we write it. */
export function foreignMarkup(rendered: Pick<Rendered, 'text' | 'blocks'>): string[] {
  const ours = /<(?:@U[A-Z0-9]+|!date\^\d+\^\{(?:date_short_pretty\} \{)?time\}\|[0-9: -]+ UTC)>/g;
  return [rendered.text, ...textsOf(rendered.blocks)]
    .map((text) => text.replace(ours, ''))
    .filter((text) => /[<>]|&(?!amp;|lt;|gt;)/.test(text));
}

/** Characters of all blocks together. */
export function sizeOf({ blocks }: Pick<Rendered, 'blocks'>): number {
  return textsOf(blocks).join('').length;
}
