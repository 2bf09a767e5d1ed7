import type { ModalView } from '@slack/types';
import type { Gap } from '../../../domain/answer.ts';
import { REASON_LIMIT } from '../../../domain/language/parse.ts';
import { context, section } from './blocks.ts';
import { INPUT, input, plain, textElement } from './form-inputs.ts';
import { code } from './text.ts';

export const IMPORT_FORM = 'import';
export const IMPORT_FILE_BLOCK = 'file';
export const IMPORT_PROFILE_BLOCK = 'profile';
export const IMPORT_REASON_BLOCK = 'because';

/** The form of `matrix import`: a file cannot be typed. Nothing changes before the file was read and somebody confirmed it. */
export function importForm({ command, filled, because }: Gap): ModalView {
  return {
    type: 'modal',
    callback_id: IMPORT_FORM,
    private_metadata: command,
    title: plain('Import cells', 24),
    submit: plain('Read the file', 24),
    close: plain('Back', 24),
    blocks: [
      section(
        'The cells of a CSV file, instead of those that are there. You see what would change before another admin confirms it.',
      ),
      input({
        id: IMPORT_FILE_BLOCK,
        label: 'File',
        hint: 'As matrix export writes it: CSV in UTF-8, at most 10 MB.',
        element: { type: 'file_input', action_id: INPUT, filetypes: ['csv'], max_files: 1 },
      }),
      input({
        id: IMPORT_PROFILE_BLOCK,
        label: 'Profile',
        hint: 'The one in force when it is left empty.',
        optional: true,
        element: textElement({ most: 63, ...(filled.profile ? { value: filled.profile } : {}) }),
      }),
      input({
        id: IMPORT_REASON_BLOCK,
        label: 'Why',
        hint: 'Whoever confirms reads it, and it stays on record.',
        element: textElement({ multiline: true, most: REASON_LIMIT, ...(because ? { value: because } : {}) }),
      }),
      context(`In a shell: ${code('matrix import cells.csv because …')}`),
    ],
  };
}
