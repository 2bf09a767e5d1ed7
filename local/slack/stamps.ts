/** Makes Slack's `ts`: seconds and six digits, unique and rising even when two fall into one microsecond. */
export function newStamps(now: () => number, lastMicros: number): () => string {
  let last = lastMicros;
  return () => {
    last = Math.max(last + 1, now() * 1000);
    return `${Math.floor(last / 1e6)}.${String(last % 1e6).padStart(6, '0')}`;
  };
}
