import type { RichTextBlock, TableBlock, TextObject } from '@slack/types';
import { InteractiveElement, Unknown } from './elements.tsx';
import { Fold } from './fold.tsx';
import { ImageElement } from './image.tsx';
import { Input } from './input-block.tsx';
import { Markdown } from './markdown.tsx';
import { plain, Text } from './mrkdwn.tsx';
import { RichText } from './rich-text.tsx';
import { Table } from './table.tsx';
import { type Block, blockIdOf, type Element } from './values.ts';

type Props = { block: Block; blockId: string };

function Section({ block, blockId }: Props) {
  const { text, fields, accessory, expand } = block as unknown as {
    text?: TextObject;
    fields?: TextObject[];
    accessory?: Element;
    expand?: boolean;
  };
  return (
    <div class="block-section">
      <div class="block-section-text">
        {text && (
          <Fold text={text.text} open={expand ?? false}>
            <Text of={text} />
          </Fold>
        )}
        {fields && (
          <div class="block-fields">
            {fields.map((field, index) => (
              <Text key={index} of={field} />
            ))}
          </div>
        )}
      </div>
      {accessory && (
        <div class="block-accessory">
          <InteractiveElement blockId={blockId} element={accessory} />
        </div>
      )}
    </div>
  );
}

function Context({ block }: Props) {
  const elements = block.elements as ((TextObject | { type: 'image' }) & Record<string, unknown>)[];
  return (
    <div class="block-context">
      {elements.map((element, index) =>
        element.type === 'image' ? (
          <ImageElement key={index} image={element} class="image-context" />
        ) : (
          <Text key={index} of={element as TextObject} />
        ),
      )}
    </div>
  );
}

function Actions({ block, blockId }: Props) {
  return (
    <div class="block-actions">
      {(block.elements as Element[]).map((element, index) => (
        <InteractiveElement key={element.action_id ?? index} blockId={blockId} element={element} />
      ))}
    </div>
  );
}

function Image({ block }: Props) {
  const title = block.title as { text: string } | undefined;
  return (
    <figure class="block-image">
      {title && <figcaption>{plain(title.text)}</figcaption>}
      <ImageElement image={block} class="image-block" />
    </figure>
  );
}

const DRAWN: Record<string, (props: Props) => preact.JSX.Element> = {
  section: Section,
  header: ({ block }) => <h2 class="block-header">{plain((block.text as { text: string }).text)}</h2>,
  divider: () => <hr class="block-divider" />,
  context: Context,
  actions: Actions,
  image: Image,
  input: Input,
  rich_text: ({ block }) => (
    <Fold text={JSON.stringify(block.elements)}>
      <RichText block={block as unknown as RichTextBlock} />
    </Fold>
  ),
  markdown: ({ block }) => (
    <Fold text={String(block.text ?? '')}>
      <Markdown text={String(block.text ?? '')} />
    </Fold>
  ),
  table: ({ block }) => <Table block={block as unknown as TableBlock} />,
};

export function Blocks({ blocks }: { blocks: Block[] }) {
  return (
    <div class="blocks">
      {blocks.map((block, index) => {
        const blockId = blockIdOf(block, index);
        const Drawn = Object.hasOwn(DRAWN, block.type) ? DRAWN[block.type] : undefined;
        return Drawn ? (
          <Drawn key={blockId} block={block} blockId={blockId} />
        ) : (
          <Unknown key={blockId} what="block" type={block.type} />
        );
      })}
    </div>
  );
}
