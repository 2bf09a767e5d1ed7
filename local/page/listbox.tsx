import type { ComponentChildren } from 'preact';
import { Icon } from './icons.tsx';

export type Row = { key: string; group?: string | undefined; picked?: boolean; face: ComponentChildren };
type Props = {
  id: string;
  label: string;
  rows: Row[];
  active: number;
  setActive: (index: number) => void;
  take: (index: number) => void;
  many?: boolean;
};

type Numbered = Row & { index: number };

function grouped(rows: Row[]): [string | undefined, Numbered[]][] {
  const groups = new Map<string | undefined, Numbered[]>();
  for (const [index, row] of rows.entries())
    groups.set(row.group, [...(groups.get(row.group) ?? []), { ...row, index }]);
  return [...groups];
}

/** The number of a row in the order of the screen, which is that of its group, and what the arrow keys follow. */
export const inScreenOrder = <Item extends { group?: string | undefined }>(items: Item[]): Item[] => {
  const names = [...new Set(items.map((item) => item.group))];
  return names.flatMap((name) => items.filter((item) => item.group === name));
};

/** The list below a field. The field keeps the focus and points at the active row, as `role="combobox"` wants it. */
export function Listbox({ id, label, rows, active, setActive, take, many = false }: Props) {
  return (
    <div class="listbox" role="listbox" id={`${id}-list`} aria-label={label} aria-multiselectable={many}>
      {grouped(rows).map(([group, members]) => (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot group the options of a listbox
        <div key={group ?? ''} role="group" aria-label={group ?? label}>
          {group && (
            <div class="listbox-group" aria-hidden="true">
              {group}
            </div>
          )}
          {members.map(({ key, picked, face, index }) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the field handles the keys and keeps the focus
            // biome-ignore lint/a11y/useFocusableInteractive: pointed at by aria-activedescendant
            <div
              key={key}
              id={`${id}-${index}`}
              role="option"
              aria-selected={picked ?? index === active}
              class={index === active ? 'option active' : 'option'}
              onPointerDown={(event) => event.preventDefault()}
              onPointerMove={() => setActive(index)}
              onClick={() => take(index)}
            >
              {face}
              {picked && <Icon name="check" size={14} />}
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}
