import { context, section } from './blocks.ts';
import { dueName } from './due-words.ts';
import { requestName, requestStateWords } from './escalation-words.ts';
import { person } from './labels.ts';
import type { Reading } from './rendered.ts';
import type { AnswerOf, Said } from './said.ts';
import { inline } from './text.ts';

/** For somebody of ours, when nobody did anything after being reminded; `yours`: the reminder of a circle owner. */
export function sayVendorLate({ id, state, of, yours }: AnswerOf<'vendor-late'>, reading: Reading): Said {
  const name = requestName(id);
  const due = dueName(of, state.kind);
  const late = `*${inline(state.receiver, 80)}* is late with ${name}: ${due} is due, and they were reminded`;
  const taken = state.acceptor ? ` · accepted by ${person(state.acceptor, reading)}` : '';
  return {
    mark: 'information',
    first: `⏰ ${yours ? `*${name}* waits for you: ${due} is due` : late}`,
    body: [
      section(inline(state.sentence, 300)),
      context(
        `Priority ${state.priority} · ${requestStateWords(state)}${taken}${yours ? '' : ' · it is yours to call them now'}`,
      ),
    ],
    presses: [{ id: 'show', label: `Show ${name}`, says: `show ${name}` }],
    request: id,
  };
}
