import type { Canvas } from '../slack/wire.ts';
import { Markdown } from './markdown.tsx';

/** A channel's canvas, as it stands; it changes under the eyes of whoever reads it. */
export function ChannelCanvas({ canvas }: { canvas: Canvas }) {
  return (
    <div class="canvas" data-canvas={canvas.id}>
      <article class="canvas-inside" aria-label={canvas.title || 'Canvas'}>
        {canvas.title && <h2 class="canvas-title">{canvas.title}</h2>}
        {canvas.sections.map(({ id, markdown }) => (
          <Markdown key={id} text={markdown} />
        ))}
        {canvas.sections.length === 0 && <p class="canvas-empty">Nothing is written here yet.</p>}
      </article>
    </div>
  );
}
