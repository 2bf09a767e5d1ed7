import type { Moment } from '../calendar/moment.ts';
import type { Estimate, Word } from '../escalation/state.ts';
import { HOUR } from '../instant.ts';
import { isMeantAsEnd, withoutMark } from './meant-as-end.ts';
import { amountOf, placesWords } from './money.ts';
import { normalise } from './normalise.ts';
import { LENGTH_ALLOWED, MOMENT_ALLOWED, readLength, readMoment } from './read-time.ts';
import { REQUEST_ALLOWED, readRequestId } from './run-id.ts';
import { type Cut, cut, says, type Token } from './tokens.ts';

/** When they mean to be done: in so many milliseconds, or at a time in their own zone. */
export type Eta = { in: number } | { at: Moment };

/** What one of a vendor's people says of a request. Without `request` it is the one whose thread they write in. */
export type VendorSentence = { request?: string } & (
  | { says: 'accept'; eta?: Eta }
  | { says: 'decline'; because: string }
  | { says: 'ask'; text: string }
  | { says: 'progress'; text: string; eta?: Eta }
  | ({ says: 'estimate'; text?: string } & Estimate)
  | { says: 'done'; text?: string }
  | { says: 'word'; word: Word; condition?: string; because: string }
  | { says: 'run' }
);

/**
 * It begins as one of their sentences and goes on as none: what may stand there. Nothing of ours is named. `named`: something stands where a request's id
 * does; `request` is that id, where it can be one. `doubtful`: it may end a request, or be talk.
 */
export type VendorMisread = {
  wrong: string;
  allowed: string;
  example: string;
  named?: true;
  doubtful?: true;
  request?: string;
};

const VERBS = ['accept', 'decline', 'ask', 'progress', 'estimate', 'done', 'safe', 'unsafe', 'run'] as const;
type Verb = (typeof VERBS)[number];

/** The longest that they may say it takes. */
const ETA_MOST = 30 * 24 * HOUR;

const EXAMPLES: Record<Verb, string> = {
  accept: 'accept E-4KQ7M eta 30m',
  decline: 'decline E-4KQ7M because "the node is not ours"',
  ask: 'ask E-4KQ7M "which of the two gates?"',
  progress: 'progress E-4KQ7M "the first node is done" eta 1h',
  estimate: 'estimate E-4KQ7M 1250 EUR "two hours of work"',
  done: 'done E-4KQ7M "restarted, and watched for ten minutes"',
  safe: 'safe E-4KQ7M because "the node is drained"',
  unsafe: 'unsafe E-4KQ7M because "it breaks replication"',
  run: 'run E-4KQ7M',
};

/**
 * Reads what somebody of another organisation writes. `undefined`: it is none of their sentences, and they get the one fixed answer. No word
 * of ours is suggested to them, and nothing of ours can be reached by it.
 */
export function readVendorSentence(typed: string): VendorSentence | VendorMisread | undefined {
  const { text, parted } = withoutMark(normalise(typed));
  const sentence = cut(text);
  const [first, ...rest] = sentence.tokens;
  const verb = first?.is === 'word' ? VERBS.find((one) => one === first.text.toLowerCase()) : undefined;
  if (!verb) return undefined;
  const [id] = rest;
  const named = id?.is === 'word' && /^e-/i.test(id.text);
  const request = named ? readRequestId(id.text) : undefined;
  const about = request === undefined ? {} : { request };
  if (named && request === undefined) {
    return { ...wrong(verb, 'that is not the id of a request', REQUEST_ALLOWED), named };
  }
  if (!named && ENDS.includes(verb) && !isMeantAsEnd(rest, { parted })) return doubtful(verb);
  const tokens = named ? rest.slice(1) : rest;
  const read = readAfter(verb, { ...sentence, tokens });
  return 'wrong' in read && named ? { ...read, named, ...about } : { ...about, ...read };
}

/** As `readVendorSentence`, of a message that is not to us: what begins with somebody's name is said to them. */
export function readVendorTalk(written: string): VendorSentence | VendorMisread | undefined {
  return /^\s*<@/.test(written) ? undefined : readVendorSentence(written);
}

type Said = VendorSentence | VendorMisread;

function wrong(verb: Verb, why: string, allowed: string): VendorMisread {
  return { wrong: why, allowed, example: EXAMPLES[verb] };
}

/** Words by which a request is over. */
const ENDS: readonly Verb[] = ['done', 'decline'];

function doubtful(verb: Verb): VendorMisread {
  const allowed = `\`${verb}: …\` or \`${verb} "…"\` to end it; as talk, it ends nothing`;
  return { ...wrong(verb, `it is not clear whether \`${verb}\` is meant to end it`, allowed), doubtful: true };
}

