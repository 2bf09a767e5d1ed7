import { readRequestId } from './run-id.ts';

/** What a vendor's person does with a form of its own; everything else they say in one press or in words. */
export const HEARD_FORMS = ['accept', 'decline', 'ask', 'progress', 'estimate', 'done', 'safe', 'unsafe'] as const;
export type HeardForm = (typeof HEARD_FORMS)[number];

/** `form accept E-4KQ7M`: the button of a request's card in the vendor's channel. Nothing else opens a form for them. */
export function readHeardForm(text: string): { does: HeardForm; request: string } | undefined {
  const [form, verb, id = '', ...rest] = text.split(' ');
  const does = HEARD_FORMS.find((one) => one === verb);
  const request = readRequestId(id);
  return form === 'form' && does && request !== undefined && rest.length === 0 ? { does, request } : undefined;
}
