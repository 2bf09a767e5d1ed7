import { randomUUID } from 'node:crypto';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import type { Answer } from './units.ts';

/** Where the hosts' systemctl asks, as the words that its call begins with: port, token, host. */
export type Bus = { readonly callFor: (host: string) => readonly string[] };

type Ask = { readonly token: string; readonly host: string; readonly words: readonly string[] };

/**
 * Hears the hosts' systemctl, one JSON line a call.
 *
 * On the loopback rather than a socket file, which a killed process would leave behind and whose path macOS bounds at 104
 * characters; the token is there because everybody on this machine shares the loopback.
 */
export async function openBus(
  answer: (host: string, words: readonly string[]) => Promise<Answer | undefined>,
): Promise<Bus> {
  const token = randomUUID();
  const hear = async (socket: Socket) => {
    socket.on('error', () => {}); // a caller that was killed
    for await (const line of createInterface({ input: socket })) {
      const asked = read(line);
      const said = asked?.token === token ? await answer(asked.host, asked.words) : undefined;
      if (said) socket.end(JSON.stringify(said));
      else socket.destroy();
    }
  };
  const server = createServer((socket) => void hear(socket).catch(() => socket.destroy()));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { callFor: (host) => [String(port), token, host] };
}

function read(line: string): Ask | undefined {
  try {
    return JSON.parse(line);
  } catch (cause) {
    if (cause instanceof SyntaxError) return undefined; // whatever it is, it is not our systemctl
    throw cause;
  }
}
