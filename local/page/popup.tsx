import type { ComponentChildren, RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';

type Props = {
  anchor: RefObject<HTMLElement>;
  close: () => void;
  children: ComponentChildren;
  class?: string;
  /** Take the width of the anchor, as lists below a field do. */
  fit?: boolean;
  side?: 'above' | 'below';
};

const GAP = 4;
const EDGE = 8;

/** Where a popup of this size goes: the wanted side if it has room, always inside the window. */
function settle(popup: HTMLElement, anchor: HTMLElement, wanted: 'above' | 'below'): void {
  const at = anchor.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = popup;
  const below = innerHeight - at.bottom - GAP - EDGE;
  const above = at.top - GAP - EDGE;
  const up = wanted === 'above' ? above >= height || above > below : below < height && above > below;
  popup.style.top = `${up ? Math.max(EDGE, at.top - GAP - height) : Math.min(at.bottom + GAP, Math.max(EDGE, innerHeight - EDGE - height))}px`;
  popup.style.left = `${Math.max(EDGE, Math.min(at.left, innerWidth - EDGE - width))}px`;
}

/** Whether a scrolled part of the page still shows the anchor that it holds. */
function shows(scrolled: Node, anchor: HTMLElement): boolean {
  const at = anchor.getBoundingClientRect();
  const frame = scrolled instanceof Element ? scrolled.getBoundingClientRect() : { top: 0, bottom: innerHeight };
  return at.bottom > frame.top && at.top < frame.bottom;
}

/**
 * A list or menu above everything else, modals included: the browser's top layer, so nothing clips it. It goes with its
 * anchor, and closes on a press outside or when the anchor is scrolled out of sight; what moves elsewhere, as messages that
 * arrive behind a dialog do, leaves it open.
 */
export function Popup({ anchor, close, children, class: name = '', fit = false, side = 'below' }: Props) {
  const self = useRef<HTMLDivElement>(null);
  const place = () => {
    if (!self.current || !anchor.current) return;
    if (fit) self.current.style.width = `${anchor.current.offsetWidth}px`;
    settle(self.current, anchor.current, side);
  };
  useLayoutEffect(() => {
    const popup = self.current;
    if (popup && !popup.matches(':popover-open')) popup.showPopover();
  }, []);
  useLayoutEffect(place);
  useEffect(() => {
    const leave = ({ target }: Event) => {
      if (!(target instanceof Node) || self.current?.contains(target) || anchor.current?.contains(target)) return;
      close();
    };
    const follow = ({ target }: Event) => {
      if (!anchor.current || !(target instanceof Node) || !target.contains(anchor.current)) return;
      if (shows(target, anchor.current)) place();
      else close();
    };
    document.addEventListener('pointerdown', leave, true);
    document.addEventListener('scroll', follow, true);
    addEventListener('resize', place);
    return () => {
      document.removeEventListener('pointerdown', leave, true);
      document.removeEventListener('scroll', follow, true);
      removeEventListener('resize', place);
    };
  }, [close, fit, side]);
  return (
    <div class={`popup ${name}`} popover="manual" ref={self}>
      {children}
    </div>
  );
}
