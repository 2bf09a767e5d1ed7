import { actRefusalWords } from './act-refusal-words.ts';
import { context, type Press, sections } from './blocks.ts';
import { customBlocks } from './escalation-words.ts';
import { runName } from './labels.ts';
import { type No, refusalWords } from './refusal-words.ts';
import type { Reading } from './rendered.ts';
import type { AnswerOf, Said } from './said.ts';
import { code, inline } from './text.ts';
import { TURNED_AWAY } from './turned-away.ts';

export function sayRefused(answer: AnswerOf<'refused'>, reading: Reading): Said {
  const { refusal, sentence, run, request, schedule } = answer;
  const asked = { sentence, ...(run !== undefined && { run }), ...(request !== undefined && { request }) };
  const no = refusalWords(refusal, asked, reading);
  const name = run === undefined ? '' : ` · ${runName(run)}`;
  const said = sayNo(no, { asked: `${code(sentence, 200)}${name} · nothing was run`, reason: refusal.reason });
  // What is with the vendor already waits for somebody: it is not refused for good.
  const mark = request === undefined ? said.mark : 'waiting';
  return { ...said, mark, ...(run !== undefined && { run }), ...(schedule !== undefined && { schedule }) };
}

export function sayPlanRefused(answer: AnswerOf<'plan-refused'>, reading: Reading): Said {
  const { refusal, sentence, custom } = answer;
  const asked = `plan of ${code(sentence, 200)} · nothing was run`;
  const no = sayNo(refusalWords(refusal, { sentence }, reading), { asked, reason: refusal.reason });
  const body = [...(no.body ?? []), ...customBlocks(custom)];
  return { ...no, body, mark: 'information' }; // the question was what would happen, and this answers it
}

export function sayActRefused({ refusal, act, run }: AnswerOf<'act-refused'>, reading: Reading): Said {
  const asked = `${inline(act, 20)} ${runName(run)} · nothing was changed`;
  return sayNo(actRefusalWords(refusal, { act, run }, reading), { asked, reason: refusal.reason });
}

/** No and why; whose it would be; the next step; in small print what was asked, and the reason that stays the same. Outsiders get their one sentence, bare. */
export function sayNo(
  { why, rule, whose, next, other }: No,
  { asked, reason }: { asked: string; reason: string },
): Said {
  if (why === TURNED_AWAY) return { mark: 'refused', first: TURNED_AWAY };
  const presses: Press[] = [next, other].filter((press) => press !== undefined);
  return {
    mark: 'refused',
    first: `✋ *No:* ${why}`,
    body: [
      ...sections([rule ? `Matrix: ${rule}` : '', whose ?? ''].filter(Boolean)),
      context(`${asked} · reason: ${code(reason, 40)}`),
    ],
    presses,
  };
}
