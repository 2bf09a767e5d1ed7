import type { Target } from '../target.ts';
import { readGroup } from './groups.ts';
import { isIn } from './resolve.ts';

/**
 * The targets that every word of a filter fits: a kind (`user hosts`), an environment, a tag (`web` or `tag:web`), a
 * service, or the beginning of a name. No filter keeps all.
 */
export function narrow(targets: readonly Target[], filter: readonly string[]): Target[] {
  const words = filter.map((word) => word.toLowerCase()).filter((word) => word !== 'all');
  let left = [...targets];
  for (let at = 0; at < words.length; ) {
    const read = readGroup(words.slice(at));
    left = read
      ? left.filter((target) => read.groups.some((group) => isIn(group, target)))
      : byWord(left, words[at] ?? '');
    at += read?.length ?? 1;
  }
  return left;
}

function byWord(targets: Target[], word: string): Target[] {
  return targets.filter(
    ({ name, tags, services, group }) =>
      name.startsWith(word) || tags.includes(word) || services.includes(word) || group === word,
  );
}
