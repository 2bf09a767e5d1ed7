import type { Target } from '../domain/target.ts';
import type { Unmanaged } from './inventory.ts';

/** What the cloud itself says is there: instances and managed nodes that carry the tag `remit=managed`. */
export type Discover = () => Promise<{ targets: Target[]; unmanaged: Unmanaged[] }>;
