import type { Option } from '@slack/types';
import { useId, useRef } from 'preact/hooks';
import { useDirectory } from './directory.ts';
import { plain, Text } from './mrkdwn.tsx';
import type { ElementProps } from './selects.tsx';
import { useSurface } from './surface.tsx';
import { fieldTime, secondsOfField } from './time.ts';

const TYPING_MS = 300;
const ROWS_MOST = 12;

/** Keeps a value for the submission, or tells the bot of it at once. */
function useChange({ blockId, element, input }: ElementProps) {
  const surface = useSurface();
  return (value: string | string[]) => {
    if (input && !input.dispatch) surface.set(blockId, element, value);
    else void surface.act(blockId, element, value);
  };
}

const DATE_TYPES: Record<string, string> = { datepicker: 'date', timepicker: 'time', datetimepicker: 'datetime-local' };

export function DateField(props: ElementProps) {
  const { blockId, element, input } = props;
  const surface = useSurface();
  const { zone } = useDirectory();
  const change = useChange(props);
  const held = surface.valueOf(blockId, element);
  const exact = element.type === 'datetimepicker';
  const value = typeof held === 'string' ? held : '';
  return (
    <input
      class="input input-date"
      type={DATE_TYPES[element.type] ?? 'date'}
      aria-label={input?.label ?? (element.type === 'timepicker' ? 'Time' : 'Date')}
      aria-describedby={input?.describedBy}
      aria-invalid={input?.invalid ?? false}
      value={exact && value ? fieldTime(Number(value), zone) : value}
      disabled={surface.isBusy(blockId, element)}
      onChange={({ currentTarget }) =>
        change(exact && currentTarget.value ? `${secondsOfField(currentTarget.value, zone)}` : currentTarget.value)
      }
    />
  );
}

/** Checkboxes and radio buttons: native ones, so that keys and readers know them. */
export function Choices(props: ElementProps) {
  const { blockId, element, input } = props;
  const surface = useSurface();
  const change = useChange(props);
  const name = useId();
  const many = element.type === 'checkboxes';
  const held = surface.valueOf(blockId, element);
  const picked = Array.isArray(held) ? held : held ? [held] : [];
  const choose = (value: string) => {
    if (!many) change(value);
    else change(picked.includes(value) ? picked.filter((one) => one !== value) : [...picked, value]);
  };
  return (
    <fieldset class="choices" aria-label={input?.label ?? 'Options'} aria-describedby={input?.describedBy}>
      {(element.options as Option[]).map((option) => (
        <label key={option.value} class="choice">
          <input
            type={many ? 'checkbox' : 'radio'}
            name={name}
            value={option.value}
            checked={picked.includes(option.value ?? '')}
            disabled={surface.isBusy(blockId, element)}
            onChange={() => choose(option.value ?? '')}
          />
          <span>
            <Text of={option.text} />
            {option.description && (
              <small>
                <Text of={option.description} />
              </small>
            )}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

const KEYBOARDS: Record<string, 'decimal' | 'email' | 'url'> = {
  number_input: 'decimal',
  email_text_input: 'email',
  url_text_input: 'url',
};

/** Text, number, e-mail and link fields. With `dispatch_action` the bot is told on Enter, or while one types. */
export function TextField({ blockId, element, input }: ElementProps) {
  const surface = useSurface();
  const timer = useRef<ReturnType<typeof setTimeout>>();
  const held = surface.valueOf(blockId, element);
  const value = typeof held === 'string' ? held : '';
  const config = element.dispatch_action_config as { trigger_actions_on?: string[] } | undefined;
  const triggers = config?.trigger_actions_on ?? ['on_enter_pressed'];
  const dispatches = (trigger: string) => input?.dispatch === true && triggers.includes(trigger);
  const multiline = element.multiline === true;

  const onInput = ({ currentTarget }: { currentTarget: HTMLInputElement | HTMLTextAreaElement }) => {
    surface.set(blockId, element, currentTarget.value);
    if (!dispatches('on_character_entered')) return;
    clearTimeout(timer.current);
    const typed = currentTarget.value;
    timer.current = setTimeout(() => void surface.act(blockId, element, typed), TYPING_MS);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || (multiline && !(event.ctrlKey || event.metaKey)) || !dispatches('on_enter_pressed'))
      return;
    event.preventDefault();
    void surface.act(blockId, element, value);
  };
  const shared = {
    class: multiline ? 'input input-multiline' : 'input',
    'aria-label': input?.label ?? 'Text',
    'aria-describedby': input?.describedBy,
    'aria-invalid': input?.invalid ?? false,
    'data-focus': element.focus_on_load === true ? '' : undefined,
    placeholder: plain((element.placeholder as { text: string } | undefined)?.text ?? ''),
    autocomplete: 'off' as const,
    value,
    onInput,
    onKeyDown,
  };
  if (multiline) return <textarea {...shared} rows={Math.min(ROWS_MOST, Math.max(4, value.split('\n').length + 1))} />;
  return (
    <input
      {...shared}
      type="text"
      inputMode={KEYBOARDS[element.type] ?? 'text'}
      spellcheck={element.type === 'plain_text_input'}
    />
  );
}
