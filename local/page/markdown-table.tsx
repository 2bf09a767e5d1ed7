import type { ComponentChildren } from 'preact';

const cellsOf = (row: string): string[] =>
  row
    .trim()
    .replace(/^\||\|$/g, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replaceAll('\\|', '|'));

const isRule = (row: string): boolean => /^[\s|:-]+$/.test(row);

/** Rows between bars; the first is the head where a rule follows it. It scrolls sideways by itself. */
export function MarkdownTable({ rows, cell }: { rows: string[]; cell: (text: string) => ComponentChildren }) {
  const [first = '', ...rest] = rows;
  const headed = isRule(rest[0] ?? '');
  const body = (headed ? rest : rows).filter((row) => !isRule(row));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must take the focus
    <section class="table-scroll" tabIndex={0} aria-label="Table">
      <table>
        {headed && (
          <thead>
            <tr>
              {cellsOf(first).map((text, column) => (
                <th key={column} scope="col">
                  {cell(text)}
                </th>
              ))}
            </tr>
          </thead>
        )}
        <tbody>
          {body.map((row, index) => (
            <tr key={index}>
              {cellsOf(row).map((text, column) => (
                <td key={column}>{cell(text)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
