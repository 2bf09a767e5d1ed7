/** A value as a line of a preview has room for it. */
export function asJson(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 80 ? `${text.slice(0, 79).toWellFormed()}…` : text;
}
