import { ok, type Result } from '../result.ts';
import { type Group, KINDS } from '../target.ts';
import { kindWords, readGroup } from './groups.ts';
import { isName, NAME_ALLOWED, sayBack } from './letters.ts';
import { type NotUnderstood, notUnderstood } from './misread.ts';
import { says, type Token } from './tokens.ts';

/**
 * Reads what follows `targets`: conditions that all have to hold. Each becomes one word: a kind's id, `hosts` or
 * `containers`, an environment, `tag:web`, or a word that is a tag, a group or the beginning of a name.
 */
export function readFilter(tokens: readonly Token[]): Result<string[], NotUnderstood> {
  const words = tokens
    .filter((token) => token.is !== 'comma' && !says(token, 'and') && !says(token, 'all'))
    .map(({ text }) => text.toLowerCase());
  const filter = new Set<string>();
  for (let at = 0; at < words.length; ) {
    const word = words[at] ?? '';
    const read = readGroup(words.slice(at));
    if (!read && !isName(word)) {
      const allowed = `a kind, an environment, a tag, or the beginning of a name (${NAME_ALLOWED})`;
      return notUnderstood(`${sayBack(word)} is nothing that targets have`, allowed, 'targets user hosts');
    }
    for (const condition of read ? conditions(read.groups) : [word]) filter.add(condition);
    at += read?.length ?? 1;
  }
  return ok([...filter]);
}

function conditions(groups: readonly Group[]): string[] {
  const [{ kind, environment, tag, group } = {}, other] = groups;
  const kinds = other ? `${kind?.split('-').at(-1)}s` : kind;
  return [environment, kinds, tag && `tag:${tag}`, group && `group:${group}`].filter(
    (condition) => condition !== undefined,
  );
}

/** The conditions as the sentence says them: `targets production user hosts`. */
export function writeFilter(filter: readonly string[]): string {
  return filter.map(conditionWords).join(' ');
}

function conditionWords(condition: string): string {
  const kind = KINDS.find((one) => one === condition);
  return kind ? `${kindWords(kind)}s` : condition;
}
