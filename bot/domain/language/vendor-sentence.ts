import { MINUTE } from '../instant.ts';
import type { VendorEdit } from '../vendor/edit.ts';
import { writeMoney } from './money.ts';
import { writeLength } from './read-time.ts';
import { quoted } from './write.ts';
import { writeHours } from './write-policy-edit.ts';

/** Changes of vendors' records. `channel`, `users` and organisations are Slack's ids; activities and parties are words until they meet the matrix. */
export type VendorChangeSentence =
  | {
      is: 'vendor-add';
      vendor: string;
      label: string;
      organisations: string[];
      channel?: string;
      because: string;
    }
  | { is: 'vendor-set'; vendor: string; edit: VendorEdit; because: string }
  | { is: 'vendor-remove'; vendor: string; because: string }
  | { is: 'vendor-invite'; vendor: string; address: string; because: string };

/** What is looked up of vendors. The settings are checked against Slack. */
export type VendorSettingsQuestion = { is: 'vendor-settings'; vendor: string };
/** Of the requests that were sent to it in so many milliseconds, and of what is open. */
export type VendorFiguresQuestion = { is: 'vendor-figures'; vendor: string; last: number; as?: 'picture' };
export type VendorQuestion = { is: 'vendors' } | VendorSettingsQuestion | VendorFiguresQuestion;

export type VendorRecordSentence = VendorChangeSentence | VendorQuestion;

/** What a new vendor lacks is asked in a form. */
export const VENDOR_FORM = 'vendor add';

export function writeVendorSentence(sentence: VendorRecordSentence): string {
  switch (sentence.is) {
    case 'vendors':
      return 'vendors';
    case 'vendor-settings':
      return `vendor ${sentence.vendor} settings`;
    case 'vendor-figures':
      return `vendor ${sentence.vendor}${sentence.as ? ' picture' : ''} last ${writeLength(sentence.last)}`;
    case 'vendor-add': {
      const { vendor, label, organisations, channel } = sentence;
      const where = channel === undefined ? '' : ` channel #${channel}`;
      return `vendor add ${vendor} ${quoted(label)} organisation ${organisations.join(', ')}${where}${reason(sentence.because)}`;
    }
    case 'vendor-set':
      return `vendor set ${sentence.vendor} ${writeVendorEdit(sentence.edit)}${reason(sentence.because)}`;
    case 'vendor-remove':
      return `vendor remove ${sentence.vendor}${reason(sentence.because)}`;
    case 'vendor-invite':
      return `vendor invite ${sentence.vendor} ${sentence.address}${reason(sentence.because)}`;
    default:
      return sentence satisfies never;
  }
}

/** `hours to monday, tuesday 08:00-18:00 in Europe/Sofia`; `cost limit to 5000.00 EUR a month`. */
export function writeVendorEdit(edit: VendorEdit): string {
  switch (edit.set) {
    case 'channel':
      return `channel to #${edit.channel}`;
    case 'organisations':
      return `organisations to ${edit.organisations.join(', ')}`;
    case 'hours':
      return `hours to ${writeSupportHours(edit)}`;
    case 'zone':
      return `zone to ${edit.zone}`;
    case 'targets': {
      const parts = Object.entries(edit.targets).map(([what, minutes]) => `${what} ${writeLength(minutes * MINUTE)}`);
      return `targets for ${edit.priority} to ${parts.join(' ')}`;
    }
    case 'contacts':
      return `contacts to ${listOf(edit.users.map((user) => `@${user}`))}`;
    case 'parties':
      return `parties to ${listOf(edit.parties.map(quoted))}`;
    case 'activities':
      return `activities to ${edit.activities ? edit.activities.map(quoted).join(', ') : 'all'}`;
    case 'cost limit':
      return `cost limit to ${edit.limit ? `${writeAmount(edit.limit)} a month` : 'none'}`;
    case 'runs':
      return `runs to ${onOff(edit.runs)}`;
    case 'output':
      return `output to ${onOff(edit.output)}`;
    default:
      return edit satisfies never;
  }
}

function writeSupportHours({ hours, zone }: Extract<VendorEdit, { set: 'hours' }>): string {
  return `${hours ? writeHours(hours) : 'always'}${zone === undefined ? '' : ` in ${zone}`}`;
}

function onOff(on: boolean): string {
  return on ? 'on' : 'off';
}

function listOf(values: readonly string[]): string {
  return values.join(', ') || 'none';
}

/** `5000.50 EUR`, as it is typed: without noughts after the point. */
export function writeAmount({ amount, currency }: { amount: number; currency: string }): string {
  return amount % 100 === 0 ? `${amount / 100} ${currency}` : writeMoney({ amount, currency });
}

function reason(because: string): string {
  return ` because "${because}"`;
}
