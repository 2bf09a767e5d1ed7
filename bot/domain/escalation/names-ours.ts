import type { Target } from '../target.ts';
import type { Ask, Spot } from './ask.ts';

/** A name as it may stand in a text, with the domain that it may have behind it; an address of the fourth version too. */
const NAME = /[\p{L}\p{N}](?:[\p{L}\p{N}._-]*[\p{L}\p{N}])?/gu;
/** Addresses that are of one network only (RFC 1918, 6598, 3927, 4193, 4291), and names of AWS and of inner domains. */
const INNER = [
  /^(?:10|127)(?:\.\d{1,3}){3}$/,
  /^(?:192\.168|169\.254|172\.(?:1[6-9]|2\d|3[01])|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7]))(?:\.\d{1,3}){2}$/,
  /^m?i-[0-9a-f]{8,17}$/,
  /\.(?:internal|local|lan|corp|intranet|home\.arpa)$/,
];
const INNER_V6 = /(?<![\w:])f(?:[cd][0-9a-f]{2}|e[89ab][0-9a-f])(?::{1,2}[0-9a-f]{1,4}){1,7}(?:::)?(?![\w:])/gi;

/** What of ours may be named: targets and their groups. A group that is called by a plain word (`web`) says nothing of ours. */
export type Ours = readonly Pick<Target, 'name' | 'group'>[];

/** The names of ours in texts for a vendor, each once, as it was typed: hosts, groups, instances, addresses of an inner network. */
export function namesOurs(texts: readonly string[], ours: Ours): string[] {
  const known = knownOf(ours);
  const found = texts.flatMap((text) => [
    ...(text.match(INNER_V6) ?? []),
    ...(text.match(NAME) ?? []).filter((name) => isInner(name) || heads(name).some((one) => known.has(one))),
  ]);
  return found.filter((name, at) => found.findIndex((one) => same(one, name)) === at);
}

/** Those of them that are neither of the request's own targets, nor have been said before, nor are named on purpose. */
export function namesLeft(
  names: readonly string[],
  {
    spots,
    before,
    naming = [],
  }: { spots: readonly Pick<Spot, 'name'>[]; before: readonly string[]; naming?: readonly string[] | undefined },
): string[] {
  const own = new Set(spots.flatMap(({ name }) => [name.toLowerCase(), ...short(name)]));
  const said = [...before, ...naming];
  return names.filter((name) => !heads(name).some((one) => own.has(one)) && !said.some((one) => same(one, name)));
}

/** A text without these names: what stood there is hidden, as a secret is. */
export function withoutNames(text: string, names: readonly string[]): string {
  const without = (found: string) => (names.some((name) => same(name, found)) ? '[hidden]' : found);
  return text.replace(INNER_V6, without).replace(NAME, without);
}

/** Everything in a request that somebody of ours typed, or a host of ours printed. */
export function textsOf({ task, typed, because, note, custom, diagnosis }: Ask): string[] {
  const notes = custom.flatMap(({ what, because: why, agreed }) => [what, why, agreed]);
  const printed = diagnosis ? [diagnosis.task, ...diagnosis.outputs.map(({ text }) => text)] : [];
  return [task, typed, because, note, ...notes, ...printed].filter((text) => text !== undefined);
}

/** Names in the command that is asked for are the request's own: they are what is to be done. What is asked in words may name anything. */
export function ownNames({ kind, task }: Pick<Ask, 'kind' | 'task'>, ours: Ours): string[] {
  return kind === 'other' || kind === 'inner' ? [] : namesOurs([task], ours);
}

function knownOf(ours: Ours): Set<string> {
  const groups = ours.flatMap(({ group = '' }) => (/^\p{L}*$/u.test(group) ? [] : [group.toLowerCase()]));
  return new Set([...groups, ...ours.flatMap(({ name }) => [name.toLowerCase(), ...short(name)])]);
}

/** Of a name with its domain the first part, where that is no plain word. */
function short(name: string): string[] {
  const [first = ''] = name.toLowerCase().split('.');
  return first === name.toLowerCase() || /^\p{L}*$/u.test(first) ? [] : [first];
}

/** As many as the name of a host has at most, for anybody; text may be as long as it likes. */
const PARTS = 12;

/** `host-7.acme.example` may be `host-7`, `host-7.acme`, or itself. */
function heads(name: string): string[] {
  const parts = name.toLowerCase().split('.', PARTS);
  return parts.map((_, at) => parts.slice(0, at + 1).join('.'));
}

function isInner(name: string): boolean {
  return INNER.some((inner) => inner.test(name.toLowerCase()));
}

function same(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
