import type { Target } from '../domain/target.ts';

/** A host that carries the managed tag but cannot be managed, and why: a doubled name, a missing kind. */
export type Unmanaged = { instanceId: string; name: string; why: string };

/** The targets as `lambdas/inventory` last wrote them. */
export type Inventory = {
  /** Exact names only; consistent. Names that are not there are left out. */
  find(names: string[]): Promise<Target[]>;
  /** The whole list, for groups and suggestions. */
  list(): Promise<{ targets: Target[]; unmanaged: Unmanaged[] }>;
  write(list: { targets: Target[]; unmanaged: Unmanaged[] }): Promise<void>;
};
