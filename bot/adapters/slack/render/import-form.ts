import type { ModalView } from '@slack/types';
import type { Gap } from '../../../domain/answer.ts';
import { REASON_LIMIT } from '../../../domain/language/normalise.ts';
import type { FileSentence } from '../../../domain/language/read-import.ts';
import { context, section } from './blocks.ts';
import { INPUT, input, plain, textElement } from './form-inputs.ts';
import { code } from './text.ts';

export const IMPORT_FORM = 'import';
export const IMPORT_FILE_BLOCK = 'file';
export const IMPORT_PROFILE_BLOCK = 'profile';
export const IMPORT_REASON_BLOCK = 'because';

/** What a form says of the file that it takes. */
type Asks = { title: string; what: string; hint: string; type: string; example: string };

const ASKS: Record<FileSentence, Asks> = {
  'matrix import': {
    title: 'Import cells',
    what: 'The cells of a CSV file, instead of those that are there.',
    hint: 'As matrix export writes it: CSV in UTF-8, at most 10 MB.',
    type: 'csv',
    example: 'matrix import cells.csv because …',
  },
  'policy import': {
    title: 'Import the policy',
    what: 'The policy of a JSON file, instead of the one in force.',
    hint: 'As policy export writes it: JSON in UTF-8, at most 100 KB.',
    type: 'json',
    example: 'policy import policy.json because …',
  },
};

/** The form of a sentence that names a file: it cannot be typed. Nothing changes before the file was read and somebody confirmed it. */
export function importForm(command: FileSentence, { filled, because }: Gap): ModalView {
  const { title, what, hint, type, example } = ASKS[command];
  return {
    type: 'modal',
    callback_id: IMPORT_FORM,
    private_metadata: command,
    title: plain(title, 24),
    submit: plain('Read the file', 24),
    close: plain('Back', 24),
    blocks: [
      section(`${what} You see what would change before another admin confirms it.`),
      input({
        id: IMPORT_FILE_BLOCK,
        label: 'File',
        hint,
        element: { type: 'file_input', action_id: INPUT, filetypes: [type], max_files: 1 },
      }),
      ...(command === 'matrix import' ? [profileInput(filled)] : []),
      input({
        id: IMPORT_REASON_BLOCK,
        label: 'Why',
        hint: 'Whoever confirms reads it, and it stays on record.',
        element: textElement({ multiline: true, most: REASON_LIMIT, ...(because ? { value: because } : {}) }),
      }),
      context(`In a shell: ${code(example)}`),
    ],
  };
}

function profileInput({ profile }: Gap['filled']) {
  return input({
    id: IMPORT_PROFILE_BLOCK,
    label: 'Profile',
    hint: 'The one in force when it is left empty.',
    optional: true,
    element: textElement({ most: 63, ...(profile ? { value: profile } : {}) }),
  });
}
