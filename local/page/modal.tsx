import type { ModalView } from '@slack/types';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { OpenView } from '../slack/wire.ts';
import { closeView, submit } from './actions.ts';
import { Blocks } from './blocks.tsx';
import { Icon } from './icons.tsx';
import { plain } from './mrkdwn.tsx';
import { Refusals } from './notices.tsx';
import { usePage } from './store.ts';
import { SurfaceProvider, useSurfaceOf } from './surface.tsx';
import { type Block, faultsOf } from './values.ts';

const FIRST_FIELD = '[data-focus], .field input:not([type=hidden]), .field textarea';

function Modal({ open, onTop }: { open: OpenView; onTop: boolean }) {
  const view = open.view as ModalView;
  const blocks = view.blocks as unknown as Block[];
  const dialog = useRef<HTMLDialogElement>(null);
  const [busy, setBusy] = useState(false);
  const [own, setOwn] = useState<Record<string, string>>({});
  const { surface, confirmation } = useSurfaceOf({ kind: 'view', id: open.id }, blocks, {
    faults: { ...open.errors, ...own },
  });

  useLayoutEffect(() => {
    dialog.current?.showModal();
    const body = dialog.current?.querySelector<HTMLElement>('.modal-body');
    const first = body?.querySelector<HTMLElement>('[data-focus]') ?? body?.querySelector<HTMLElement>(FIRST_FIELD);
    (first ?? dialog.current?.querySelector<HTMLElement>('.modal-submit') ?? body)?.focus();
  }, []);
  useLayoutEffect(() => {
    dialog.current?.querySelector('.field-wrong')?.scrollIntoView({ block: 'nearest' });
  }, [open.errors, own]);

  const send = async () => {
    if (busy) return;
    const inputs = surface.collect();
    const faults = faultsOf(blocks, inputs);
    setOwn(faults);
    if (Object.keys(faults).length > 0) return;
    setBusy(true);
    await submit(open.id, inputs);
    setBusy(false);
  };
  const close = () => void closeView(open.id);
  const onSubmit = (event: Event) => {
    event.preventDefault();
    void send();
  };
  const title = `view-${open.id}`;
  return (
    <dialog
      class={onTop ? 'dialog modal' : 'dialog modal under'}
      ref={dialog}
      aria-labelledby={title}
      data-view={open.id}
      data-callback-id={view.callback_id}
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
    >
      <form class="modal-form" noValidate onSubmit={onSubmit}>
        <header class="modal-head">
          <h2 id={title}>{plain(view.title?.text ?? '')}</h2>
          <button type="button" class="head-button" aria-label="Close" title="Close (Esc)" onClick={close}>
            <Icon name="close" />
          </button>
        </header>
        {/* The page's own banner is out of reach behind the dialog. */}
        {onTop && <Refusals />}
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must take the focus */}
        <div class="modal-body" tabIndex={0}>
          <SurfaceProvider surface={surface}>
            <Blocks blocks={blocks} />
          </SurfaceProvider>
        </div>
        <footer class="modal-foot">
          <button type="button" class="button" onClick={close}>
            {plain(view.close?.text ?? (view.submit ? 'Cancel' : 'Close'))}
          </button>
          {view.submit && (
            <button
              type="submit"
              class={busy ? 'button button-primary modal-submit busy' : 'button button-primary modal-submit'}
              aria-busy={busy}
              aria-disabled={busy}
            >
              <span class="button-text">{plain(view.submit.text)}</span>
              {busy && <span class="spinner" />}
            </button>
          )}
        </footer>
      </form>
      {confirmation}
    </dialog>
  );
}

/** The stack of modals: those below stay as they were filled, out of sight until the one above is closed. */
export function Modals() {
  const views = usePage((page) => page.views);
  return (
    <>
      {views.map((open, index) => (
        <Modal key={open.id} open={open} onTop={index === views.length - 1} />
      ))}
    </>
  );
}
