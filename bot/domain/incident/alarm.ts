import type { Policy } from '../policy/policy.ts';
import type { IncidentKind, Severity } from './state.ts';

/**
 * What alarms of these names do: `match` is a name, with `*` for any part of it. The first rule that fits decides; an alarm that no rule
 * names opens nothing. Alarms of one rule are of one incident as long as it is not over. `channel` is where it is declared.
 */
export type AlarmRule = { match: string; severity: Severity; kind?: IncidentKind; channel: string };

export function alarmRule({ alarms = [] }: Pick<Policy, 'alarms'>, name: string): AlarmRule | undefined {
  return alarms.find(({ match }) => fits(match, name));
}

/** By hand: a pattern from a record must not become one that takes for ever. */
function fits(match: string, name: string): boolean {
  const [first = '', ...rest] = match.split('*');
  if (rest.length === 0) return match === name;
  const last = rest.pop() ?? '';
  if (!name.startsWith(first) || !name.endsWith(last) || name.length < first.length + last.length) return false;
  let at = first.length;
  for (const part of rest) {
    const found = name.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return at <= name.length - last.length;
}
