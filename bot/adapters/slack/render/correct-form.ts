import type { ModalView } from '@slack/types';
import type { Gap } from '../../../domain/answer.ts';
import { quoted } from '../../../domain/language/write.ts';
import { context } from './blocks.ts';
import { choiceElement, input, plain, textElement } from './form-inputs.ts';
import { incidentName } from './incident-words.ts';
import { code } from './text.ts';

export const CORRECT_FORM = 'incident-correct';

const BLOCK = { entry: 'entry', text: 'text', time: 'time', place: 'place' } as const;
const TEXT_MOST = 1_500;

const STAYS = 'stays on the timeline';
const REMOVED = 'is taken off the timeline';
const STAYS_OFF = 'stays off the timeline';
const RESTORED = 'is put back on the timeline';

/** Before the zone by whose clocks a time is read that says none. */
const BY_CLOCKS = ' by the clocks of ';

/** The form that corrects an entry in text and time, takes it off or puts it back. What is left as it is changes nothing. */
export function correctForm({ filled }: Gap): ModalView {
  const { incident, entry, text, time, zone, gone } = filled;
  const where = incident === undefined ? '' : ` in ${incidentName(incident)}`;
  const [as, other] = gone === undefined ? [STAYS, REMOVED] : [STAYS_OFF, RESTORED];
  return {
    type: 'modal',
    callback_id: CORRECT_FORM,
    private_metadata: `${entry ?? ''}${where}${zone === undefined ? '' : `${BY_CLOCKS}${zone}`}`,
    title: plain('Correct an entry', 24),
    submit: plain('Correct', 24),
    close: plain('Back', 24),
    blocks: [
      ...(entry === undefined
        ? [
            input({
              id: BLOCK.entry,
              label: 'Which entry',
              hint: 'Its name stands behind it on the timeline',
              element: textElement({ most: 6, placeholder: '7QK2P' }),
            }),
          ]
        : []),
      input({
        id: BLOCK.text,
        label: 'What it says',
        optional: true,
        element: textElement({ multiline: true, most: TEXT_MOST, ...(text && { value: text }) }),
      }),
      input({
        id: BLOCK.time,
        label: 'When it was so',
        hint: `${zone === undefined ? 'With its zone' : `By the clocks of ${zone} unless it says another zone`}: 14:05, 2026-11-21 14:05, 14:05 UTC`,
        optional: true,
        element: textElement({ most: 60, placeholder: '14:05', ...(time && { value: time }) }),
      }),
      input({ id: BLOCK.place, label: 'It', element: choiceElement([as, other], as) }),
      context(
        `The version before is kept: ${code(`timeline history ${entry ?? '…'}${where}`)}. The same, typed: ${code(`correct ${entry ?? '…'} "…" at 14:05${where}`)}`,
      ),
    ],
  };
}

/** The sentence of the filled form. `begun`: the entry, where the form was of one, and of which incident. */
export function correctSentence(begun: string, read: (block: string) => string): string {
  const [about = '', zone = ''] = begun.split(BY_CLOCKS);
  const [, own = '', where = ''] = /^([0-9A-Z]*)( in I-[0-9A-Z]+)?$/.exec(about) ?? [];
  const entry = own === '' ? read(BLOCK.entry) : own;
  const place = read(BLOCK.place);
  if (place === REMOVED) return `correct ${entry} remove${where}`;
  if (place === RESTORED) return `correct ${entry} restore${where}`;
  const [text, time] = [read(BLOCK.text), byClocks(read(BLOCK.time).trim(), zone)];
  return `correct ${entry}${text === '' ? '' : ` ${quoted(text)}`}${time === '' ? '' : ` at ${time}`}${where}`;
}

/** What ends in a time of the day names no zone. */
const ZONELESS = /(?:^|\s)\d{1,2}(?::\d{2})?(?:\s?[ap]\.?m\.?)?$/i;

function byClocks(time: string, zone: string): string {
  return zone !== '' && ZONELESS.test(time) ? `${time} ${zone}` : time;
}
