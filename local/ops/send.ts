import type { Message, PageEvent, State } from '../slack/wire.ts';
import { connect } from './client.ts';
import { type ExitCode, type Heard, hearAnswer, hearRun } from './outcome.ts';
import { exportedOf, isExport } from './record-files.ts';

/** A run that is still under way after this long is left to its card. */
const PATIENCE = 15 * 60_000;
/** How long an answer to a mention may take before there is none. */
const ANSWER = 30_000;

export type Sentence = { url: string; as: string; channel: string | undefined; text: string };
export type Show = (message: Message, state: State) => void | Promise<void>;

/**
 * Sends one sentence as a person would, shows what the bot answers, and waits for the outcome that it has now: done,
 * waiting for somebody, refused. People of the organisation that installed Remit type a slash command; others can only
 * mention it, in the channel that they share.
 */
export async function send({ url, as, channel, text }: Sentence, show: Show): Promise<ExitCode> {
  const inbox = openInbox();
  const workspace = await connect(url, as, inbox.put);
  try {
    const { state } = workspace;
    const to = channelOf(state, channel);
    const ours = state.slashCommands.length > 0;
    const said = await workspace.say(to, ours ? `/ops ${text}` : `@ops ${text}`);
    if (!said.ok) throw new Error(`${said.error}: ${said.detail}`);
    const answer = ours
      ? said.message
      : await inbox.next((message) => isReply(message, said.message, state) || isCardOf(message, text, state), ANSWER);
    if (!answer) throw new Error(ours ? 'a form opened in the page: fill it there' : 'the bot did not answer');
    await show(answer, state);
    const heard = hearAnswer(answer);
    const code = heard.is === 'follow' ? await follow(inbox, heard, { show, state }) : heard.code;
    if (code === 0 && isExport(text)) await showFile(inbox, { show, state });
    return code;
  } finally {
    workspace.close();
  }
}

type Inbox = ReturnType<typeof openInbox>;
type Shown = { show: Show; state: State };

async function follow(
  inbox: Inbox,
  heard: Extract<Heard, { is: 'follow' }>,
  { show, state }: Shown,
): Promise<ExitCode> {
  const last = await inbox.next((message) => hearRun(message, heard) !== undefined, PATIENCE);
  if (!last) throw new Error(`${heard.stream.replace('run#', 'R-')} is still under way: look at its card`);
  await show(last, state);
  return hearRun(last, heard) ?? 1;
}

/** It comes into the direct messages of whoever asked. */
async function showFile(inbox: Inbox, { show, state }: Shown): Promise<void> {
  const message = await inbox.next((one) => one.user === state.botUser && exportedOf(one) !== undefined, ANSWER);
  if (!message) throw new Error('the file did not come: look into your direct messages with Remit');
  await show(message, state);
}

function channelOf(state: State, wanted: string | undefined): string {
  const first = state.slashCommands.length > 0 ? 'ops' : state.channels.find(({ teams }) => teams.length > 1)?.name;
  const name = wanted?.replace(/^#/, '') ?? first;
  const channel = state.channels.find((one) => one.name === name);
  if (channel) return channel.id;
  throw new Error(`no channel "${name}" for ${state.me.name}: ${state.channels.map((one) => one.name).join(', ')}`);
}

function isReply(message: Message, to: Message | undefined, state: State): boolean {
  return message.user === state.botUser && (message.threadTs === to?.ts || message.onlyFor === state.me.id);
}

/** What a vendor's person did with a request is answered by its card, as it stands then. */
function isCardOf(message: Message, text: string, state: State): boolean {
  const request = /\bE-[0-9A-Z]{5}\b/i.exec(text)?.[0].toUpperCase();
  return request !== undefined && message.user === state.botUser && message.text.includes(request);
}

/** Messages as they come; `next` finds the first that fits, among those that came and those that will. */
function openInbox() {
  const came: Message[] = [];
  const waiting = new Set<(message: Message) => void>();
  return {
    put(event: PageEvent): void {
      if (event.type !== 'message' && event.type !== 'message-changed') return;
      came.push(event.message);
      for (const offer of waiting) offer(event.message);
    },
    next(fits: (message: Message) => boolean, patience: number): Promise<Message | undefined> {
      const { promise, resolve } = Promise.withResolvers<Message | undefined>();
      const timer = setTimeout(resolve, patience, undefined);
      const offer = (message: Message) => fits(message) && resolve(message);
      waiting.add(offer);
      came.forEach(offer);
      return promise.finally(() => {
        clearTimeout(timer);
        waiting.delete(offer);
      });
    },
  };
}
