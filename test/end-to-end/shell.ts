import { inject } from 'vitest';
import type { ExitCode } from '../../local/ops/outcome.ts';
import { send } from '../../local/ops/send.ts';
import { textOf } from '../../local/ops/text.ts';
import { CHANNELS } from '../../local/slack/seed.ts';
import type { Message } from '../../local/slack/wire.ts';

/** What a sentence came to, as the shell shows it: `first` is the bot's first answer, `text` all of them. */
export type Told = { code: ExitCode; text: string; first: string; last: string; messages: Message[]; run: string };

/** Types a sentence as somebody of the local seed and waits for what it has come to now. */
export async function ops(text: string, as = 'operator', channel?: string): Promise<Told> {
  const { url } = inject('remit');
  const messages: Message[] = [];
  const texts: string[] = [];
  const code = await send({ url, as, channel, text }, (message, { accounts }) => {
    messages.push(message);
    texts.push(textOf(message, accounts));
  });
  const all = texts.join('\n');
  return {
    code,
    text: all,
    first: texts[0] ?? '',
    last: texts.at(-1) ?? '',
    messages,
    run: /R-[0-9A-Z]{5}/.exec(all)?.[0] ?? '',
  };
}

/** The first file that the bot attaches under a message of #ops; it comes a moment after the message is final. */
export async function fileInThread(ts: string): Promise<{ name: string; text: string }> {
  const { url } = inject('remit');
  for (let look = 0; look < 50; look += 1) {
    const answer = await fetch(`${url}/local/messages?as=operator&channel=${CHANNELS.ops}`);
    const { messages } = (await answer.json()) as { messages: Message[] };
    const file = messages.find(({ threadTs, files = [] }) => threadTs === ts && files.length > 0)?.files?.[0];
    if (file) return { name: file.name, text: await (await fetch(new URL(file.url, url))).text() };
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`no file under ${ts} after 5 seconds`);
}
