import { existsSync, linkSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export type ObjectListed = { key: string; size: number };

/** The objects of one bucket. `write` is false when there is one by that key: the first stays. */
export type Objects = {
  write(key: string, bytes: Uint8Array): boolean;
  read(key: string): Buffer | undefined;
  /** In the order of their keys. */
  keys(prefix: string): ObjectListed[];
};

/** Parts of a key are names of files: what a file system does not take is written as in an address. */
const SAFE = /^[A-Za-z0-9!_.*'()-]+$/;

export function openObjects(home: string, bucket: string): Objects {
  const root = join(home, 's3', bucket);
  mkdirSync(root, { recursive: true, mode: 0o700 });
  let writes = 0;
  const fileOf = (key: string) => join(root, ...key.split('/').map(nameOf));
  return {
    write(key, bytes) {
      const file = fileOf(key);
      mkdirSync(dirname(file), { recursive: true });
      writes += 1;
      const made = join(root, `.new-${process.pid}-${writes}`);
      writeFileSync(made, bytes);
      try {
        linkSync(made, file); // whole or not at all, and never over another
        return true;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
        throw error;
      } finally {
        rmSync(made);
      }
    },
    read(key) {
      const file = fileOf(key);
      return existsSync(file) && statSync(file).isFile() ? readFileSync(file) : undefined;
    },
    keys(prefix) {
      const listed = readdirSync(root, { recursive: true, withFileTypes: true }).flatMap((entry) => {
        if (!entry.isFile() || entry.name.startsWith('.new-')) return [];
        const file = join(entry.parentPath, entry.name);
        const key = file
          .slice(root.length + 1)
          .split('/')
          .map(decodeURIComponent)
          .join('/');
        return key.startsWith(prefix) ? [{ key, size: statSync(file).size }] : [];
      });
      return listed.sort((a, b) => (a.key < b.key ? -1 : 1));
    },
  };
}

function nameOf(part: string): string {
  if (part === '' || part === '.' || part === '..') return '%2E'.repeat(Math.max(part.length, 1));
  return SAFE.test(part) ? part : encodeURIComponent(part);
}
