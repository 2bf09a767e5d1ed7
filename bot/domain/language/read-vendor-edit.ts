import { isZone } from '../calendar/zone.ts';
import { PRIORITIES } from '../escalation/priority.ts';
import { HOUR, MINUTE } from '../instant.ts';
import { ok, type Result } from '../result.ts';
import type { VendorEdit } from '../vendor/edit.ts';
import type { Targets } from '../vendor/vendor.ts';
import type { Builtin } from './builtins.ts';
import { sayBack } from './letters.ts';
import { notUnderstood } from './misread.ts';
import { amountOf, placesWords } from './money.ts';
import { not } from './read-act.ts';
import { readDayHours } from './read-set-hours.ts';
import { LENGTH_ALLOWED, readLength } from './read-time.ts';
import { phrasesOf, readChannel, readContacts, readOrganisations, withinMost } from './read-vendor-value.ts';
import type { Misread } from './sentence.ts';
import { nearest } from './suggest.ts';
import { says, type Token } from './tokens.ts';

type Read = Result<VendorEdit, Misread>;
type Asked = { vendor: string; what: string[]; value: readonly Token[]; builtin: Builtin };

/** What a vendor has that can be set, as it stands before `to`. */
const PARTS: Record<string, (asked: Asked) => Read> = {
  channel: ({ value, builtin }) => mapped(readChannel(value, builtin), (channel) => ({ set: 'channel', channel })),
  organisations: ({ value, builtin }) =>
    mapped(readOrganisations(value, builtin), (organisations) => ({ set: 'organisations', organisations })),
  hours: readHours,
  zone: readZone,
  targets: readTargets,
  contacts: ({ value, builtin }) => mapped(readContacts(value, builtin), (users) => ({ set: 'contacts', users })),
  parties: readParties,
  activities: readActivities,
  'cost limit': readLimit,
  runs: (asked) => readSwitch('runs', asked),
  output: (asked) => readSwitch('output', asked),
};
const OTHER_WORDS: Record<string, string> = {
  organisation: 'organisations',
  organization: 'organisations',
  organizations: 'organisations',
  party: 'parties',
  activity: 'activities',
  contact: 'contacts',
  limit: 'cost limit',
  target: 'targets',
  'support hours': 'hours',
  run: 'runs',
};

/** Reads what follows the name in `vendor set`: a part, `to`, and its value. */
export function readVendorEdit(
  vendor: string,
  { tokens, builtin }: { tokens: readonly Token[]; builtin: Builtin },
): Read {
  const to = tokens.findIndex((token) => says(token, 'to'));
  const what = tokens.slice(0, Math.max(to, 0)).map(({ text }) => text.toLowerCase());
  const value = tokens.slice(to + 1);
  if (to < 1 || value.length === 0) {
    return notUnderstood(`${sayBack(builtin.name)} does not say what, and to what`, ALLOWED, builtin.examples[0] ?? '');
  }
  const isTargets = ['target', 'targets'].includes(what[0] ?? '');
  const said = isTargets ? (what[0] ?? '') : what.join(' ');
  const part = OTHER_WORDS[said] ?? said;
  const read = Object.hasOwn(PARTS, part) ? PARTS[part] : undefined;
  if (read) return read({ vendor, what: what.slice(1), value, builtin });
  const [near] = nearest(said, Object.keys(PARTS));
  const example = near === undefined ? builtin.examples[0] : `help vendor set`;
  const meant = near === undefined ? '' : `: did you mean \`${near}\`?`;
  return notUnderstood(`${sayBack(said)} is nothing that a vendor has${meant}`, ALLOWED, example ?? '');
}

const ALLOWED =
  '`channel to #…`, `organisations to T…, E…`, `parties to "…", "…"`, `activities to "…", "…"` or `all`, `hours to 8:00-18:00 mon-fri in Europe/Sofia` or `always`, `zone to …`, `targets for major to accept 2h reply 4h done 2d`, `contacts to @…, @…`, `cost limit to 5000 EUR a month` or `none`, `runs to on` or `off`, `output to on` or `off`';

function mapped<T>(read: Result<T, Misread>, edit: (value: T) => VendorEdit): Read {
  return read.ok ? ok(edit(read.value)) : read;
}

function typed(value: readonly Token[]): string {
  return value
    .map(({ text }) => text)
    .join(' ')
    .replaceAll(' ,', ',');
}

function readHours({ vendor, value }: Asked): Read {
  const words = value.filter(({ is }) => is !== 'comma').map(({ text }) => text);
  const at = words.findIndex((word) => word.toLowerCase() === 'in');
  const zone = at < 0 ? undefined : words.slice(at + 1).join(' ');
  const said = (at < 0 ? words : words.slice(0, at)).join(' ').toLowerCase();
  if (zone !== undefined && !isZone(zone)) return noZone(vendor, zone);
  const of = zone === undefined ? {} : { zone };
  if (['always', 'any', '24/7', 'around the clock'].includes(said)) return ok({ set: 'hours', ...of });
  const hours = readDayHours(said);
  if (hours) return ok({ set: 'hours', hours, ...of });
  const allowed =
    'hours and days, as `8:00-18:00 mon-fri` or `sunday-friday 9:00-17:30`, with `in` and a zone; or `always`';
  return notUnderstood(
    `${sayBack(said)} are no hours`,
    allowed,
    `vendor set ${vendor} hours to 8:00-18:00 mon-fri in Europe/Sofia because "their contract"`,
  );
}

