import { writeInquirySentence } from '../../../domain/language/inquiry-sentence.ts';
import type { OutputLine } from '../../../domain/output.ts';
import { context, section } from './blocks.ts';
import { runName } from './labels.ts';
import type { AnswerOf, Said } from './said.ts';
import { code, counted, inline, preformatted } from './text.ts';

/** Characters of lines in one message: three sections, as on an open card. */
const ROOM = 7_500;
const SECTION = 2_800;

/** On record, and on its way. */
export function sayInquiring({ inquiry, sentence }: AnswerOf<'inquiring'>): Said {
  return { mark: 'accepted', first: `🔎 Looking: ${code(sentence, 300)}`, inquiry };
}

/** The end of what a host printed, or the lines that hold a word, each with its number. */
export function sayOutput({ run, host, grep, found }: AnswerOf<'output'>): Said {
  const { lines, total, matches } = found;
  const shown = fitting(lines, grep === undefined);
  const of = `*${inline(host, 64)}* · ${runName(run)}`;
  const how =
    grep === undefined
      ? `the last ${counted(shown.length, 'line')} of ${total.toLocaleString('en')}`
      : `${counted(matches ?? 0, 'line')} of ${total.toLocaleString('en')} with ${code(grep, 200)}`;
  const left = grep === undefined ? 0 : (matches ?? 0) - shown.length;
  return {
    mark: 'information',
    first: `📄 What ${of} printed: ${how}`,
    body: [
      ...inSections(shown).map((text) => section(text, { open: true })),
      ...(left > 0
        ? [context(`… and ${counted(left, 'more line')} with it: look for something rarer, or take the file`)]
        : []),
      context(sourceWords(found)),
    ],
    presses: [
      { id: 'file', label: 'As a file', says: writeInquirySentence({ is: 'output', run, host, file: true }) },
      { id: 'show', label: `Show ${runName(run)}`, says: `show ${runName(run)}` },
    ],
  };
}

export function sayOutputFile({ run, host, name }: AnswerOf<'output-file'>): Said {
  return {
    mark: 'information',
    first: `📄 What *${inline(host, 64)}* printed in ${runName(run)} is in your direct messages: ${code(name, 120)}`,
    body: [context('Not here: a file in a channel would be seen by everybody there. Secrets are masked in it.')],
  };
}

const FROM = {
  stored: 'All of it is stored',
  ssm: 'The whole is not stored: this is what SSM keeps for 30 days, at most 24,000 characters and 8,000 of errors',
  record: 'Neither the whole nor SSM’s part is there any more: this is the end that is on record',
};

function sourceWords({ from, unread }: AnswerOf<'output'>['found']): string {
  const rest = unread > 0 ? `; the last ${unread.toLocaleString('en')} bytes of it were not looked at` : '';
  return `${FROM[from]}${rest} · secrets are masked · nothing was run again`;
}

/** As many as one message holds: the last ones of an end, the first ones of a search. */
function fitting(lines: readonly OutputLine[], end: boolean): OutputLine[] {
  const order = end ? lines.toReversed() : lines;
  let room = ROOM;
  const cut = order.findIndex(({ text }) => {
    room -= text.length + 8;
    return room < 0;
  });
  const kept = cut === -1 ? order : order.slice(0, Math.max(cut, 1));
  return end ? kept.toReversed() : [...kept];
}

function inSections(lines: readonly OutputLine[]): string[] {
  const width = String(lines.at(-1)?.number ?? 0).length;
  const texts: string[] = [];
  for (const { number, text } of lines) {
    const line = `${String(number).padStart(width)}  ${text}`;
    const last = texts.at(-1);
    if (last !== undefined && last.length + line.length < SECTION - 200) texts[texts.length - 1] = `${last}\n${line}`;
    else texts.push(line);
  }
  return texts.map((text) => preformatted(text, SECTION));
}
