import { GetObjectCommand } from '@aws-sdk/client-s3';
import type { Outputs } from '../../ports/outputs.ts';
import type { Bucket } from './client.ts';
import { list } from './list.ts';
import { OUTPUT_PREFIX } from './places.ts';

/** The agent's two files of a step; what else it stores is not what the script printed. */
const STREAMS = ['stdout', 'stderr'];

/**
 * What SSM's agents wrote to S3: `<prefix>/<command>/<instance>/awsrunShellScript/<step>/stdout` and `…/stderr`, where the
 * plugin and the step are the document's to name. Pieces are fetched as they are asked for.
 */
export function createOutputs(store: Bucket): Outputs {
  return {
    async read({ commandId, instanceId }) {
      const listed = await list(store, `${OUTPUT_PREFIX}/${commandId}/${instanceId}/`);
      const files = listed
        .filter(({ key, size }) => size > 0 && STREAMS.includes(nameOf(key)))
        .sort((a, b) => STREAMS.indexOf(nameOf(a.key)) - STREAMS.indexOf(nameOf(b.key)));
      if (files.length === 0) return undefined;
      const keys = files.map(({ key }) => key);
      return { bytes: files.reduce((sum, { size }) => sum + size, 0), text: () => textOf(store, keys) };
    },
  };
}

function nameOf(key: string): string {
  return key.slice(key.lastIndexOf('/') + 1);
}

async function* textOf({ s3, bucket }: Bucket, keys: readonly string[]): AsyncIterable<string> {
  let last = '\n';
  for (const key of keys) {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    if (!Body) continue;
    if (!last.endsWith('\n')) yield '\n';
    const decoder = new TextDecoder();
    for await (const chunk of Body.transformToWebStream()) {
      const text = decoder.decode(chunk, { stream: true });
      if (text !== '') last = text.slice(-1);
      yield text;
    }
    const rest = decoder.decode();
    if (rest !== '') last = rest;
    yield rest;
  }
}