function readZone({ vendor, value }: Asked): Read {
  const zone = typed(value);
  return isZone(zone) ? ok({ set: 'zone', zone }) : noZone(vendor, zone);
}

function noZone(vendor: string, zone: string): Read {
  const allowed = 'the name of a time zone, with its capitals: `UTC`, `Europe/Sofia`';
  return notUnderstood(
    `${sayBack(zone)} is no time zone`,
    allowed,
    `vendor set ${vendor} zone to Europe/Sofia because "where they are"`,
  );
}

const TIMES = ['accept', 'reply', 'done'] as const satisfies (keyof Targets)[];
/** What is asked of them at all is over after a month. */
const LONGEST = 30 * 24 * HOUR;

/** `targets for major to accept 2h reply 4h done 2d`: any of the three; the others stay. */
function readTargets({ vendor, what, value }: Asked): Read {
  const example = `vendor set ${vendor} targets for major to accept 2h reply 4h done 2d because "their contract"`;
  const priority = PRIORITIES.find((one) => one === what.filter((word) => word !== 'for').join(' '));
  if (!priority) {
    const got = what.filter((word) => word !== 'for').join(' ');
    const why = got === '' ? '`targets` do not say of which priority' : `${sayBack(got)} is no priority`;
    return notUnderstood(why, `\`for\` and ${PRIORITIES.map((one) => `\`${one}\``).join(', ')}`, example);
  }
  const targets: Partial<Targets> = {};
  const words = value.filter(({ is }) => is !== 'comma').map(({ text }) => text.toLowerCase());
  const begins = words.flatMap((word, at) => (TIMES.some((one) => one === word) ? [at] : []));
  if (begins[0] !== 0) return notUnderstood(`${sayBack(words.join(' '))} are no targets`, TARGETS_ALLOWED, example);
  for (const [index, at] of begins.entries()) {
    const name = TIMES.find((one) => one === words[at]);
    const length = readLength(words.slice(at + 1, begins[index + 1]), LONGEST);
    if (!length.ok) return notUnderstood(length.error.why, length.error.allowed, example);
    if (name && length.value % MINUTE === 0) targets[name] = length.value / MINUTE;
  }
  return ok({ set: 'targets', priority, targets });
}

const TARGETS_ALLOWED = `any of \`accept\`, \`reply\` and \`done\`, each with ${LENGTH_ALLOWED}`;

function readParties({ value, builtin }: Asked): Read {
  const parties = [...new Set(phrasesOf(value))];
  if (parties.length === 1 && parties[0]?.toLowerCase() === 'none') return ok({ set: 'parties', parties: [] });
  if (parties.length === 0) return not('it names no party of the matrix', builtin);
  return mapped(withinMost('parties', parties, builtin), (some) => ({ set: 'parties', parties: some }));
}

function readActivities({ value, builtin }: Asked): Read {
  const activities = [...new Set(phrasesOf(value))];
  if (activities.length === 1 && activities[0]?.toLowerCase() === 'all') return ok({ set: 'activities' });
  if (activities.length === 0) return not('it names no activity', builtin);
  return mapped(withinMost('activities', activities, builtin), (some) => ({ set: 'activities', activities: some }));
}

const SYMBOLS: Record<string, string> = { '€': 'EUR', $: 'USD', '£': 'GBP' };
/** Ten thousand millions are more than any budget of a month. */
const MONEY = /^([0-9]{1,9})(?:[.]([0-9]{2,4}))? ?([a-z]{3})(?: (?:a|per|each) month| monthly|\/month)?$/;

function readLimit({ vendor, value }: Asked): Read {
  const said = typed(value)
    .toLowerCase()
    .replace(/[€$£]/g, (sign) => ` ${SYMBOLS[sign]?.toLowerCase()}`)
    .trim();
  if (said === 'none') return ok({ set: 'cost limit' });
  const [, whole, places = '', of = ''] = MONEY.exec(said) ?? [];
  const currency = of.toUpperCase();
  const amount = whole === undefined ? 0 : amountOf(whole, places, currency);
  if (amount) return ok({ set: 'cost limit', limit: { amount, currency } });
  const wrong = amount === undefined ? `${placesWords(currency)}: ` : '';
  const allowed = `${wrong}an amount and a currency, as \`5000 EUR a month\` or \`1250.50 USD\`, without marks between thousands; or \`none\``;
  return notUnderstood(
    `${sayBack(typed(value))} is no limit`,
    allowed,
    `vendor set ${vendor} cost limit to 5000 EUR a month because "budget of 2027"`,
  );
}

function readSwitch(part: 'runs' | 'output', { vendor, value }: Asked): Read {
  const said = typed(value).toLowerCase();
  if (said !== 'on' && said !== 'off') {
    const example = `vendor set ${vendor} ${part} to off because "the audit"`;
    return notUnderstood(`${sayBack(said)} is neither on nor off`, '`on` or `off`', example);
  }
  const on = said === 'on';
  return ok(part === 'runs' ? { set: part, runs: on } : { set: part, output: on });
}
