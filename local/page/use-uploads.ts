import { useRef, useState } from 'preact/hooks';
import type { SharedFile } from '../slack/wire.ts';
import { upload } from './actions.ts';

/** Files that a person has chosen: uploaded at once, sent or handed over later. */
export type Uploads = {
  files: readonly SharedFile[];
  /** Uploads under way. */
  busy: number;
  add(chosen: Iterable<File>): Promise<void>;
  remove(id: string): void;
  clear(): void;
};

/** `changed` hears of each change, before the page shows it. */
export function useUploads(most: number, changed: (files: readonly SharedFile[]) => void = () => undefined): Uploads {
  const [files, setFiles] = useState<readonly SharedFile[]>([]);
  const [busy, setBusy] = useState(0);
  // Two uploads end in any order: each adds to what stands by then, not to what stood when it began.
  const now = useRef<readonly SharedFile[]>([]);
  const keep = (next: readonly SharedFile[]) => {
    now.current = next;
    changed(next);
    setFiles(next);
  };
  return {
    files,
    busy,
    async add(chosen) {
      const taken = [...chosen].slice(0, most - now.current.length);
      setBusy((count) => count + taken.length);
      for (const file of taken) {
        const uploaded = await upload(file);
        if (uploaded) keep([...now.current, uploaded]);
        setBusy((count) => count - 1);
      }
    },
    remove: (id) => keep(now.current.filter((file) => file.id !== id)),
    clear: () => keep([]),
  };
}
