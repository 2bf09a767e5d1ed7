import { ok, type Result } from '../result.ts';
import { type Builtin, builtinNamed } from './builtins.ts';
import { isName, NAME_ALLOWED, sayBack } from './letters.ts';
import { meant, notUnderstood } from './misread.ts';
import { checkReason, not } from './read-act.ts';
import { readVendorEdit } from './read-vendor-edit.ts';
import { readVendorFigures } from './read-vendor-figures.ts';
import { readChannel, readOrganisations } from './read-vendor-value.ts';
import type { Misread, Sentence } from './sentence.ts';
import { nearest } from './suggest.ts';
import { type Cut, says, type Token } from './tokens.ts';
import { VENDOR_FORM } from './vendor-sentence.ts';
import { quoted } from './write.ts';

type Read = Result<Sentence, Misread>;
type Asked = { tokens: readonly Token[]; because: string; builtin: Builtin };

/** What is done to a vendor's record: no vendor is called so. */
const VERBS = ['add', 'set', 'remove', 'invite'] as const;
type Verb = (typeof VERBS)[number];

const LABEL_MOST = 60;
const ADDRESS = /^[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+$/;

/** `vendors` takes no words. */
export function readVendors({ cut: { tokens, because } }: { cut: Cut }): Read {
  const builtin = vendorBuiltin('vendors');
  const [more] = tokens;
  if (more) return not(`I do not know what to do with ${sayBack(more.text)}`, builtin);
  const wrong = checkReason(builtin, because);
  return wrong ? not(wrong, builtin) : ok({ is: 'vendors' });
}

/** Reads what follows `vendor`: what is done to its record, its name and `settings`, or its name and a time of figures. */
export function readVendor({ cut }: { cut: Cut }): Read {
  const [first, ...tokens] = cut.tokens;
  const said = first?.text.toLowerCase() ?? '';
  const verb = VERBS.find((one) => one === said);
  if (verb) return readChange(verb, { tokens, because: cut.because });
  const settings = vendorBuiltin('vendor settings');
  if (!first) return not('`vendor` does not say which vendor', settings);
  const slip = meant('What about that vendor?', slips(said, cut));
  if (slip) return slip;
  const name = readName(first, settings);
  if (!name.ok) return name;
  const [what, more] = tokens;
  if (!says(what, 'settings')) return readVendorFigures(name.value, { ...cut, tokens });
  if (more) return not(unknown(more), settings);
  const wrong = checkReason(settings, cut.because);
  return wrong ? not(wrong, settings) : ok({ is: 'vendor-settings', vendor: name.value });
}

/** `form vendor add`, with what is known: the rest is asked there. */
export function readVendorForm({ cut }: { cut: Cut }): Read {
  const [first, ...tokens] = cut.tokens;
  if (says(first, 'add')) return formOf(tokens, cut.because);
  return notUnderstood('there is one form of a vendor', '`form vendor add`', 'form vendor add');
}

function readChange(verb: Verb, { tokens, because }: { tokens: readonly Token[]; because: string | undefined }): Read {
  const builtin = vendorBuiltin(`vendor ${verb}`);
  if (verb === 'add' && isShort(tokens, because)) return formOf(tokens, because);
  const [first, ...rest] = tokens;
  if (!first) return not(`${sayBack(builtin.name)} does not say which vendor`, builtin);
  const vendor = readName(first, builtin);
  if (!vendor.ok) return vendor;
  const unsaid = checkReason(builtin, because);
  if (unsaid) return not(unsaid, builtin);
  const asked: Asked = { tokens: rest, because: because ?? '', builtin };
  switch (verb) {
    case 'add':
      return readAdd(vendor.value, asked);
    case 'set': {
      const edit = readVendorEdit(vendor.value, asked);
      return edit.ok ? ok({ is: 'vendor-set', vendor: vendor.value, edit: edit.value, because: asked.because }) : edit;
    }
    case 'remove':
      return rest[0]
        ? not(unknown(rest[0]), builtin)
        : ok({ is: 'vendor-remove', vendor: vendor.value, because: asked.because });
    case 'invite':
      return readInvite(vendor.value, asked);
    default:
      return verb satisfies never;
  }
}

/** Whether something that a new vendor has to have is not there at all. */
function isShort(tokens: readonly Token[], because: string | undefined): boolean {
  const said = lay(tokens);
  return said.name === undefined || said.label === '' || said.organisations.length === 0 || because === undefined;
}

function readAdd(vendor: string, { tokens, because, builtin }: Asked): Read {
  const said = lay(tokens, 0);
  if (said.label.length > LABEL_MOST) {
    const why = `a vendor is called by at most ${LABEL_MOST} characters: this has ${said.label.length}`;
    return notUnderstood(why, 'how people call it', builtin.examples[0] ?? '');
  }
  const organisations = readOrganisations(said.organisations, builtin);
  if (!organisations.ok) return organisations;
  const of = { is: 'vendor-add', vendor, label: said.label, organisations: organisations.value, because } as const;
  if (said.channel.length === 0) return ok(of);
  const channel = readChannel(said.channel, builtin);
  return channel.ok ? ok({ ...of, channel: channel.value }) : channel;
}

function readInvite(vendor: string, { tokens: [named, more], because, builtin }: Asked): Read {
  if (!named) return not('`vendor invite` does not say whom', builtin);
  if (more) return not(unknown(more), builtin);
  const address = named.text;
  if (ADDRESS.test(address) && address.length <= 254) return ok({ is: 'vendor-invite', vendor, address, because });
  const allowed = 'the e-mail address of one person of theirs';
  return notUnderstood(`${sayBack(address)} is no e-mail address`, allowed, builtin.examples[0] ?? '');
}

type Laid = { name?: string; label: string; organisations: Token[]; channel: Token[] };

/** What stands where in `vendor add`, by its keywords; `names`: how many words stand before what people call it. */
function lay(tokens: readonly Token[], names = 1): Laid {
  const at = (words: string[]) => tokens.findIndex((token) => words.some((word) => says(token, word)));
  const [organisation, channel] = [
    at(['organisation', 'organisations', 'organization', 'organizations']),
    at(['channel']),
  ];
  const ends = [organisation, channel].filter((one) => one >= 0);
  const until = (from: number) => Math.min(tokens.length, ...ends.filter((one) => one > from));
  const part = (from: number) => (from < 0 ? [] : tokens.slice(from + 1, until(from)));
  const before = tokens.slice(0, until(-1));
  const label = before.slice(names).map(({ text }) => text);
  const [name] = names === 0 ? [] : before;
  return {
    ...(name && { name: name.text.toLowerCase() }),
    label: label.join(' ').trim(),
    organisations: part(organisation),
    channel: part(channel),
  };
}

function formOf(tokens: readonly Token[], because: string | undefined): Read {
  const { name, label, organisations, channel } = lay(tokens);
  const known = {
    vendor: name ?? '',
    label,
    organisation: organisations
      .map(({ text }) => text)
      .join(' ')
      .replaceAll(' ,', ','),
    channel: channel.map(({ text }) => text.replace(/^#/, '')).join(''),
  };
  const filled = Object.fromEntries(Object.entries(known).filter(([, value]) => value !== ''));
  const missing = [
    ...Object.keys(known).filter((part) => !(part in filled) && part !== 'channel'),
    ...(because ? [] : ['because']),
  ];
  return ok({ is: 'form', gap: { command: VENDOR_FORM, missing, filled, ...(because && { because }) } });
}

/** A slip of what is done. Only that takes a reason, so that the name of a vendor is not taken for one. */
function slips(said: string, { tokens, because }: Cut): string[] {
  if (because === undefined) return [];
  const words = tokens.slice(1).map(({ is, text }) => (is === 'quoted' ? quoted(text) : text));
  const rest = words.join(' ').replaceAll(' ,', ',');
  return nearest(said, VERBS).map((verb) => `vendor ${verb} ${rest} because "${because}"`);
}

function readName({ text }: Token, builtin: Builtin): Result<string, Misread> {
  const name = text.toLowerCase();
  if (isName(name) && !VERBS.some((one) => one === name)) return ok(name);
  const allowed = `the name of a vendor: ${NAME_ALLOWED}; not ${VERBS.map((one) => `\`${one}\``).join(', ')}`;
  return notUnderstood(`${sayBack(text)} cannot be the name of a vendor`, allowed, builtin.examples[0] ?? '');
}

function unknown({ text }: Token): string {
  return `I do not know what to do with ${sayBack(text)}`;
}

function vendorBuiltin(name: string): Builtin {
  const builtin = builtinNamed(name);
  if (!builtin) throw new Error(`no built-in sentence is named "${name}"`);
  return builtin;
}
