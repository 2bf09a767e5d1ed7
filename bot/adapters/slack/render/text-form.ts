import type { ModalView } from '@slack/types';
import type { TextForm } from '../../../domain/answer.ts';
import { FORM_TEXT } from '../../../domain/edit/file-read.ts';
import { REASON_LIMIT } from '../../../domain/language/normalise.ts';
import { TEXT_BLOCK } from '../text-block.ts';
import { context, section } from './blocks.ts';
import { INPUT, input, plain, textElement } from './form-inputs.ts';
import { runName } from './labels.ts';
import { code, inline } from './text.ts';

export const TEXT_FORM = 'text';
export const TEXT_REASON_BLOCK = 'because';

/** A file to be edited, as a run read it. Nothing changes before what was changed in it is approved. */
export function textFormView({ command, run, file, host, version, text, because, problem }: TextForm): ModalView {
  return {
    type: 'modal',
    callback_id: TEXT_FORM,
    private_metadata: `form ${command} from ${runName(run)}`,
    title: plain('Edit a file', 24),
    submit: plain('Ask', 24),
    close: plain('Back', 24),
    blocks: [
      section(`${code(file, 200)} on *${inline(host, 64)}*, as ${runName(run)} read it · version ${code(version, 20)}`),
      ...(problem === undefined ? [] : [section(`⚠ ${inline(problem, 500)}`)]),
      input({
        id: TEXT_BLOCK,
        label: 'The whole file',
        hint: `At most ${FORM_TEXT.toLocaleString('en')} characters. Line ends after the last line stay as they are.`,
        element: {
          type: 'plain_text_input',
          action_id: INPUT,
          multiline: true,
          max_length: FORM_TEXT,
          ...(text === '' ? {} : { initial_value: text }),
        },
      }),
      input({
        id: TEXT_REASON_BLOCK,
        label: 'Why',
        hint: 'Whoever approves reads it, and it stays on record.',
        optional: true,
        element: textElement({ multiline: true, most: REASON_LIMIT, ...(because ? { value: because } : {}) }),
      }),
      context(
        `What you change is shown as a difference before anybody approves it, and refused if the file is another one by then. Passwords and keys do not belong here: what changes can be read in AWS’s logs. Typed: ${code(`replace "a" with "b" in ${file} on ${host}`, 200)}`,
      ),
    ],
  };
}
