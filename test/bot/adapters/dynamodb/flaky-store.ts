import { createServer, request } from 'node:http';
import { bodyOf, listen, shut } from '../../../../local/loopback.ts';

/**
 * What becomes of one call. `lost`: it was carried out and the connection breaks; `500-after`: it was carried out and the
 * answer is an error; `hang`: it is never answered and not carried out.
 */
export type Mishap = 'lost' | '500-after' | '500' | 'hang' | 'throttle';

/** Stands before the store and lets calls go wrong: `decide` is asked once a call, with its operation. */
export async function startFlakyStore(url: string, decide: (operation: string) => Mishap | undefined) {
  const server = createServer(async (incoming, outgoing) => {
    const operation = String(incoming.headers['x-amz-target']).replace(/^.*\./, '');
    const body = await bodyOf(incoming);
    const mishap = decide(operation);
    if (mishap === 'hang') return;
    if (mishap === '500') outgoing.writeHead(500).end('{"__type":"InternalServerError"}');
    else if (mishap === 'throttle') {
      outgoing
        .writeHead(400)
        .end('{"__type":"com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException"}');
    } else {
      const headers = { ...incoming.headers, host: new URL(url).host };
      const onward = request(url, { method: 'POST', headers }, async (answer) => {
        const answered = await bodyOf(answer);
        if (mishap === 'lost') incoming.socket.destroy();
        else if (mishap === '500-after') outgoing.writeHead(500).end('{"__type":"InternalServerError"}');
        else outgoing.writeHead(answer.statusCode ?? 500, answer.headers).end(answered);
      });
      onward.end(body);
    }
  });
  return { url: await listen(server, 0), close: () => shut(server) };
}
