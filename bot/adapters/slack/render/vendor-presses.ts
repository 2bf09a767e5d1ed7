import type { VendorStory } from '../../../domain/escalation/to-vendor.ts';
import type { Press } from './blocks.ts';
import { requestName } from './escalation-words.ts';

/** What one of theirs may do, as a button and as what may be written in the thread instead. */
type Choice = { press: Press; twin?: string };

/** The buttons of the vendor's card: none where it is over. */
export function vendorPresses(story: VendorStory): Press[] {
  return choices(story).map(({ press }) => press);
}

/** The same by text, the ones that are used most. */
export function vendorTwins(story: VendorStory): string[] {
  return choices(story).flatMap(({ twin }) => (twin === undefined ? [] : [twin]));
}

function choices({ id, state, toVendor }: VendorStory): Choice[] {
  const name = requestName(id);
  const form = (verb: string, label: string, more: Partial<Press> = {}): Press => ({
    ...{ id: `vendor-${verb}`, label: `${label}…`, says: `form ${verb} ${name}` },
    ...more,
  });
  const ask: Choice = { press: form('ask', 'Ask') };
  const decline: Choice = { press: form('decline', 'Decline'), twin: 'decline because …' };
  switch (state.is) {
    case 'sent':
      if (state.kind === 'safety') {
        return [
          { press: form('safe', 'It is safe', { style: 'primary' }), twin: 'safe because …' },
          { press: form('unsafe', 'It is not safe', { style: 'danger' }), twin: 'unsafe because …' },
          ask,
          decline,
        ];
      }
      if (state.kind === 'paid') {
        const twin = 'estimate 1250 EUR';
        return [{ press: form('estimate', 'Estimate', { style: 'primary' }), twin }, decline, ask];
      }
      return [accept(form), decline, ask];
    case 'estimated':
      return [{ press: form('estimate', 'Estimate anew'), twin: 'estimate 1250 EUR' }, ask, decline];
    case 'offered':
      return [accept(form), decline, ask];
    case 'accepted':
      return [
        ...(toVendor.runs ? [run(name)] : []),
        { press: form('done', 'Done', { style: 'primary' }), twin: 'done: …' },
        { press: form('progress', 'Progress'), twin: 'progress … eta 1h' },
        ask,
        decline,
      ];
    case 'prepared':
    case 'done':
    case 'declined':
    case 'too-dear':
    case 'withdrawn':
    case 'expired':
    case 'safe':
    case 'safe-if':
    case 'unsafe':
      return [];
    default:
      return state.is satisfies never;
  }
}

function accept(form: (verb: string, label: string, more: Partial<Press>) => Press): Choice {
  return { press: form('accept', 'Accept', { style: 'primary' }), twin: 'accept eta 30m' };
}

function run(name: string): Choice {
  return { press: { id: 'vendor-run', label: 'Run', says: `run ${name}` }, twin: 'run' };
}
