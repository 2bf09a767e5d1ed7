import type { RichTextBlock, TableBlock } from '@slack/types';
import { plain } from './mrkdwn.tsx';
import { RichText } from './rich-text.tsx';

type Cell = TableBlock['rows'][number][number];

function drawCell(cell: Cell) {
  if (cell.type === 'rich_text') return <RichText block={cell as RichTextBlock} />;
  return plain((cell as { text?: string; value?: number }).text ?? String((cell as { value?: number }).value ?? ''));
}

/** A table scrolls sideways by itself when it is wider than the message, so that the page never does. */
export function Table({ block }: { block: TableBlock }) {
  const [head = [], ...body] = block.rows;
  const look = (column: number) => {
    const settings = block.column_settings?.[column];
    return {
      textAlign: settings?.align ?? 'left',
      whiteSpace: settings?.is_wrapped ? ('normal' as const) : ('nowrap' as const),
    };
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must take the focus
    <section class="table-scroll" tabIndex={0} aria-label="Table">
      <table>
        <thead>
          <tr>
            {head.map((cell, column) => (
              <th key={column} scope="col" style={look(column)}>
                {drawCell(cell)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {body.map((row, index) => (
            <tr key={index}>
              {row.map((cell, column) => (
                <td key={column} style={look(column)}>
                  {drawCell(cell)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
