import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

const TALLEST = 420;

/** A text this short cannot be tall: it is not measured, as measuring makes the browser lay out the whole page. */
const isShort = (text: string): boolean => text.length < 500 && text.split('\n').length < 12;

type Props = { children: ComponentChildren; text: string; open?: boolean };

/** Shows the beginning of something long, with the rest one press away. `text` is what `children` draw. */
export function Fold({ children, text, open: always = false }: Props) {
  const self = useRef<HTMLDivElement>(null);
  const [long, setLong] = useState(false);
  const [open, setOpen] = useState(always);
  useLayoutEffect(() => {
    setLong(!isShort(text) && (self.current?.scrollHeight ?? 0) > TALLEST * 1.3);
  }, [text]);
  return (
    <div class={long && !open ? 'fold folded' : 'fold'}>
      <div class="fold-inside" ref={self}>
        {children}
      </div>
      {long && !always && (
        <button type="button" class="text-button" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? 'See less' : 'See more'}
        </button>
      )}
    </div>
  );
}
