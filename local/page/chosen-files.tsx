import { Icon } from './icons.tsx';
import { fileSize } from './time.ts';
import type { Uploads } from './use-uploads.ts';

/** The files that were chosen, each with a way to take it back. */
export function ChosenFiles({ uploads }: { uploads: Uploads }) {
  if (uploads.files.length === 0 && uploads.busy === 0) return null;
  return (
    <ul class="chosen" aria-label="Chosen files">
      {uploads.files.map(({ id, name, size }) => (
        <li key={id} class="chosen-file">
          <Icon name="file" />
          <span class="chosen-name">{name}</span>
          <small>{fileSize(size)}</small>
          <button type="button" class="chosen-remove" aria-label={`Remove ${name}`} onClick={() => uploads.remove(id)}>
            <Icon name="close" size={12} />
          </button>
        </li>
      ))}
      {uploads.busy > 0 && (
        <li class="chosen-file" role="status">
          <span class="spinner" /> Uploading…
        </li>
      )}
    </ul>
  );
}
