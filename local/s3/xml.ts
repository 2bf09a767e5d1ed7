import type { ObjectListed } from './objects.ts';

const XML = '<?xml version="1.0" encoding="UTF-8"?>\n';

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
}

export function errorXml(code: string): string {
  return `${XML}<Error><Code>${code}</Code><Message>${code}</Message></Error>`;
}

/** ListObjectsV2's answer. The next page begins behind the last key. */
export function listXml(keys: readonly ObjectListed[], more: boolean): string {
  const contents = keys.map(({ key, size }) => `<Contents><Key>${escaped(key)}</Key><Size>${size}</Size></Contents>`);
  const next = more ? `<NextContinuationToken>${escaped(keys.at(-1)?.key ?? '')}</NextContinuationToken>` : '';
  return `${XML}<ListBucketResult><KeyCount>${keys.length}</KeyCount><IsTruncated>${more}</IsTruncated>${next}${contents.join('')}</ListBucketResult>`;
}
