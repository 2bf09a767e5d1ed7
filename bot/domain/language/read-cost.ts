import { ok, type Result } from '../result.ts';
import { type Builtin, builtinNamed } from './builtins.ts';
import type { EscalationSentence } from './escalation-sentence.ts';
import { sayBack } from './letters.ts';
import { notUnderstood } from './misread.ts';
import { MONEY_ALLOWED, readMoney } from './money.ts';
import { checkReason, not } from './read-act.ts';
import { REQUEST_ALLOWED, readRequestId } from './run-id.ts';
import type { Misread, Sentence } from './sentence.ts';
import { type Cut, says, type Token } from './tokens.ts';

/** Reads what follows `approve` and `deny`: `cost E-4KQ7M`, of an approval with the sum that was seen. */
export function readCost(verb: 'approve' | 'deny', { cut }: { cut: Cut }): Result<EscalationSentence, Misread> {
  const builtin = named(`${verb} cost`);
  const [, id, ...rest] = cut.tokens;
  if (!id) return not(`\`${verb} cost\` does not say which request`, builtin);
  const request = readRequestId(id.text);
  if (request === undefined) {
    return notUnderstood(`${sayBack(id.text)} is not the id of a request`, REQUEST_ALLOWED, builtin.examples[0] ?? '');
  }
  const unsaid = checkReason(builtin, cut.because);
  if (unsaid) return not(unsaid, builtin);
  if (verb === 'approve') return readApproval(request, rest, builtin);
  const [more] = rest;
  if (more) return not(`I do not know what to do with ${sayBack(more.text)}`, builtin);
  return ok({ is: 'deny-cost', request, ...(cut.because !== undefined && { because: cut.because }) });
}

function readApproval(
  request: string,
  [at, ...sum]: readonly Token[],
  builtin: Builtin,
): Result<EscalationSentence, Misread> {
  if (!at) return ok({ is: 'approve-cost', request });
  if (!says(at, 'at')) return not(`I do not know what to do with ${sayBack(at.text)}`, builtin);
  const text = sum.map((token) => token.text).join(' ');
  const seen = readMoney(text.replaceAll(' , ', ','));
  if (seen) return ok({ is: 'approve-cost', request, seen });
  const why = text === '' ? 'there is no amount after `at`' : `${sayBack(text)} is no amount`;
  return notUnderstood(why, MONEY_ALLOWED, builtin.examples[1] ?? '');
}

/** `form deny cost E-4KQ7M`: the form that asks for the reason. */
export function readDenyCostForm({ tokens, because }: Cut): Result<Sentence, Misread> {
  const request = readRequestId(tokens[1]?.text ?? '');
  if (request === undefined) {
    return notUnderstood('`deny cost` does not say which request', REQUEST_ALLOWED, 'deny cost E-4KQ7M');
  }
  const filled = { request };
  return ok({ is: 'form', gap: { command: 'deny cost', missing: ['because'], filled, ...(because && { because }) } });
}

const MONTH = /^\d{4}-(?:0[1-9]|1[0-2])$/;
const VENDOR = /^[a-z][a-z0-9-]{0,62}$/;

/** `budget`, `budget virtuozzo`, `budget virtuozzo 2026-11`, `budget 2026-11`. */
export function readBudgetSentence({ cut }: { cut: Cut }): Result<EscalationSentence, Misread> {
  const builtin = named('budget');
  const unsaid = checkReason(builtin, cut.because);
  if (unsaid) return not(unsaid, builtin);
  const words = cut.tokens.map(({ text }) => text.toLowerCase());
  const month = words.find((word) => MONTH.test(word));
  const [vendor, ...more] = words.filter((word) => word !== month);
  const example = builtin.examples[2] ?? '';
  if (vendor !== undefined && /^\d/.test(vendor)) {
    return notUnderstood(`${sayBack(vendor)} is no month`, 'a year and a month: `2026-11`', example);
  }
  const wrong = more[0] ?? (vendor !== undefined && !VENDOR.test(vendor) ? vendor : undefined);
  if (wrong !== undefined) return not(`I do not know what to do with ${sayBack(wrong)}`, builtin);
  return ok({ is: 'budget', ...(vendor !== undefined && { vendor }), ...(month !== undefined && { month }) });
}

function named(name: string): Builtin {
  const builtin = builtinNamed(name);
  if (!builtin) throw new Error(`no built-in sentence is named "${name}"`);
  return builtin;
}
