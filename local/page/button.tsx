import type { Option } from '@slack/types';
import { Icon } from './icons.tsx';
import { Menu } from './menu.tsx';
import { plain } from './mrkdwn.tsx';
import { safeUrl } from './mrkdwn-inline.ts';
import type { ElementProps } from './selects.tsx';
import { useSurface } from './surface.tsx';

type Face = { text: { text: string }; style?: string; url?: string; accessibility_label?: string };

/** A button keeps its width while it waits, so that nothing jumps under a second press; that press is not sent. */
export function Button({ blockId, element }: ElementProps) {
  const surface = useSurface();
  const { text, style, url, accessibility_label: label } = element as unknown as Face;
  const busy = surface.isBusy(blockId, element);
  const { barred } = surface;
  const press = () => (barred ? undefined : void surface.act(blockId, element));
  const name = `button ${style ? `button-${style}` : ''} ${busy ? 'busy' : ''}`;
  const href = url && safeUrl(url);
  const face = (
    <>
      <span class="button-text">{plain(text.text)}</span>
      {busy && <span class="spinner" />}
    </>
  );
  if (href) {
    return (
      <a class={name} href={href} target="_blank" rel="noopener noreferrer" aria-label={label} onClick={press}>
        {face}
      </a>
    );
  }
  return (
    <button
      type="button"
      class={name}
      aria-label={label}
      aria-busy={busy}
      aria-disabled={busy || barred !== undefined}
      title={barred}
      data-action-id={element.action_id}
      onClick={press}
    >
      {face}
    </button>
  );
}

export function Overflow({ blockId, element }: ElementProps) {
  const surface = useSurface();
  const options = element.options as (Option & { url?: string })[];
  const busy = surface.isBusy(blockId, element);
  const choose = (option: Option & { url?: string }) => {
    const href = option.url && safeUrl(option.url);
    if (href) window.open(href, '_blank', 'noopener,noreferrer');
    void surface.act(blockId, element, option.value ?? '');
  };
  return (
    <Menu
      label="More actions"
      class="button button-icon"
      face={busy ? <span class="spinner" /> : <Icon name="more" />}
      disabled={busy || surface.barred !== undefined}
    >
      {options.map((option) => (
        <button key={option.value} type="button" role="menuitem" class="menu-item" onClick={() => choose(option)}>
          <span>
            {plain(option.text.text)}
            {option.description && <small>{plain(option.description.text)}</small>}
          </span>
        </button>
      ))}
    </Menu>
  );
}
