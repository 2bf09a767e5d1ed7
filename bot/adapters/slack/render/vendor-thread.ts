import { saidAs, type ToldVendor } from '../../../domain/escalation/told-vendor.ts';
import { section } from './blocks.ts';
import { money } from './escalation-talk.ts';
import { requestName } from './escalation-words.ts';
import { person } from './labels.ts';
import type { Reading, Rendered } from './rendered.ts';
import { code, inline } from './text.ts';

/** Characters of what one of ours says to them. */
const TEXT = 2_000;

/** A message of ours below the vendor's card. Whoever of theirs took the request is called by name. */
export function renderToldVendor(told: ToldVendor, reading: Reading): Rendered {
  const us = inline(reading.us ?? '', 80) || 'Your customer';
  const name = requestName(told.request);
  const said = `${told.to ? `${person(told.to, reading)} ` : ''}${words(told, { us: `*${us}*`, name })}`;
  return {
    text: said.replaceAll('*', ''),
    blocks: [section(said)],
    metadata: {
      event_type: 'remit_run',
      event_payload: { stream: `escalation#${told.request}`, effect: saidAs(told) },
    },
  };
}

function words(told: ToldVendor, { us, name }: { us: string; name: string }): string {
  switch (told.is) {
    case 'replied':
      return `💬 ${us}: “${inline(told.text, TEXT)}”`;
    case 'reopened':
      return `↩ ${us} reopened ${name}: “${inline(told.text, TEXT)}” · it is yours again`;
    case 'cost-approved': {
      const cost = told.estimate ? ` of *${money(told.estimate)}*` : '';
      return `✔ The cost${cost} is approved: you may accept ${name}, for example ${code('accept eta 2h')}`;
    }
    case 'cost-denied':
      return `⏹ ${us} did not approve the cost of ${name}: nothing is to be done`;
    case 'withdrawn':
      return `⏹ ${us} took ${name} back: nothing is to be done any more`;
    case 'expired':
      return `⌛ ${name} expired: nothing is to be done any more`;
    case 'recorded':
      return `✔ ${us} put on record that ${name} is done`;
    case 'reminded':
      return reminder(told, name);
    case 'run':
      return RUN[told.move.is](us);
    default:
      return told satisfies never;
  }
}

type Reminded = Extract<ToldVendor, { is: 'reminded' }>;

/** What is late, and what can be said here. */
function reminder({ of, kind }: Reminded, name: string): string {
  const what = `⏰ *${name}*`;
  if (of === 'accept') return `${what} is to be accepted, and its time is over: for example ${code('accept eta 2h')}`;
  if (of === 'reply' && kind === 'paid')
    return `${what} is to be estimated, and its time is over: ${code('estimate 1250 EUR')}`;
  if (kind === 'safety') return `${what} waits for your word, and its time is over: ${code('safe because "…"')}`;
  return of === 'reply'
    ? `${what} waits for your first words, and its time is over: ${code('progress "…" eta 2h')}`
    : `${what} is to be done, and its time is over: ${code('progress "…" eta 2h')}, or ${code('done "…"')}`;
}

const RUN: Record<'waits' | 'stopped' | 'over', (us: string) => string> = {
  waits: (us) => `⏸ Your run waits for an approval of ${us}`,
  stopped: (us) => `⏹ Your run was not let through by ${us}: nothing was run`,
  over: () => '✔ Your run is over: the card above says how',
};
