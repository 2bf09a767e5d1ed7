/** A hint to look at a stream again in `seconds` (at most 900). Lost, the sweep does it. */
export type Soon = (stream: string, seconds: number) => Promise<void>;
