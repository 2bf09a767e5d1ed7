import type { ModalView } from '@slack/types';
import type { Gap } from '../../../domain/answer.ts';
import { REASON_LIMIT } from '../../../domain/language/normalise.ts';
import { VENDOR_FORM } from '../../../domain/language/vendor-sentence.ts';
import { quoted } from '../../../domain/language/write.ts';
import { context, section } from './blocks.ts';
import { INPUT, input, plain, textElement } from './form-inputs.ts';
import { code } from './text.ts';

/** The form's callback id. */
export const VENDOR_VIEW = 'vendor';

const BLOCK = {
  name: 'name',
  label: 'label',
  organisation: 'organisation',
  channel: 'channel',
  because: 'because',
} as const;

export function isVendorGap({ command }: Gap): boolean {
  return command === VENDOR_FORM;
}

/** The form of a new vendor: what it has to have, and its channel where there is one. The rest is said later, step by step. */
export function vendorForm({ filled, because }: Gap): ModalView {
  const text = (value: string | undefined, most: number, placeholder: string) =>
    textElement({ most, placeholder, ...(value && { value }) });
  return {
    type: 'modal',
    callback_id: VENDOR_VIEW,
    private_metadata: '',
    title: plain('Register a vendor', 24),
    submit: plain('Propose it', 24),
    close: plain('Back', 24),
    blocks: [
      section('Another admin confirms it. What else it needs is said step by step afterwards.'),
      input({
        id: BLOCK.name,
        label: 'Name, as it is typed',
        hint: 'Letters a to z, digits, . and -',
        element: text(filled['vendor'], 63, 'virtuozzo'),
      }),
      input({ id: BLOCK.label, label: 'How people call it', element: text(filled['label'], 60, 'Virtuozzo') }),
      input({
        id: BLOCK.organisation,
        label: 'Its Slack workspaces',
        hint: 'Their ids, with commas: T0VIRTUOZ1. Only their people can act for it; each is of one vendor.',
        element: text(filled['organisation'], 250, 'T0VIRTUOZ1'),
      }),
      input({
        id: BLOCK.channel,
        label: 'The channel that is shared with it',
        hint: 'Only there its people can act. It can be bound later.',
        optional: true,
        element: {
          type: 'conversations_select',
          action_id: INPUT,
          placeholder: plain('Choose a channel'),
          filter: { include: ['public', 'private'], exclude_bot_users: true },
          ...(filled['channel'] && { initial_conversation: filled['channel'] }),
        },
      }),
      input({
        id: BLOCK.because,
        label: 'Why',
        hint: 'Whoever confirms reads it, and it stays on record.',
        element: textElement({ multiline: true, most: REASON_LIMIT, ...(because && { value: because }) }),
      }),
      context(
        `The same, typed: ${code('vendor add virtuozzo "Virtuozzo" organisation T0VIRTUOZ1 channel #… because …')}`,
      ),
    ],
  };
}

/** The sentence of the filled form. */
export function vendorSentence(read: (block: string) => string): string {
  const channel = read(BLOCK.channel);
  const where = channel === '' ? '' : ` channel #${channel}`;
  return `vendor add ${read(BLOCK.name)} ${quoted(read(BLOCK.label))} organisation ${read(BLOCK.organisation)}${where} because "${read(BLOCK.because)}"`;
}
