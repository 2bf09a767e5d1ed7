import { useRef } from 'preact/hooks';
import { ChosenFiles } from './chosen-files.tsx';
import type { ElementProps } from './selects.tsx';
import { useSurface } from './surface.tsx';
import { useUploads } from './use-uploads.ts';

/** Slack's own limit, where an element names none. */
const MOST = 10;

/** A field of files: what it holds are the ids of files that were uploaded when they were chosen. */
export function FileField({ blockId, element, input }: ElementProps) {
  const surface = useSurface();
  const field = useRef<HTMLInputElement>(null);
  const { max_files: most = MOST, filetypes = [] } = element as { max_files?: number; filetypes?: string[] };
  const uploads = useUploads(most, (files) =>
    surface.set(
      blockId,
      element,
      files.map(({ id }) => id),
    ),
  );
  const full = uploads.files.length + uploads.busy >= most;
  return (
    <div class="file-field">
      <ChosenFiles uploads={uploads} />
      <input
        class="file-input"
        ref={field}
        type="file"
        aria-label={input?.label ?? 'Files'}
        aria-describedby={input?.describedBy}
        aria-invalid={input?.invalid ?? false}
        accept={filetypes.map((type) => `.${type}`).join(',')}
        multiple={most > 1}
        disabled={full}
        onChange={({ currentTarget }) => {
          void uploads.add(currentTarget.files ?? []);
          currentTarget.value = '';
        }}
      />
    </div>
  );
}
