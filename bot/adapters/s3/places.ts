/** Where agents store what commands print: the only place of its bucket that a host may write to. */
export const OUTPUT_PREFIX = 'outputs';
