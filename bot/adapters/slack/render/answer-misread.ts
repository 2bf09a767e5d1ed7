import type { Gap } from '../../../domain/answer.ts';
import type { CommandDefinition } from '../../../domain/command.ts';
import { hasIncidentForm } from '../../../domain/language/incident-sentence.ts';
import { isFileSentence, writeFileForm } from '../../../domain/language/read-import.ts';
import { writeIncidentId } from '../../../domain/language/run-id.ts';
import { compose, quoted } from '../../../domain/language/write.ts';
import { context, type Press, sections } from './blocks.ts';
import type { Reading } from './rendered.ts';
import type { AnswerOf, Said } from './said.ts';
import { code, inline, listed, mentioned } from './text.ts';

/** One press sends the corrected sentence; until then nothing runs. */
export function saySuggestion({ sentence, typed }: AnswerOf<'suggestion'>, { definitions }: Reading): Said {
  return {
    mark: 'suggestion',
    first: `🤔 Did you mean *${mentioned(inline(sentence, 400))}*? · nothing was run`,
    body: [context(`You wrote: ${code(typed, 200)}`)],
    presses: [{ id: 'suggest', label: 'Yes, that', says: sentence, style: 'primary' }, formOf(sentence, definitions)],
  };
}

export function sayChoice({ question, sentences }: AnswerOf<'choice'>): Said {
  return {
    mark: 'question',
    first: `🤔 *${inline(question, 400)}* · nothing was run`,
    body: sections(sentences.map((sentence) => `• ${code(sentence, 200)}`)),
    presses: sentences.map((sentence, index) => ({ id: `try:${index}`, label: sentence, says: sentence })),
  };
}

/** Names what is missing; the form opens with all that was understood. */
export function sayQuestion({ gap }: AnswerOf<'question'>, { definitions }: Reading): Said {
  const definition = definitions.find(({ name }) => name === gap.command);
  const missing = gap.missing.map((name) => missingWords(name, definition));
  const example = definition?.examples[0];
  return {
    mark: 'question',
    first: `🤔 *${inline(gap.command, 60)}* ${needs(missing)} · nothing was run`,
    body: example ? [context(`For example ${code(example, 200)}`)] : [],
    presses: [{ id: 'form', label: 'Open the form', says: prefilled(gap, definitions), style: 'primary' }],
  };
}

/** A mention of `form …` opens no form: it is answered by a question that may lack nothing. */
function needs(missing: readonly string[]): string {
  return missing.length > 0 ? `needs ${listed(missing)}` : 'has its form ready';
}

function missingWords(name: string, definition: CommandDefinition | undefined): string {
  if (name === 'targets') return 'where: one target or more';
  const field = definition?.fields[name];
  return field ? `${inline(field.label, 60).toLowerCase()} (such as ${code(field.example, 60)})` : inline(name, 60);
}

/** `form restart on host-7`: what is known goes along. */
function prefilled({ command, filled, targets = '', because }: Gap, definitions: readonly CommandDefinition[]): string {
  if (isFileSentence(command)) return writeFileForm(command, filled, because);
  if (hasIncidentForm(command)) return incidentFormAgain(command, filled);
  if (!definitions.some(({ name }) => name === command)) return 'form';
  const known = { name: command, fields: filled, targets, ...(because === undefined ? {} : { because }) };
  return `form ${compose(known, definitions)}`;
}

function incidentFormAgain(command: string, { incident, title }: Gap['filled']): string {
  const where = incident === undefined ? '' : ` in ${writeIncidentId(incident)}`;
  return `form ${command}${title === undefined ? where : ` ${quoted(title)}`}`;
}

export function sayNotUnderstood({ why, allowed, example, typed }: AnswerOf<'not-understood'>): Said {
  return {
    mark: 'refused',
    first: `✋ *I did not understand that:* ${inline(why, 500)}`,
    body: [
      ...sections([`What may stand there: ${inline(allowed, 700)}`, `For example ${code(example, 200)}`]),
      context(`${typed.trim() === '' ? '' : `You wrote: ${code(typed, 200)} · `}nothing was run`),
    ],
    presses: [
      { id: 'form', label: 'Open the form', says: 'form' },
      { id: 'help', label: 'What you may do', says: 'help' },
    ],
  };
}

/** The form of the command that a sentence begins with; of all commands, when it is none. */
export function formOf(sentence: string, definitions: readonly CommandDefinition[]): Press {
  const [verb] = sentence.split(' ');
  const isCommand = definitions.some(({ name }) => name === verb);
  return { id: 'form', label: 'Open the form', says: isCommand ? `form ${sentence}` : 'form' };
}
