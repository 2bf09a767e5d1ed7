import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { SharedFile } from '../slack/wire.ts';
import { Icon } from './icons.tsx';
import { ImageElement } from './image.tsx';

/** A picture that was posted: small in its message, as wide as the screen when it is pressed. */
export function Picture({ file }: { file: SharedFile }) {
  const [large, setLarge] = useState(false);
  const { title, url, alt = title } = file;
  return (
    <figure class="picture">
      <figcaption>{title}</figcaption>
      <button type="button" class="picture-open" aria-label={`Enlarge ${title}`} onClick={() => setLarge(true)}>
        <ImageElement image={{ image_url: url, alt_text: alt }} class="picture-small" />
      </button>
      {large && <Large file={file} close={() => setLarge(false)} />}
    </figure>
  );
}

/** As wide as there is room, and scrolled: a tall picture that is fitted into the window could not be read. */
function Large({ file, close }: { file: SharedFile; close: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const { title, name, url, alt = title } = file;
  useLayoutEffect(() => dialog.current?.showModal(), []);
  const onCancel = (event: Event) => {
    event.preventDefault();
    close();
  };
  return (
    <dialog class="dialog lightbox" ref={dialog} aria-label={title} onCancel={onCancel}>
      <header class="lightbox-head">
        <strong>{title}</strong>
        <a class="head-button" href={url} download={name} aria-label={`Download ${name}`} title="Download">
          <Icon name="download" />
        </a>
        <button type="button" class="head-button" aria-label="Close" title="Close (Esc)" onClick={close}>
          <Icon name="close" />
        </button>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must take the focus */}
      <div class="lightbox-body" tabIndex={0}>
        <img src={url} alt={alt} />
      </div>
    </dialog>
  );
}
