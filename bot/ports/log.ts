/** One JSON line. Ids and reasons only: never a payload, a token or free text. */
export type Log = (
  level: 'info' | 'warn' | 'error',
  what: string,
  fields?: Record<string, string | number | boolean>,
) => void;
