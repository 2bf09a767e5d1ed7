import { context, section } from './blocks.ts';
import { dueName } from './due-words.ts';
import { requestName, requestStateWords } from './escalation-words.ts';
import { person } from './labels.ts';
import type { Reading } from './rendered.ts';
import type { AnswerOf, Said } from './said.ts';
import { inline } from './text.ts';

/** For somebody of ours, when nobody of theirs did anything after being reminded. */
export function sayVendorLate({ id, state, of }: AnswerOf<'vendor-late'>, reading: Reading): Said {
  const name = requestName(id);
  const taken = state.acceptor ? ` · accepted by ${person(state.acceptor, reading)}` : '';
  return {
    mark: 'information',
    first: `⏰ *${inline(state.receiver, 80)}* is late with ${name}: ${dueName(of, state.kind)} is due, and their people were reminded`,
    body: [
      section(inline(state.sentence, 300)),
      context(`Priority ${state.priority} · ${requestStateWords(state)}${taken} · it is yours to call them now`),
    ],
    presses: [{ id: 'show', label: `Show ${name}`, says: `show ${name}` }],
    request: id,
  };
}
