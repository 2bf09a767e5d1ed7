import type { ComponentChildren } from 'preact';

/** Preformatted text. What is wide scrolls by itself, and the focus lets the keyboard scroll it. */
export function Pre({ children, class: name }: { children: ComponentChildren; class?: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must take the focus
    <pre class={name} tabIndex={0}>
      {children}
    </pre>
  );
}
