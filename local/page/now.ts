import { readPage } from './store.ts';

/** What the workspace's clock says, in seconds: the machine's, unless somebody put it forward. */
export function nowSeconds(): number {
  return (Date.now() + (readPage().directory?.ahead ?? 0)) / 1000;
}
