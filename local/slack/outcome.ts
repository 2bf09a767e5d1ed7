/** What an operation answers in Slack's own words: its fields, or one error code with the reasons behind it. */
export type Refused = { ok: false; error: string; messages?: string[] };
export type Outcome<T extends object = object> = ({ ok: true } & T) | Refused;

export function refused(error: string, messages?: string[]): Refused {
  return messages ? { ok: false, error, messages } : { ok: false, error };
}
