import type { Actor } from '../actor.ts';
import type { Instant } from '../instant.ts';
import { redact } from '../redact.ts';
import type { IncidentState, Severity } from './state.ts';

/** What whoever reads along outside may know, and nothing else: an allow-list. `text` has been through `withoutInnerNames`. */
export type ToOutside = {
  id: string;
  drill?: true;
  severity: Severity;
  is: IncidentState['is'];
  since: Instant;
  text?: string;
  nextAt?: Instant;
};

/** An update as it is posted, to our own people and to others. Without `text` it says how things stand to who follows from now on. */
export type UpdateTold = { outside: ToOutside; title: string; by: Actor; room?: string; text?: string };

type Said = { text: string; nextAt?: Instant };

/** `inner`: names of hosts and groups, which others are not to read. */
export function tellUpdate(
  { id, state }: { id: string; state: IncidentState },
  { by, said, inner }: { by: Actor; said: Said | undefined; inner: readonly string[] },
): UpdateTold {
  const { drill, severity, is, milestones, title, room } = state;
  const next = said?.nextAt === undefined ? {} : { nextAt: said.nextAt };
  const text = said && redact(said.text);
  return {
    outside: {
      ...{ id, severity, is, since: milestones.detected },
      ...(drill && { drill }),
      ...(text !== undefined && { text: withoutInnerNames(text, inner) }),
      ...next,
    },
    title,
    by,
    ...(room && { room: room.channel }),
    ...(text !== undefined && { text }),
  };
}

const LINK = /\b[a-z][a-z0-9+.-]{1,20}:\/\/\S*[^\s.,;:!?)\]'"”’]/gi;
const MAIL = /[^\s@<>]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63})+/gi;
const ACCOUNT = /@[UWS][A-Z0-9]{5,20}\b/g;
const CHANNEL = /#[\p{L}\p{N}_-]{1,80}/gu;
const ADDRESS =
  /\b(?:[0-9]{1,3}\.){3}[0-9]{1,3}(?:\/[0-9]{1,2})?\b|\b(?:[0-9a-f]{0,4}:){3,7}[0-9a-f]{0,4}|(?<![\w:])(?:(?:[0-9a-f]{1,4}:){1,6}|:):(?:[0-9a-f]{1,4}:?){1,7}/gi;
/** A name of two dots is one of a network, `host-7.acme.example`, and so is one that ends as only inner names do. */
const DOMAIN = /\b(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){2,}[a-z]{2,24}\b/gi;
const INNER_DOMAIN =
  /\b[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.(?:internal|intranet|local|localdomain|lan|corp|private|home)\b/gi;
/** Dashes that look like the one of a name: what a phone or a text processor makes of it. */
const DASHES = /(?<=[\p{L}\p{N}])[\u2010-\u2013\u2212](?=[\p{L}\p{N}])/gu;

/**
 * A text without what is only ours: names of hosts and groups (with whatever domain is behind them), addresses, links, accounts, channels.
 * It errs towards leaving out.
 */
export function withoutInnerNames(text: string, inner: readonly string[]): string {
  const plain = text
    .replace(DASHES, '-')
    .replace(LINK, 'a link')
    .replace(MAIL, 'an address')
    .replace(ACCOUNT, 'somebody')
    .replace(CHANNEL, 'a channel')
    .replace(ADDRESS, 'an address');
  const names = new Set(inner.map((name) => name.toLowerCase()));
  return plain
    .replace(/[\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)*/gu, (word) => (isInner(word, names) ? 'a host' : word))
    .replace(DOMAIN, 'a host')
    .replace(INNER_DOMAIN, 'a host');
}

function isInner(word: string, names: ReadonlySet<string>): boolean {
  const whole = word.toLowerCase();
  return names.has(whole) || names.has(whole.slice(0, whole.includes('.') ? whole.indexOf('.') : undefined));
}
