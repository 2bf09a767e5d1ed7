import { useState } from 'preact/hooks';

type Image = { image_url?: string; slack_file?: { url?: string; id?: string }; alt_text?: string };

/** The address of an image: its own, or that of a file in the workspace. Nothing but http(s) and this server is loaded. */
function addressOf({ image_url: url, slack_file: file }: Image): string | undefined {
  const address = url ?? file?.url ?? (file?.id && `/files/${file.id}/image`);
  return address && /^(https?:\/\/|\/)/.test(address) ? address : undefined;
}

/** Without the internet an image may not arrive: its alternative text stands in, as a reader would hear it. */
export function ImageElement({
  image,
  class: name = 'image-element',
}: {
  image: Record<string, unknown>;
  class?: string;
}) {
  const [broken, setBroken] = useState(false);
  const { alt_text: alt = 'Image' } = image as Image;
  const address = addressOf(image as Image);
  if (broken || !address)
    return (
      <span class={`${name} image-missing`} role="img" aria-label={alt}>
        {alt}
      </span>
    );
  return <img class={name} src={address} alt={alt} loading="lazy" onError={() => setBroken(true)} />;
}
