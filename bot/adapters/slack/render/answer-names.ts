import { context, type Press, sections } from './blocks.ts';
import { requestName } from './escalation-words.ts';
import type { AnswerOf, Said } from './said.ts';
import { code, inline, listed } from './text.ts';

/** `*host-8*, *10.0.0.5*`. */
export function namesWords(names: readonly string[]): string {
  return listed(
    names.map((name) => `*${inline(name, 80)}*`),
    12,
  );
}

/** What a vendor would read of ours, before they do: said without it, or again on purpose. */
export function sayNamesOurs({ request, receiver, names, naming, without }: AnswerOf<'names-ours'>): Said {
  const about = request === undefined ? 'what it is about' : `what *${requestName(request)}* is about`;
  const presses: Press[] = [
    ...(without === undefined ? [] : [{ id: 'without', label: 'Say it without', says: without }]),
    { id: 'naming', label: 'Let them read it', says: naming, style: 'danger' },
  ];
  return {
    mark: 'question',
    first: `✋ *Not said yet:* ${inline(receiver, 80)} would read ${namesWords(names)} of ours`,
    body: [
      ...sections([`Not of ${about}: another host, a group, an instance or an inner address. On purpose it is:`]),
      ...sections([code(naming, 2_000)]),
      ...(without === undefined ? [] : [context(`Without: ${code(without, 2_000)}`)]),
    ],
    presses,
    ...(request !== undefined && { request }),
  };
}