function readAfter(verb: Verb, { tokens, because }: Cut): Said {
  switch (verb) {
    case 'accept':
      return withEta(verb, tokens, (eta, left) =>
        left === ''
          ? { says: 'accept', ...eta }
          : wrong(verb, 'only a time may follow', '`eta` and a time, or nothing'),
      );
    case 'progress':
      return withEta(verb, tokens, (eta, text) =>
        text === '' ? wrong(verb, 'it does not say how far you are', 'some words') : { says: 'progress', text, ...eta },
      );
    case 'ask': {
      const text = textOf(tokens, because);
      return text === '' ? wrong(verb, 'it does not say what you ask', 'a question') : { says: 'ask', text };
    }
    case 'decline': {
      const why = because ?? textOf(tokens);
      return why === ''
        ? wrong(verb, 'it does not say why', '`because` and a reason')
        : { says: 'decline', because: why };
    }
    case 'done': {
      const text = textOf(tokens, because);
      return { says: 'done', ...(text !== '' && { text }) };
    }
    case 'estimate':
      return readEstimate(tokens, because);
    case 'safe':
    case 'unsafe':
      return readWord(verb, tokens, because);
    case 'run':
      return tokens.length === 0 ? { says: 'run' } : wrong(verb, 'nothing may follow', 'the id alone');
    default:
      return verb satisfies never;
  }
}

/** All words as they were typed; a `because` is no mark of its own in free text. */
function textOf(tokens: readonly Token[], because?: string): string {
  const words = tokens.map(({ is, text }) => (is === 'comma' ? ',' : text)).join(' ');
  return [words.replaceAll(' ,', ','), ...(because === undefined ? [] : [`because ${because}`])].join(' ').trim();
}

type Etas = { eta?: Eta };

function withEta(verb: 'accept' | 'progress', tokens: readonly Token[], go: (eta: Etas, left: string) => Said): Said {
  const at = tokens.findIndex((token) => says(token, 'eta') || says(token, 'in'));
  if (at < 0 || (verb === 'progress' && says(tokens[at], 'in'))) return go({}, textOf(tokens));
  const words = tokens.slice(at + 1).map(({ text }) => text);
  const length = readLength(words, ETA_MOST);
  if (length.ok) return go({ eta: { in: length.value } }, textOf(tokens.slice(0, at)));
  const moment = readMoment(words);
  if (moment.ok) return go({ eta: { at: moment.value } }, textOf(tokens.slice(0, at)));
  return wrong(
    verb,
    words.length === 0 ? 'there is no time after `eta`' : moment.error.why,
    `${LENGTH_ALLOWED}; or ${MOMENT_ALLOWED}`,
  );
}

const SYMBOLS: Record<string, string> = { '€': 'EUR', $: 'USD', '£': 'GBP' };
const MONEY_ALLOWED = 'an amount and a currency: `1250 EUR`, `1250.50 USD`; no marks between thousands';

function readEstimate(tokens: readonly Token[], because: string | undefined): Said {
  const typed = tokens.map(({ text }) => text).join(' ');
  const money = /^([€$£])? ?(\d{1,9})(?:(?: ?, ?|[.] ?)(\d{2})|[.](\d{3,4}))? ?(€|\$|£|[a-z]{3})?(?: (.*))?$/i.exec(
    typed,
  );
  const [, before, whole, two, places = two ?? '', after, words = ''] = money ?? [];
  const currency = SYMBOLS[before ?? after ?? ''] ?? after?.toUpperCase();
  if (whole === undefined || currency === undefined || (before !== undefined && after !== undefined)) {
    return wrong('estimate', 'it does not say how much, or in what', MONEY_ALLOWED);
  }
  const amount = amountOf(whole, places, currency);
  if (amount === undefined) return wrong('estimate', placesWords(currency), MONEY_ALLOWED);
  if (amount === 0) return wrong('estimate', 'nothing is no estimate', MONEY_ALLOWED);
  const text = [words, ...(because === undefined ? [] : [`because ${because}`])].join(' ').trim();
  return { says: 'estimate', amount, currency, ...(text !== '' && { text }) };
}

function readWord(verb: 'safe' | 'unsafe', tokens: readonly Token[], because: string | undefined): Said {
  const conditional = verb === 'safe' && says(tokens[0], 'if');
  const condition = textOf(conditional ? tokens.slice(1) : tokens);
  if (because === undefined || because === '') return wrong(verb, 'it does not say why', '`because` and a reason');
  if (conditional) {
    return condition === ''
      ? wrong(verb, 'there is no condition after `if`', '`safe if "…" because …`')
      : { says: 'word', word: 'safe-if', condition, because };
  }
  if (condition !== '') return wrong(verb, 'only a reason may follow', '`because` and a reason');
  return { says: 'word', word: verb, because };
}
