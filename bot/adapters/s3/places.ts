/** Where agents store what commands print: the only place of its bucket that a host may write to. */
export const OUTPUT_PREFIX = 'outputs';

/** Where copies of the ledger's events are kept. */
export const COPY_PREFIX = 'events';
