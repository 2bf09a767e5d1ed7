import type { ConfirmationDialog } from '@slack/types';
import type { ComponentChildren } from 'preact';
import { createContext } from 'preact';
import { useContext, useMemo, useRef, useState } from 'preact/hooks';
import type { Act } from '../slack/wire.ts';
import { act as sendAct } from './actions.ts';
import { ConfirmDialog } from './confirm.tsx';
import { actionIdOf, type Block, collect, type Element, initialOf, type Value, type Values } from './values.ts';

/** A message, a view or the App Home: what holds blocks, the values typed into them, and where presses are sent. */
export type Surface = {
  on: Act['on'];
  valueOf: (blockId: string, element: Element) => Value;
  /** Keeps a value without telling the bot. */
  set: (blockId: string, element: Element, value: Value) => void;
  /** Asks the element's own confirmation, keeps the value, and tells the bot. */
  act: (blockId: string, element: Element, value?: string | string[]) => Promise<void>;
  isBusy: (blockId: string, element: Element) => boolean;
  /** Why one may press nothing here, if one may not. */
  barred?: string | undefined;
  collect: () => Values;
  faults: Record<string, string>;
};

const SurfaceContext = createContext<Surface | undefined>(undefined);

export function useSurface(): Surface {
  const surface = useContext(SurfaceContext);
  if (!surface) throw new Error('An element is drawn outside of a surface');
  return surface;
}

type Asking = { confirm: ConfirmationDialog; answer: (yes: boolean) => void };

/** Makes a surface for these blocks, and the confirmation that one of its elements may be asking. */
export function useSurfaceOf(
  on: Act['on'],
  blocks: Block[],
  { faults = {}, barred }: { faults?: Record<string, string>; barred?: string | undefined } = {},
) {
  const [typed, setTyped] = useState<Values>({});
  const [busy, setBusy] = useState<ReadonlySet<string>>(new Set());
  const [asking, setAsking] = useState<Asking>();
  const now = useRef({ typed, blocks, on, busy });
  now.current = { typed, blocks, on, busy };

  const calls = useMemo(() => {
    const set: Surface['set'] = (blockId, element, value) => {
      const held = now.current.typed;
      const next = { ...held, [blockId]: { ...held[blockId], [actionIdOf(element)]: value } };
      // At once, because a press right after a change must carry the change.
      now.current.typed = next;
      setTyped(next);
    };
    const confirmed = async (element: Element): Promise<boolean> => {
      const confirm = element.confirm as ConfirmationDialog | undefined;
      if (!confirm) return true;
      const yes = await new Promise<boolean>((answer) => setAsking({ confirm, answer }));
      setAsking(undefined);
      return yes;
    };
    const act: Surface['act'] = async (blockId, element, value) => {
      const key = `${blockId}/${actionIdOf(element)}`;
      if (now.current.busy.has(key) || !(await confirmed(element))) return;
      if (value !== undefined && element.type !== 'overflow') set(blockId, element, value);
      const inputs = collect(now.current.blocks, now.current.typed);
      now.current.busy = new Set([...now.current.busy, key]);
      setBusy(now.current.busy);
      await sendAct({
        on: now.current.on,
        blockId,
        actionId: actionIdOf(element),
        inputs,
        ...(value === undefined ? {} : { value }),
      });
      now.current.busy = new Set([...now.current.busy].filter((one) => one !== key));
      setBusy(now.current.busy);
    };
    return { set, act, collect: () => collect(now.current.blocks, now.current.typed) };
  }, []);

  const surface: Surface = {
    ...calls,
    on,
    faults,
    barred,
    valueOf: (blockId, element) =>
      typed[blockId]?.[actionIdOf(element)] ??
      (typed[blockId]?.[actionIdOf(element)] === null ? null : initialOf(element)),
    isBusy: (blockId, element) => busy.has(`${blockId}/${actionIdOf(element)}`),
  };
  const confirmation = asking && <ConfirmDialog confirm={asking.confirm} answer={asking.answer} />;
  return { surface, confirmation };
}

export function SurfaceProvider({ surface, children }: { surface: Surface; children: ComponentChildren }) {
  return <SurfaceContext.Provider value={surface}>{children}</SurfaceContext.Provider>;
}
