import type { ModalView } from '@slack/types';
import type { Answer, Form, Gap } from '../../../domain/answer.ts';
import type { ChangeRefusal } from '../../../domain/change/refusal.ts';
import { REASON_LIMIT } from '../../../domain/language/normalise.ts';
import { VENDOR_FORM } from '../../../domain/language/vendor-sentence.ts';
import { quoted } from '../../../domain/language/write.ts';
import { context, section } from './blocks.ts';
import { changeRefusalWords } from './change-refusal-words.ts';
import { INPUT, input, plain, textElement } from './form-inputs.ts';
import type { Reading } from './rendered.ts';
import { clipped, code } from './text.ts';

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

/** The sentence of the filled form. Each field is quoted, so that it says nothing but its own value, whatever is typed there. */
export function vendorSentence(read: (block: string) => string): string {
  const channel = read(BLOCK.channel);
  const where = channel === '' ? '' : ` channel #${channel}`;
  const words = read(BLOCK.organisation).split(/[\s,]+/);
  const organisations = words.filter((word) => word !== '').map(quoted);
  return `vendor add ${quoted(read(BLOCK.name))} ${quoted(read(BLOCK.label))} organisation ${organisations.join(', ')}${where} because "${read(BLOCK.because)}"`;
}

/** What an answer says of one of the form's fields: the form then stays open. */
export function wrongVendor(answer: Answer | Form, reading: Reading): Record<string, string> | undefined {
  if (answer.is === 'not-understood') {
    const field = fieldOf(answer.why);
    return { [field]: clipped(`${answer.why}. Allowed: ${answer.allowed}`.replaceAll('`', ''), 150) };
  }
  if (answer.is !== 'change-refused') return undefined;
  const field = REFUSED[answer.refusal.reason];
  const why = changeRefusalWords(answer.refusal, reading).why.replace(/`|<#[A-Z0-9]+>/g, (part) =>
    part === '`' ? '' : 'it',
  );
  return field === undefined ? undefined : { [field]: clipped(why, 150) };
}

/** Of which field the reader of the sentence speaks; of none that can be told, the first. */
function fieldOf(why: string): string {
  if (/organisation/.test(why)) return BLOCK.organisation;
  return /characters/.test(why) ? BLOCK.label : BLOCK.name;
}

const REFUSED: Partial<Record<ChangeRefusal['reason'], string>> = {
  'vendor-there': BLOCK.name,
  'organisation-ours': BLOCK.organisation,
  'organisation-taken': BLOCK.organisation,
  'channel-taken': BLOCK.channel,
};
