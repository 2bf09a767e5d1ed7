/** One page's event stream, with a heartbeat so that a dead connection is noticed. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Slack } from '../context.ts';
import type { Account } from '../wire.ts';

const HEARTBEAT = 15_000;

export function streamEvents(slack: Slack, me: Account, request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(200, {
    'Content-Type': 'text/event-stream',
    'Cache-Control': 'no-store',
    'X-Accel-Buffering': 'no',
  });
  response.write('retry: 500\n\n');
  const last = Number(request.headers['last-event-id']);
  const after = Number.isInteger(last) && last > 0 ? last : undefined;
  const leave = slack.watchers.watch(
    me.id,
    (number, event) => response.write(`id: ${number}\ndata: ${JSON.stringify(event)}\n\n`),
    after,
  );
  const beat = setInterval(() => response.write(': still here\n\n'), HEARTBEAT);
  response.on('close', () => {
    clearInterval(beat);
    leave();
  });
}
