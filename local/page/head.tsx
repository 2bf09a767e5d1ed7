import type { ComponentChildren } from 'preact';
import { toggle } from './actions.ts';
import { ClockMenu } from './clock.tsx';
import { Icon } from './icons.tsx';
import { usePage } from './store.ts';
import { ThemeButton } from './theme.tsx';

/** The bar above the messages: where one is, and the page's own switches. */
export function Head({ children }: { children: ComponentChildren }) {
  const tracing = usePage((page) => page.tracing);
  return (
    <header class="head">
      <button type="button" class="head-button only-phone" aria-label="Channels" onClick={() => toggle('drawer')}>
        <Icon name="menu" size={20} />
      </button>
      <div class="head-main">{children}</div>
      <ClockMenu />
      <button
        type="button"
        class={tracing ? 'head-button on' : 'head-button'}
        aria-pressed={tracing}
        aria-label="Behind the scenes"
        title="Behind the scenes: what happens in AWS"
        onClick={() => toggle('tracing')}
      >
        <Icon name="pulse" size={18} /> <span class="head-button-text">Behind the scenes</span>
      </button>
      <ThemeButton />
    </header>
  );
}
