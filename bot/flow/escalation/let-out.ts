import type { Answer } from '../../domain/answer.ts';
import type { EscalationStory } from '../../domain/escalation/apply.ts';
import type { EscalationEvent } from '../../domain/escalation/event.ts';
import { namesLeft, namesOurs, textsOf, withoutNames } from '../../domain/escalation/names-ours.ts';
import { type EscalationSentence, writeEscalationSentence } from '../../domain/language/escalation-sentence.ts';
import type { Inventory } from '../../ports/inventory.ts';

type Deps = { inventory: Pick<Inventory, 'list'> };
/** Names of ours in what is said; `left` of them nobody said on purpose. */
export type LetOut = { named: string[]; left: string[] };
type Said = Extract<EscalationSentence, { is: 'reply' | 'reopen-request' }>;

/** What of ours the words of one of ours name that the vendor does not know of this request yet. */
export async function leftIn(
  { inventory }: Deps,
  said: Said,
  { ask, said: before = [] }: EscalationStory,
): Promise<LetOut> {
  const { targets } = await inventory.list();
  const text = said.is === 'reply' ? said.text : said.because;
  const known = namesOurs([...textsOf(ask), ...before.flatMap(({ data }) => wordsIn(data))], targets);
  const named = namesLeft(namesOurs([text], targets), { spots: ask.targets, before: known });
  return { named, left: namesLeft(named, { spots: [], before: [], naming: said.naming }) };
}

function wordsIn(data: EscalationEvent['data']): string[] {
  const text = 'text' in data ? data.text : undefined;
  const because = 'because' in data ? data.because : undefined;
  return [text, because].filter((words) => words !== undefined);
}

/** The same, asked for on purpose, or without the names. Nothing of it was said yet. */
export function askOnPurpose(said: Said, receiver: string, { named, left }: LetOut): Answer {
  const text = said.is === 'reply' ? said.text : said.because;
  const short = withoutNames(text, left);
  const without = said.is === 'reply' ? { ...said, text: short } : { ...said, because: short };
  return {
    is: 'names-ours',
    request: said.request,
    receiver,
    names: left,
    naming: writeEscalationSentence({ ...said, naming: named }),
    without: writeEscalationSentence(without),
  };
}
