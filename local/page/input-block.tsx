import { useId } from 'preact/hooks';
import { InteractiveElement } from './elements.tsx';
import { plain } from './mrkdwn.tsx';
import { useSurface } from './surface.tsx';
import type { Block, Element } from './values.ts';

/** A label, its field, a hint, and what is wrong with the value. */
export function Input({ block, blockId }: { block: Block; blockId: string }) {
  const surface = useSurface();
  const id = useId();
  const {
    label,
    hint,
    optional = false,
    dispatch_action: dispatch = false,
    element,
  } = block as unknown as {
    label: { text: string };
    hint?: { text: string };
    optional?: boolean;
    dispatch_action?: boolean;
    element: Element;
  };
  const fault = surface.faults[blockId];
  const describedBy = [hint && `${id}-hint`, fault && `${id}-fault`].filter(Boolean).join(' ') || undefined;
  return (
    <div class={fault ? 'field field-wrong' : 'field'} data-block-id={blockId}>
      <div class="field-label">
        {plain(label.text)}
        {optional && <span class="field-optional"> (optional)</span>}
      </div>
      <InteractiveElement
        blockId={blockId}
        element={element}
        input={{ label: plain(label.text), dispatch, optional, describedBy, invalid: fault !== undefined }}
      />
      {fault && (
        <div class="field-fault" id={`${id}-fault`} role="alert">
          {fault}
        </div>
      )}
      {hint && (
        <div class="field-hint" id={`${id}-hint`}>
          {plain(hint.text)}
        </div>
      )}
    </div>
  );
}
