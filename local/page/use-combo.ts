import { useCallback, useEffect, useId, useMemo, useState } from 'preact/hooks';
import { inScreenOrder } from './listbox.tsx';

export type Choice = { value: string; label: string; description?: string | undefined; group?: string | undefined };
export type ComboOptions = {
  chosen: Choice[];
  many: boolean;
  /** Given what was typed: the choices to offer. */
  offer: (query: string) => Choice[] | Promise<Choice[]>;
  choose: (choices: Choice[]) => void;
  most?: number | undefined;
};

/**
 * What is offered for the text so far: in the same render where it is known at once, so that no key can come between the
 * list's opening and its rows; else when it has come. The last question wins, as answers may cross.
 */
function useOffer(open: boolean, query: string, offer: ComboOptions['offer']): Choice[] | undefined {
  const answer = useMemo(() => (open ? offer(query) : undefined), [open, query]);
  const [found, setFound] = useState<{ to: typeof answer; choices: Choice[] }>();
  useEffect(() => {
    if (!(answer instanceof Promise)) return;
    let current = true;
    answer.then((choices) => current && setFound({ to: answer, choices }));
    return () => {
      current = false;
    };
  }, [answer]);
  const choices = Array.isArray(answer) ? answer : found?.to === answer ? found?.choices : undefined;
  return useMemo(() => choices && inScreenOrder(choices), [choices]);
}

/** The behaviour of a select: typing narrows, arrows walk, Enter takes, Escape closes the list alone. */
export function useCombo({ chosen, many, offer, choose, most }: ComboOptions) {
  const id = useId();
  const [open, setOpen] = useState(false);
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const choices = useOffer(open, query, offer);
  const shown = choices ?? [];
  const full = many && most !== undefined && chosen.length >= most;

  const close = useCallback(() => {
    setOpen(false);
    setQuery('');
  }, []);
  const show = () => {
    if (!open) setActive(0);
    setOpen(true);
  };
  const drop = (choice: Choice) => choose(chosen.filter((one) => one.value !== choice.value));
  const add = (choice: Choice) => {
    if (chosen.some((one) => one.value === choice.value)) drop(choice);
    else if (!full) choose([...chosen, choice]);
    setQuery('');
  };
  const take = (index: number) => {
    const choice = shown[index];
    if (!choice) return;
    if (many) return add(choice);
    choose([choice]);
    close();
  };
  const step = (by: number): boolean => {
    const next = open && shown.length > 0 ? (active + by + shown.length) % shown.length : 0;
    setOpen(true);
    setActive(next);
    document.getElementById(`${id}-${next}`)?.scrollIntoView({ block: 'nearest' });
    return true;
  };
  const enter = (): boolean => {
    // On a closed list Enter opens it: in a form it would send what is not chosen yet.
    if (open) take(active);
    else show();
    return true;
  };
  const leave = (key: string): boolean => {
    close();
    return open && key === 'Escape';
  };
  const backspace = (): boolean => {
    if (many && query === '' && chosen.length > 0) choose(chosen.slice(0, -1));
    return false;
  };
  const keys: Record<string, () => boolean> = {
    ArrowDown: () => step(1),
    ArrowUp: () => step(-1),
    Enter: enter,
    Escape: () => leave('Escape'),
    Tab: () => leave('Tab'),
    Backspace: backspace,
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!keys[event.key]?.()) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const type = (text: string) => {
    setQuery(text);
    setActive(0);
    setOpen(true);
  };
  return { id, open, query, active, setActive, choices, shown, full, show, close, take, drop, type, onKeyDown };
}
