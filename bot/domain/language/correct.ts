import type { Command, CommandDefinition } from '../command.ts';
import type { Group, Target } from '../target.ts';
import { isIn } from './resolve.ts';
import { nearest } from './suggest.ts';
import { write } from './write.ts';

/** More than this many sentences are no choice any more. */
const CHOICE = 4;

/**
 * The sentences that may have been meant when names of targets, a tag or a service are not known: each whole and
 * correct, at most four, best guess of order none. Empty when all is known, or when something unknown is near nothing.
 */
export function corrections(command: Command, definition: CommandDefinition, targets: readonly Target[]): string[] {
  const selectors = correctSelector(command.targets, targets);
  const corrected = selectors.flatMap((selector) => {
    const known = targets.filter((target) => isMeant(selector, target));
    return correctFields(command.fields, definition, known).map((fields) => ({
      ...command,
      fields,
      targets: selector,
    }));
  });
  const typed = write(command, [definition]);
  return corrected
    .slice(0, CHOICE)
    .map((one) => write(one, [definition]))
    .filter((sentence) => sentence !== typed);
}

/** The one corrected sentence, when exactly one is near: what a refusal may suggest. */
export function correct(
  command: Command,
  definition: CommandDefinition,
  targets: readonly Target[],
): string | undefined {
  const [only, other] = corrections(command, definition, targets);
  return other === undefined ? only : undefined;
}

function isMeant({ names, groups }: Command['targets'], target: Target): boolean {
  return names.includes(target.name) || groups.some((group) => isIn(group, target));
}

function correctSelector({ names, groups }: Command['targets'], targets: readonly Target[]): Command['targets'][] {
  const known = new Set(targets.map(({ name }) => name));
  const tags = new Set(targets.flatMap((target) => target.tags));
  const nameLists = everyWay(names.map((name) => (known.has(name) ? [name] : nearest(name, known))));
  const hostGroups = new Set(targets.flatMap(({ group }) => group ?? []));
  const groupLists = everyWay(groups.map((group) => correctGroup(group, { tags, hostGroups })));
  return nameLists.flatMap((list) => groupLists.map((of) => ({ names: [...new Set(list)], groups: of })));
}

type Known = { tags: ReadonlySet<string>; hostGroups: ReadonlySet<string> };

function correctGroup(group: Group, { tags, hostGroups }: Known): Group[] {
  const tagged = near(group.tag, tags).map((tag) => ({ ...group, ...(tag !== undefined && { tag }) }));
  return tagged.flatMap((one) =>
    near(one.group, hostGroups).map((name) => ({ ...one, ...(name !== undefined && { group: name }) })),
  );
}

function near(word: string | undefined, known: ReadonlySet<string>): (string | undefined)[] {
  return word === undefined || known.has(word) ? [word] : nearest(word, known);
}

/** Services are known only where every target says what runs on it; else the word stands as typed. */
function correctFields(
  fields: Command['fields'],
  definition: CommandDefinition,
  targets: readonly Target[],
): Command['fields'][] {
  const services = new Set(targets.flatMap((target) => target.services));
  const certain = targets.length > 0 && targets.every((target) => target.services.length > 0);
  const entries = Object.entries(fields).map(([name, value]): [string, string][] => {
    const checked = certain && definition.fields[name]?.known === 'services' && !services.has(value);
    const near = checked ? nearest(value, services) : [];
    return near.length > 0 ? near.map((service) => [name, service]) : [[name, value]];
  });
  return everyWay(entries).map((one) => Object.fromEntries(one));
}

/** Every way to take one of each list, at most one more than can be offered as a choice. */
function everyWay<T>(lists: readonly (readonly T[])[]): T[][] {
  return lists.reduce<T[][]>(
    (ways, list) => ways.flatMap((way) => list.map((item) => [...way, item])).slice(0, CHOICE + 1),
    [[]],
  );
}
