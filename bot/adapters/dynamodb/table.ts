/**
 * The one table, as data: the stack and the local stand-in build it from here. Items are told apart by the prefix of `pk`.
 *
 * `due` finds work (keys only: it is a hint, before a consistent read of the item), `born` finds streams by kind and time
 * of birth; only event 0 carries `kind`.
 */
export const TABLE = {
  partitionKey: { name: 'pk', type: 'S' },
  sortKey: { name: 'sk', type: 'S' },
  indexes: [
    {
      name: 'due',
      partitionKey: { name: 'shard', type: 'N' },
      sortKey: { name: 'due', type: 'N' },
      projection: 'KEYS_ONLY',
    },
    {
      name: 'born',
      partitionKey: { name: 'kind', type: 'S' },
      sortKey: { name: 'at', type: 'N' },
      projection: 'ALL',
    },
  ],
} as const;

/** Sort keys of events begin with it: the stream's consumer takes only these. */
export const EVENT_PREFIX = 'e#';
