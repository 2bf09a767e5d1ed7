import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Message } from '../slack/wire.ts';
import { editMessage } from './actions.ts';
import { useDirectory } from './directory.ts';
import { asTyped } from './typed.ts';

/** One's own message under the pen. Enter saves, Escape leaves it as it was. */
export function MessageEditor({ message, done }: { message: Message; done: () => void }) {
  const directory = useDirectory();
  const [text, setText] = useState(() => asTyped(message.text, directory));
  const field = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    field.current?.focus();
    field.current?.setSelectionRange(text.length, text.length);
  }, []);
  useLayoutEffect(() => {
    if (!field.current) return;
    field.current.style.height = 'auto';
    field.current.style.height = `${field.current.scrollHeight}px`;
  }, [text]);
  const save = async () => {
    const answer = await editMessage(message.channel, message.ts, text.trim());
    if (answer.ok) done();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const saves = event.key === 'Enter' && !event.shiftKey && !event.isComposing;
    if (!saves && event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    if (saves) void save();
    else done();
  };
  return (
    <div class="editor">
      <textarea
        class="input"
        rows={1}
        aria-label="Edit the message"
        ref={field}
        value={text}
        onInput={({ currentTarget }) => setText(currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <div class="editor-foot">
        <button type="button" class="button button-small" onClick={done}>
          Cancel
        </button>
        <button
          type="button"
          class="button button-small button-primary"
          disabled={text.trim() === '' && !message.files}
          onClick={() => void save()}
        >
          Save
        </button>
      </div>
    </div>
  );
}
