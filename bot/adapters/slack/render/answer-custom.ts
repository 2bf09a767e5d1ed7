import { writeCustomId } from '../../../domain/language/run-id.ts';
import { context, sections } from './blocks.ts';
import { customLine } from './escalation-words.ts';
import { person } from './labels.ts';
import { fitting } from './lists.ts';
import type { Reading } from './rendered.ts';
import type { AnswerOf, Said } from './said.ts';
import { code, counted, inline } from './text.ts';
import { when } from './when.ts';

const LIST = { id: 'list', label: 'List them', says: 'custom list' };

export function sayCustomRecorded({ note, others }: AnswerOf<'custom-recorded'>): Said {
  const name = inline(writeCustomId(note.id), 20);
  const more = others > 0 ? `${counted(others, 'other')} there. ` : '';
  return {
    mark: 'information',
    first: `✔ *Custom configuration recorded* · ${name}`,
    body: [
      ...sections([customLine(note)]),
      context(
        `${more}It is listed before an upgrade of these targets. To take it off: ${code(`custom remove ${name}`)}`,
      ),
    ],
    presses: [LIST],
  };
}

export function sayCustomRemoved({ note }: AnswerOf<'custom-removed'>): Said {
  const name = inline(writeCustomId(note.id), 20);
  return {
    mark: 'information',
    first: `✔ *Custom configuration taken off the list* · ${name}`,
    body: [...sections([customLine(note)]), context('It stays on record. Nothing was changed on a target.')],
    presses: [LIST],
  };
}

export function sayCustomList({ notes, on }: AnswerOf<'custom-list'>, reading: Reading): Said {
  const lines = notes.map(
    (note) => `${customLine(note)} · by ${person(note.by, reading)} ${when(note.at, reading.now)}`,
  );
  const { shown, left } = fitting(lines);
  const where = on === undefined ? '' : ` on ${inline(on, 150)}`;
  return {
    mark: 'information',
    first: `*${counted(notes.length, 'custom configuration')}*${where}`,
    body: [
      ...sections(shown),
      ...(left > 0 ? [context(`… and ${left} more: name targets to see them`)] : []),
      context('What no guide describes: an upgrade may overwrite it, so it is listed before one.'),
    ],
  };
}
