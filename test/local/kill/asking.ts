import type { Answer, Message, State } from '../../../local/slack/wire.ts';

/** People and what they ask for, on the staging targets; two services of one host meet at its lock. */
export const ASKS = ['operator', 'approver', 'approver-2'].flatMap((as) =>
  ['host-1', 'host-4', 'infra-gate', 'env-101'].map((host) => ({ as, host, text: `/ops restart nginx on ${host}` })),
);
export type Ask = (typeof ASKS)[number];

/** Types a sentence. The stream of the run, if Remit acknowledged it; undefined if the answer never came. */
export async function ask(url: string, { as, text }: Pick<Ask, 'as' | 'text'>): Promise<string | undefined> {
  try {
    const channel = await channelOps(url, as);
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ as, channel, text });
    const answer = (await (await fetch(`${url}/local/say`, { method: 'POST', headers, body })).json()) as Answer;
    const { outcome, stream } = (answer.ok && answer.message?.metadata?.event_payload) || {};
    return outcome === 'accepted' ? String(stream) : undefined;
  } catch (error) {
    if (error instanceof TypeError || error instanceof SyntaxError) return undefined; // the connection broke off
    throw error;
  }
}

/** Every message in #ops that is the card of a run. */
export async function cardsOf(url: string): Promise<{ stream: string; outcome: string }[]> {
  const channel = await channelOps(url, 'operator');
  const answer = await fetch(`${url}/local/messages?as=operator&channel=${channel}`);
  const { messages } = (await answer.json()) as { messages: Message[] };
  return messages.flatMap(({ metadata }) => {
    const { effect, stream, outcome } = metadata?.event_payload ?? {};
    return effect === 'card' ? [{ stream: String(stream), outcome: String(outcome) }] : [];
  });
}

async function channelOps(url: string, as: string): Promise<string> {
  const state = (await (await fetch(`${url}/local/state?as=${as}`)).json()) as State;
  return state.channels.find(({ name }) => name === 'ops')?.id ?? '';
}
