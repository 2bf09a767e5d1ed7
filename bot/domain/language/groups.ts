import { ENVIRONMENTS, type Group, KINDS, type Kind } from '../target.ts';
import { isName } from './letters.ts';

/** A group as it was read: it may be several (`all hosts` is two kinds), and ends after `length` words. */
export type GroupRead = { groups: Group[]; length: number };

const SHORT: Record<string, string> = { prod: 'production', infra: 'infrastructure' };
const GENERIC: Record<string, readonly Kind[]> = {
  host: ['user-host', 'infrastructure-host'],
  container: ['infrastructure-container', 'end-user-container'],
};
const KIND_PHRASES: readonly (readonly [string, readonly Kind[]])[] = [
  ...KINDS.map((kind): [string, Kind[]] => [kind, [kind]]),
  ...Object.entries(GENERIC),
];

/** The words of which groups are made, for suggestions. */
export const GROUP_WORDS: readonly string[] = [
  'all',
  'user',
  'infrastructure',
  'end-user',
  'end',
  'hosts',
  'containers',
  ...ENVIRONMENTS,
];

export const GROUPS_ALLOWED =
  '`all` needs a kind, an environment, a tag or a group: `all user hosts`, `all staging`, `all production containers`, `tag:web`, `group:users-2`';

/**
 * Reads what follows `all`: an environment, a kind in singular or plural with spaces or hyphens, a tag, a group of hosts; each optional,
 * in this order, at least one. Undefined when nothing of it is there.
 */
export function readGroup(words: readonly string[]): GroupRead | undefined {
  let length = 0;
  const first = long(words[0] ?? '');
  const environment = ENVIRONMENTS.find((one) => one === first);
  if (environment) length += 1;
  const kinds = readKinds(words.slice(length));
  length += kinds?.length ?? 0;
  const tag = readTag(words[length]);
  if (tag) length += 1;
  const hosts = readHostGroup(words.slice(length));
  length += hosts?.length ?? 0;
  if (length === 0) return;
  const common: Group = {
    ...(environment && { environment }),
    ...(tag && { tag }),
    ...(hosts && { group: hosts.group }),
  };
  return { groups: kinds ? kinds.kinds.map((kind) => ({ kind, ...common })) : [common], length };
}

export function readTag(word: string | undefined): string | undefined {
  const tag = word?.startsWith('tag:') ? word.slice(4) : undefined;
  return tag !== undefined && isName(tag) ? tag : undefined;
}

/** `group:users-2`, or `in group users-2`. */
export function readHostGroup(words: readonly string[]): { group: string; length: number } | undefined {
  const [first, second, third = ''] = words;
  if (first === 'in' && second === 'group' && isName(third)) return { group: third, length: 3 };
  const group = first?.startsWith('group:') ? first.slice('group:'.length) : undefined;
  return group !== undefined && isName(group) ? { group, length: 1 } : undefined;
}

/** A kind at the beginning of some words, the longest that fits: `user hosts`, `end user containers`, `hosts`. */
function readKinds(words: readonly string[]): { kinds: readonly Kind[]; length: number } | undefined {
  for (let length = Math.min(3, words.length); length > 0; length -= 1) {
    const phrase = words.slice(0, length).map(long).join('-').replace(/s$/, '');
    const found = KIND_PHRASES.find(([name]) => name === phrase);
    if (found) return { kinds: found[1], length };
  }
  return;
}

function long(word: string): string {
  return word.replace(/^(?:prod|infra)(?=-|$)/, (short) => SHORT[short] ?? short);
}

/** A group in words, as it is read: `all production user hosts tag:web`, or `tag:web` or `group:users-2` alone. */
export function writeGroup({ kind, environment, tag, group }: Group): string {
  const tagged = [...(tag ? [`tag:${tag}`] : []), ...(group ? [`group:${group}`] : [])];
  if (!kind && !environment && tagged.length === 1) return tagged.join(' ');
  return ['all', ...(environment ? [environment] : []), ...(kind ? [`${kindWords(kind)}s`] : []), ...tagged].join(' ');
}

/** A kind as people say it: `user host`, `end-user container`. */
export function kindWords(kind: Kind): string {
  return kind.replace(/-(?=host$|container$)/, ' ');
}
