import { useState } from 'preact/hooks';
import type { SharedFile } from '../slack/wire.ts';
import { Icon } from './icons.tsx';
import { Picture } from './picture.tsx';
import { Pre } from './pre.tsx';
import { fileSize } from './time.ts';

/** Above this a preview would make the page slow; the whole file is one press away. */
const PREVIEW_CHARACTERS = 100_000;
const isText = (type: string): boolean => /^(text\/|application\/(json|x-ndjson|xml|yaml|x-yaml|x-sh))/.test(type);
const isImage = ({ mimetype }: SharedFile): boolean => mimetype.startsWith('image/');

async function readText(file: SharedFile): Promise<string> {
  const response = await fetch(file.url);
  if (!response.ok) return `The file could not be read (${response.status}).`;
  const text = await response.text();
  return text.length > PREVIEW_CHARACTERS ? `${text.slice(0, PREVIEW_CHARACTERS)}\n… open the file for the rest` : text;
}

function FileCard({ file }: { file: SharedFile }) {
  const [preview, setPreview] = useState<string>();
  const [open, setOpen] = useState(false);
  const show = () => {
    setOpen(!open);
    if (preview === undefined) readText(file).then(setPreview, () => setPreview('The file could not be read.'));
  };
  return (
    <div class="file">
      <div class="file-head">
        <Icon name="file" size={22} />
        <span class="file-name">
          <a class="link" href={file.url} target="_blank" rel="noopener">
            {file.name}
          </a>
          <small>{fileSize(file.size)}</small>
        </span>
        {isText(file.mimetype) && (
          <button type="button" class="button button-small" aria-expanded={open} onClick={show}>
            {open ? 'Hide' : 'Preview'}
          </button>
        )}
        <a class="file-download" href={file.url} download={file.name} aria-label={`Download ${file.name}`}>
          <Icon name="download" size={18} />
        </a>
      </div>
      {open && <Pre class="file-preview">{preview ?? 'Reading…'}</Pre>}
    </div>
  );
}

/** Pictures side by side as far as there is room, everything else a row each. */
export function Files({ files }: { files: readonly SharedFile[] }) {
  const pictures = files.filter(isImage);
  return (
    <>
      {pictures.length > 0 && (
        <div class="pictures">
          {pictures.map((file) => (
            <Picture key={file.id} file={file} />
          ))}
        </div>
      )}
      {files
        .filter((file) => !isImage(file))
        .map((file) => (
          <FileCard key={file.id} file={file} />
        ))}
    </>
  );
}
