import type { ComponentChildren } from 'preact';
import { useCallback, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Popup } from './popup.tsx';

type Props = {
  label: string;
  /** What the button shows. */
  face: ComponentChildren;
  class?: string;
  menuClass?: string;
  side?: 'above' | 'below';
  disabled?: boolean;
  children: ComponentChildren;
};

const STEPS: Record<string, number> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

function move(list: HTMLElement, key: string): void {
  const items = [...list.querySelectorAll<HTMLElement>('[role^=menuitem]')];
  const here = items.indexOf(document.activeElement as HTMLElement);
  const next = key === 'Home' ? 0 : key === 'End' ? items.length - 1 : here + (STEPS[key] ?? 0);
  items[(next + items.length) % items.length]?.focus();
}

/** A button with a menu of `role="menuitem…"` children: arrows move, Escape returns to the button. */
export function Menu({ label, face, class: name, menuClass, side = 'below', disabled = false, children }: Props) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const close = useCallback(() => setOpen(false), []);
  useLayoutEffect(() => {
    if (open && list.current) move(list.current, 'Home');
  }, [open]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      close();
      button.current?.focus();
    } else if (event.key in STEPS || event.key === 'Home' || event.key === 'End') {
      event.preventDefault();
      event.stopPropagation();
      if (list.current) move(list.current, event.key);
    } else if (event.key === 'Tab') close();
  };
  return (
    <>
      <button
        type="button"
        class={name}
        ref={button}
        disabled={disabled}
        aria-label={label}
        title={label}
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        {face}
      </button>
      {open && (
        <Popup anchor={button} close={close} side={side}>
          <div
            class={`menu ${menuClass ?? ''}`}
            role="menu"
            tabIndex={-1}
            aria-label={label}
            ref={list}
            onKeyDown={onKeyDown}
            onClick={close}
          >
            {children}
          </div>
        </Popup>
      )}
    </>
  );
}
