import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SeedTarget } from '../seed-targets.ts';
import type { Host } from './host.ts';

type Tags = Readonly<Record<string, string>>;

/** Sets tags of a host, beside those that it has; a value that is there is replaced. */
export type SetTags = (host: Host, tags: Tags) => void;

/** Tags that were set since the hosts were made, in `<home>/tags.json`: they survive a restart, as a cloud's do. */
export function openTags(home: string): { withTags(target: SeedTarget): SeedTarget; set: SetTags } {
  const file = join(home, 'tags.json');
  const kept = read(file);
  return {
    withTags: (target) => ({ ...target, tags: { ...target.tags, ...kept[target.instanceId] } }),
    set(host, tags) {
      host.tags = { ...host.tags, ...tags };
      kept[host.instanceId] = { ...kept[host.instanceId], ...tags };
      writeFileSync(`${file}.new`, JSON.stringify(kept));
      renameSync(`${file}.new`, file);
    },
  };
}

function read(file: string): Record<string, Tags> {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') throw cause;
    return {};
  }
}

/** For as long as the hosts are up. */
export const setTagsForNow: SetTags = (host, tags) => {
  host.tags = { ...host.tags, ...tags };
};
