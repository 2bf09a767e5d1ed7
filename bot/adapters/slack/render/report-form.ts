import type { ModalView } from '@slack/types';
import type { Gap } from '../../../domain/answer.ts';
import { quoted } from '../../../domain/language/write.ts';
import { ACTION_LIMIT, PART_LIMIT, PART_TITLE, PARTS } from '../../../domain/report/parts.ts';
import { context, section } from './blocks.ts';
import { INPUT, input, plain, textElement } from './form-inputs.ts';
import { incidentName } from './incident-words.ts';
import { code } from './text.ts';

export const REPORT_FORM = 'report';

const BLOCK = { text: 'text', owner: 'owner', by: 'by' } as const;

export function isReportGap({ command }: Gap): boolean {
  return command === 'report' || command === 'action';
}

/** The form of a part of a report, with what it says now, or of an action. */
export function reportForm(gap: Gap): ModalView {
  return gap.command === 'action' ? actionView(gap) : partView(gap);
}

function partView({ filled }: Gap): ModalView {
  const part = PARTS.find((one) => one === filled.part) ?? 'summary';
  const where = whereOf(filled);
  const value = filled.text;
  return {
    type: 'modal',
    callback_id: REPORT_FORM,
    private_metadata: `report edit ${part}${where}`,
    title: plain(PART_TITLE[part], 24),
    submit: plain('Write it', 24),
    close: plain('Back', 24),
    blocks: [
      section(`The report${where} says this for everybody who reads it later.`),
      input({
        id: BLOCK.text,
        label: PART_TITLE[part],
        element: textElement({ multiline: true, most: PART_LIMIT, ...(value && { value }) }),
      }),
      context(`The same, typed: ${code(`report edit ${part} "…"${where}`)}`),
    ],
  };
}

function actionView({ filled }: Gap): ModalView {
  const where = whereOf(filled);
  return {
    type: 'modal',
    callback_id: REPORT_FORM,
    private_metadata: `action${where}`,
    title: plain('Add an action', 24),
    submit: plain('Add it', 24),
    close: plain('Back', 24),
    blocks: [
      section('It becomes an issue when the report is done.'),
      input({
        id: BLOCK.text,
        label: 'What is to be done',
        element: textElement({ most: ACTION_LIMIT, placeholder: 'fix the leak' }),
      }),
      input({
        id: BLOCK.owner,
        label: 'Owner',
        optional: true,
        element: { type: 'users_select', action_id: INPUT, placeholder: plain('Who sees to it') },
      }),
      input({ id: BLOCK.by, label: 'By', optional: true, element: { type: 'datepicker', action_id: INPUT } }),
      context(`The same, typed: ${code(`action "…" owner @somebody by 2026-12-01${where}`)}`),
    ],
  };
}

function whereOf({ incident }: Gap['filled']): string {
  return incident === undefined ? '' : ` in ${incidentName(incident)}`;
}

/** The sentence of a filled form: `begun` says which act, and of which incident. */
export function reportSentence(begun: string, read: (block: string) => string): string {
  const [, act = '', where = ''] = /^(action|report edit [a-z]+)( in .+)?$/.exec(begun) ?? [];
  const text = quoted(read(BLOCK.text));
  if (act !== 'action') return `${act} ${text}${where}`;
  const [owner, by] = [read(BLOCK.owner), read(BLOCK.by)];
  return `action ${text}${owner === '' ? '' : ` owner <@${owner}>`}${by === '' ? '' : ` by ${by}`}${where}`;
}
