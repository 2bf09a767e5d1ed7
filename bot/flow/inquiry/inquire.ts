import { sameActor } from '../../domain/actor.ts';
import type { Answer } from '../../domain/answer.ts';
import { MINUTE } from '../../domain/instant.ts';
import { type InquirySentence, nameOfInquiry, writeInquirySentence } from '../../domain/language/inquiry-sentence.ts';
import type { Request } from '../../domain/request.ts';
import type { Place } from '../../domain/run/state.ts';
import type { Ledger } from '../../ports/ledger.ts';
import { partsOf } from '../decode.ts';
import { underFreeName } from '../free-name.ts';
import { refuseReader } from '../look.ts';
import type { ReadRecords } from '../records.ts';

/** Inquiries of one account in a minute: each reads a store, and may be megabytes of work. */
const INQUIRIES = 20;
const LOOKED_AT = 200;

export const INQUIRY = 'inquiry#';

/** What an inquiry's stream holds: what was asked, and where the answer goes. */
export type InquiryAsked = { source: string; place: Place; sentence: InquirySentence };

/**
 * Puts a question on record that the worker answers: what hosts printed and what the audit record says is read with rights
 * that the function which strangers reach does not have. So it is also on record who looked at what. The same request again
 * finds its first record.
 */
export async function inquire(
  deps: { ledger: Pick<Ledger, 'append' | 'recent'>; records: ReadRecords },
  request: Request,
  sentence: InquirySentence,
): Promise<Answer> {
  const written = writeInquirySentence(sentence);
  const refusal = await refuseReader(deps, request, nameOfInquiry(sentence));
  if (refusal) return { is: 'refused', refusal, sentence: written };
  if (await tooMany(deps.ledger, request)) {
    return { is: 'nothing', what: `${INQUIRIES} such questions a minute are the most: try again soon.`, next: written };
  }
  const { source, actor, place, at } = request;
  const data: InquiryAsked = { source, place, sentence };
  const id = await underFreeName(source, async (name) => {
    const stream = `${INQUIRY}${name}`;
    const state = { is: 'asked' };
    const appended = await deps.ledger.append({ stream, head: undefined, type: 'asked', at, by: actor, data, state });
    return appended.is === 'lost' ? appended.winner : undefined;
  });
  return { is: 'inquiring', inquiry: id, sentence: written };
}

async function tooMany(ledger: Pick<Ledger, 'recent'>, { actor, at }: Request): Promise<boolean> {
  const recent = await ledger.recent('inquiry', { limit: LOOKED_AT, after: at - MINUTE });
  return recent.filter((event) => sameActor(partsOf(event).by, actor)).length >= INQUIRIES;
}
