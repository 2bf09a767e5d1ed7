import type { Answer, Message, PageEvent, Say, SharedFile, State, Uploaded } from '../slack/wire.ts';

/** One person's connection to the running workspace. */
export type Workspace = {
  state: State;
  say(channel: string, text: string, files?: string[]): Promise<Answer>;
  /** Puts a file into the workspace, where nobody sees it until it is sent. Throws with the reason when it is refused. */
  upload(name: string, bytes: Uint8Array): Promise<SharedFile>;
  messages(channel: string): Promise<Message[]>;
  /** Calls back for each event until the connection is closed. */
  close(): void;
};

export class NotRunning extends Error {
  override readonly name = 'NotRunning';
}

/** Connects as an account. Throws `NotRunning` when nobody answers, and says who there is when the name is unknown. */
export async function connect(url: string, as: string, hear: (event: PageEvent) => void): Promise<Workspace> {
  const who = `as=${encodeURIComponent(as)}`;
  const stateAnswer = await ask(`${url}/local/state?${who}`);
  if (!stateAnswer.ok) throw new Error(`nobody here is called "${as}": ${await stateAnswer.text()}`);
  const state = (await stateAnswer.json()) as State;
  const closing = new AbortController();
  const events = await ask(`${url}/local/events?${who}`, { signal: closing.signal });
  void listen(events, hear, closing.signal);
  return {
    state,
    async upload(name, bytes) {
      const query = new URLSearchParams({ as, name });
      const answer = await ask(`${url}/local/upload?${query}`, { method: 'POST', body: new Uint8Array(bytes) });
      const uploaded = (await answer.json()) as Uploaded;
      if (!uploaded.ok) throw new Error(`${name}: ${uploaded.detail}`);
      return uploaded.file;
    },
    async say(channel, text, files) {
      const body: Say = { as, channel, text, ...(files && { files }) };
      const headers = { 'content-type': 'application/json' };
      return (
        await ask(`${url}/local/say`, { method: 'POST', headers, body: JSON.stringify(body) })
      ).json() as Promise<Answer>;
    },
    async messages(channel) {
      const answer = await ask(`${url}/local/messages?${who}&channel=${channel}`);
      return ((await answer.json()) as { messages: Message[] }).messages;
    },
    close: () => closing.abort(),
  };
}

async function ask(url: string, init?: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (error) {
    throw new NotRunning(`nothing answers at ${new URL(url).origin}: start it with npm start`, { cause: error });
  }
}

/** Server-sent events: each is one `data:` line of JSON and a blank line. */
async function listen({ body }: Response, hear: (event: PageEvent) => void, closing: AbortSignal): Promise<void> {
  if (!body) return;
  let rest = '';
  const decoder = new TextDecoder();
  try {
    for await (const chunk of body) {
      const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) if (line.startsWith('data:')) hear(JSON.parse(line.slice(5)) as PageEvent);
    }
  } catch (error) {
    if (!closing.aborted) throw error;
  }
}
