import { useRef } from 'preact/hooks';
import { Icon } from './icons.tsx';
import { Listbox } from './listbox.tsx';
import { Popup } from './popup.tsx';
import { type Choice, type ComboOptions, useCombo } from './use-combo.ts';

type Props = ComboOptions & {
  label: string;
  placeholder: string;
  /** Said instead of an empty list, while there is too little to go by. */
  tooShort?: (query: string) => string | undefined;
  busy?: boolean;
  clearable?: boolean;
  describedBy?: string | undefined;
  invalid?: boolean;
  focusFirst?: boolean;
};
type Combo = ReturnType<typeof useCombo>;

function Chips({ chosen, drop }: { chosen: Choice[]; drop: Combo['drop'] }) {
  return (
    <>
      {chosen.map((choice) => (
        <span class="chip" key={choice.value}>
          {choice.label}
          <button type="button" aria-label={`Remove ${choice.label}`} onClick={() => drop(choice)}>
            <Icon name="close" size={10} />
          </button>
        </span>
      ))}
    </>
  );
}

/** What stands at the end of the field: that it is busy, a way to empty it, or that there is a list. */
function Tail({ label, busy, clear }: { label: string; busy: boolean; clear: (() => void) | undefined }) {
  if (busy) return <span class="spinner" />;
  if (!clear) return <Icon name="down" size={14} />;
  return (
    <button type="button" class="combo-clear" aria-label={`Clear ${label}`} onClick={clear}>
      <Icon name="close" size={12} />
    </button>
  );
}

function Notes({ combo, most, tooShort }: { combo: Combo } & Pick<Props, 'most' | 'tooShort'>) {
  const { choices, query, full } = combo;
  const nothing = tooShort?.(query) ?? `Nothing matches${query ? ` “${query}”` : ''}`;
  const note = !choices
    ? 'Looking…'
    : choices.length === 0
      ? nothing
      : full
        ? `No more than ${most} can be chosen`
        : '';
  return note ? (
    <div class="listbox-note" role="status">
      {note}
    </div>
  ) : null;
}

const face = (choice: Choice) => (
  <span>
    {choice.label}
    {choice.description && <small>{choice.description}</small>}
  </span>
);

/** A field that offers a list while one types: every select of Block Kit, for one value or many. */
export function Combo(props: Props) {
  const { label, chosen, many, choose, busy = false, invalid = false, tooShort } = props;
  const combo = useCombo(props);
  const { id, shown } = combo;
  const box = useRef<HTMLDivElement>(null);
  const isPicked = (choice: Choice) => chosen.some((one) => one.value === choice.value);
  const rows = shown.map((choice) => ({
    key: choice.value,
    group: choice.group,
    picked: isPicked(choice),
    face: face(choice),
  }));
  const clear = props.clearable && !many && chosen.length > 0 ? () => choose([]) : undefined;
  return (
    <div class={['combo', invalid && 'invalid', busy && 'busy'].filter(Boolean).join(' ')} ref={box}>
      {many && <Chips chosen={chosen} drop={combo.drop} />}
      <Field {...props} combo={combo} />
      <Tail label={label} busy={busy} clear={clear} />
      {combo.open && (
        <Popup anchor={box} close={combo.close} fit>
          <Listbox
            id={id}
            label={label}
            rows={rows}
            active={combo.active}
            setActive={combo.setActive}
            take={combo.take}
            many={many}
          />
          <Notes combo={combo} most={props.most} {...(tooShort ? { tooShort } : {})} />
        </Popup>
      )}
    </div>
  );
}

/** While the list is open the field holds what is typed, else the label of what is chosen. */
function Field(props: Props & { combo: Combo }) {
  const { combo, chosen, many, invalid = false, busy = false } = props;
  const { id, open, query, active, shown } = combo;
  const [first] = chosen;
  const single = many || !first ? '' : first.label;
  const hint = many && first ? '' : props.placeholder;
  return (
    <input
      type="text"
      role="combobox"
      autocomplete="off"
      spellcheck={false}
      aria-label={props.label}
      aria-expanded={open}
      aria-controls={`${id}-list`}
      aria-autocomplete="list"
      aria-activedescendant={open && shown[active] ? `${id}-${active}` : undefined}
      aria-describedby={props.describedBy}
      aria-invalid={invalid}
      data-focus={props.focusFirst ? '' : undefined}
      disabled={busy}
      placeholder={single || hint}
      class={single && !query ? 'has-value' : ''}
      value={open ? query : single}
      onInput={({ currentTarget }) => combo.type(currentTarget.value)}
      onClick={combo.show}
      onKeyDown={combo.onKeyDown}
    />
  );
}
