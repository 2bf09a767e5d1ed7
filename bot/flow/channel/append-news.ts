import { REMIT } from '../../domain/actor.ts';
import {
  type ChannelCame,
  type ChannelNews,
  type ChannelStep,
  type ChannelStory,
  nextChannel,
  tellChannel,
} from '../../domain/channel/news.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Ledger } from '../../ports/ledger.ts';
import { appendTo, beginUntaken, type Kind, type ReadStream, readStream } from '../append-to.ts';
import { underFreeName } from '../free-name.ts';

export type ReadNews = ReadStream<ChannelStory>;

export const CHANNEL = 'channel#';
const KIND: Kind<ChannelStory, ChannelStep> = { prefix: CHANNEL, tell: tellChannel, next: nextChannel };

/** Puts on record, once, what Slack says of a channel. What it comes to is the worker's to decide. */
export async function hearNews({ ledger }: { ledger: Pick<Ledger, 'append'> }, news: ChannelNews): Promise<void> {
  const step = { type: 'heard', data: news } as const;
  await underFreeName(news.source, (id) => beginUntaken(KIND, ledger, { id, step, by: REMIT, at: news.at }));
}

export function readNews(ledger: Pick<Ledger, 'read'>, stream: string): Promise<ReadNews | undefined> {
  return readStream(KIND, ledger, stream);
}

/** Says what came of it; `undefined` when another worker did. */
export function settleNews(
  ledger: Pick<Ledger, 'append'>,
  read: ReadNews,
  { came, at }: { came: ChannelCame; at: Instant },
): Promise<ReadNews | undefined> {
  return appendTo(KIND, ledger, { read, step: { type: 'settled', data: came }, by: REMIT, at });
}
