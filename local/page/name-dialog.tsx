import { useLayoutEffect, useRef, useState } from 'preact/hooks';

/** Asks for a channel's new name; undefined when it was left as it is. */
export function NameDialog({ name, answer }: { name: string; answer: (name: string | undefined) => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [given, setGiven] = useState(name);
  useLayoutEffect(() => {
    dialog.current?.showModal();
    dialog.current?.querySelector('input')?.select();
  }, []);
  return (
    <dialog
      class="dialog confirm"
      ref={dialog}
      aria-labelledby="name-title"
      onCancel={(event) => {
        event.preventDefault();
        answer(undefined);
      }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          answer(given.trim());
        }}
      >
        <h2 id="name-title">Rename #{name}</h2>
        <input
          class="input"
          type="text"
          aria-label="New name"
          maxLength={80}
          value={given}
          onInput={({ currentTarget }) => setGiven(currentTarget.value)}
        />
        <footer>
          <button type="button" class="button" onClick={() => answer(undefined)}>
            Cancel
          </button>
          <button type="submit" class="button button-primary" disabled={given.trim() === ''}>
            Rename
          </button>
        </footer>
      </form>
    </dialog>
  );
}
