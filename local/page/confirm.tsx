import type { ConfirmationDialog } from '@slack/types';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { plain, Text } from './mrkdwn.tsx';

/** The question that Block Kit's `confirm` asks before an element does what it does. */
export function ConfirmDialog({ confirm, answer }: { confirm: ConfirmationDialog; answer: (yes: boolean) => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const safe = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    dialog.current?.showModal();
    // The way back is the one under the thumb: a confirmation exists because a press was maybe a slip.
    safe.current?.focus();
  }, []);
  const cancel = (event: Event) => {
    event.preventDefault();
    answer(false);
  };
  return (
    <dialog class="dialog confirm" ref={dialog} aria-labelledby="confirm-title" onCancel={cancel}>
      <h2 id="confirm-title">{plain(confirm.title?.text ?? 'Are you sure?')}</h2>
      <Text of={confirm.text} />
      <footer>
        <button type="button" class="button" ref={safe} onClick={() => answer(false)}>
          {plain(confirm.deny?.text ?? 'Cancel')}
        </button>
        <button type="button" class={`button button-${confirm.style ?? 'primary'}`} onClick={() => answer(true)}>
          {plain(confirm.confirm?.text ?? 'Yes')}
        </button>
      </footer>
    </dialog>
  );
}
