import { existsSync, mkdirSync, rmdirSync, writeFileSync } from 'node:fs';

/** Lambda gives a whole core at 1,769 MB, and of it in proportion below: docs.aws.amazon.com/lambda, "Configure memory". */
const WHOLE_CORE = 1_769;
const PERIOD = 100_000;

/** A cgroup that gives its processes as much of a core as Lambda gives at `megabytes`. `join` is for `sh -c`. */
export type Share = { join: string; remove(): void };

/** Nothing where this machine lets us set no quota: no cgroup v2 with its cpu controller, or no right to write there. */
export function shareOf(megabytes: number): Share | undefined {
  const folder = `/sys/fs/cgroup/remit-bench-${process.pid}-${megabytes}`;
  try {
    mkdirSync(folder);
    if (!existsSync(`${folder}/cpu.max`)) {
      rmdirSync(folder);
      return undefined;
    }
    writeFileSync(`${folder}/cpu.max`, `${Math.round((PERIOD * megabytes) / WHOLE_CORE)} ${PERIOD}`);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (['EACCES', 'EPERM', 'ENOENT', 'EROFS'].includes(code)) return undefined;
    throw error;
  }
  return { join: `echo $$ > ${folder}/cgroup.procs`, remove: () => rmdirSync(folder) };
}
