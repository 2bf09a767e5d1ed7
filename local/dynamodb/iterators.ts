import { createRequire } from 'node:module';

type Iterator = { prototype: { close(): Promise<void>; return?(): Promise<void> } };

/**
 * Lets dynalite close the iterators of its queries. It calls their `return()`, which they do not have, and so leaves 12 KB
 * outside the heap behind with each query: 100 MB on a day of sweeps (seen with dynalite 4.0.0, abstract-level 3).
 */
export function closeIterators(): void {
  const from = (path: string, name: string) => createRequire(createRequire(path).resolve(name));
  const level = from(from(import.meta.filename, 'dynalite').resolve('level'), 'classic-level');
  const { AbstractValueIterator, AbstractKeyIterator } = level('abstract-level') as Record<string, Iterator>;
  for (const iterator of [AbstractValueIterator, AbstractKeyIterator]) {
    if (!iterator) throw new Error('abstract-level has other iterators than those that dynalite 4.0.0 leaves open');
    iterator.prototype.return ??= function close(this: { close(): Promise<void> }) {
      return this.close();
    };
  }
}
