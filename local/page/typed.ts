import { type Directory, nameOf } from './directory.ts';

const MARKS = /<([@#!])([^>|]+)(?:\|([^>]*))?>|<(https?:[^>|]+)(?:\|[^>]*)?>|&(amp|lt|gt);/g;
const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>' };

/** A message's text as its writer typed it: Slack keeps ids in angle brackets where they typed names. */
export function asTyped(text: string, directory: Pick<Directory, 'account' | 'named'>): string {
  return text.replace(MARKS, (whole, sign?: string, id = '', label?: string, url?: string, entity?: string): string => {
    if (entity) return ENTITIES[entity] ?? whole;
    if (url) return url;
    if (sign === '@') return `@${nameOr(directory.account(id), label ?? id)}`;
    if (sign === '#') return `#${directory.named(id)?.name ?? label ?? id}`;
    return label ?? `@${id}`;
  });
}

function nameOr(account: ReturnType<Directory['account']>, other: string): string {
  return account ? nameOf(account) : other;
}
