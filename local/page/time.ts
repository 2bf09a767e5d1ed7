/** Times as a reader sees them: in the zone of their account, as Slack does. */

const cache = new Map<string, Intl.DateTimeFormat>();

function formatter(zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = zone + JSON.stringify(options);
  const known = cache.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-GB', { ...options, timeZone: zone });
  cache.set(key, made);
  return made;
}

/** A zone the browser knows: an account's zone comes from data, and an unknown one would throw in every message. */
export function knownZone(zone: string): string {
  try {
    new Intl.DateTimeFormat('en-GB', { timeZone: zone });
    return zone;
  } catch {
    return Intl.DateTimeFormat().resolvedOptions().timeZone;
  }
}

export const secondsOf = (ts: string): number => Number.parseFloat(ts);

/** `14:32`, and `14:32:07` with seconds. */
export function clock(seconds: number, zone: string, precision: 'minutes' | 'seconds' = 'minutes'): string {
  const withSeconds: Intl.DateTimeFormatOptions = precision === 'seconds' ? { second: '2-digit' } : {};
  return formatter(zone, { hour: '2-digit', minute: '2-digit', ...withSeconds }).format(seconds * 1000);
}

/** `2026-12-24T18:00`: as a field of a day and a time holds it, by the clocks of the zone. */
export const fieldTime = (seconds: number, zone: string): string => `${dayOf(seconds, zone)}T${clock(seconds, zone)}`;

/** The other way. Of a time that the clocks say twice the first; of one that they skip what follows it. */
export function secondsOfField(local: string, zone: string): number {
  const written = Date.parse(`${local}Z`) / 1000;
  const ahead = (seconds: number) => Date.parse(`${fieldTime(seconds, zone)}Z`) / 1000 - seconds;
  const first = written - ahead(written - 86_400);
  return fieldTime(first, zone) === local ? first : written - ahead(first);
}

/** The day as `2026-08-30`, to compare days in the reader's zone. */
export function dayOf(seconds: number, zone: string): string {
  // Every zone's days begin at a quarter of an hour, so one answer serves all messages of that quarter.
  const quarter = `${zone}${Math.floor(seconds / 900)}`;
  const known = days.get(quarter);
  if (known) return known;
  const day = findDay(seconds, zone);
  days.set(quarter, day);
  return day;
}

const days = new Map<string, string>();

function findDay(seconds: number, zone: string): string {
  const parts = formatter(zone, { year: 'numeric', month: '2-digit', day: '2-digit' }).formatToParts(seconds * 1000);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}`;
}

const LONG: Intl.DateTimeFormatOptions = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' };
const MIDDLE: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'long', year: 'numeric' };
const SHORT: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short', year: 'numeric' };

function near(seconds: number, zone: string, now: number): string | undefined {
  const day = dayOf(seconds, zone);
  const names: [number, string][] = [
    [0, 'today'],
    [-86_400, 'yesterday'],
    [86_400, 'tomorrow'],
  ];
  return names.find(([shift]) => dayOf(now + shift, zone) === day)?.[1];
}

/** `Today`, `Yesterday`, or the day in full: the line between two days of a channel. */
export function dayName(seconds: number, zone: string, now: number): string {
  const name = near(seconds, zone, now);
  return name ? name[0]?.toUpperCase() + name.slice(1) : formatter(zone, LONG).format(seconds * 1000);
}

/** The full moment with its zone, for a tooltip. */
export function moment(seconds: number, zone: string): string {
  const options: Intl.DateTimeFormatOptions = {
    ...LONG,
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short',
  };
  return formatter(zone, options).format(seconds * 1000);
}

/** `3 min ago`, `in 2 h`: rounded down, because a deadline that has passed must not look open. */
export function ago(seconds: number, now: number): string {
  const distance = Math.abs(now - seconds);
  const [amount, unit] =
    distance < 60
      ? [distance, 's']
      : distance < 3600
        ? [distance / 60, 'min']
        : distance < 86_400
          ? [distance / 3600, 'h']
          : [distance / 86_400, 'd'];
  const words = `${Math.floor(amount)} ${unit}`;
  return seconds <= now ? `${words} ago` : `in ${words}`;
}

/**
 * Fills the tokens of `<!date^…>` (docs.slack.dev/messaging/formatting-message-text#date-formatting).
 *
 * `_pretty` says today, yesterday or tomorrow where that is shorter.
 */
export function formatDate(template: string, seconds: number, zone: string, now: number): string {
  const say = (options: Intl.DateTimeFormatOptions) => formatter(zone, options).format(seconds * 1000);
  const tokens: Record<string, () => string> = {
    date_num: () => dayOf(seconds, zone),
    date: () => say(MIDDLE),
    date_slash: () => say({ day: '2-digit', month: '2-digit', year: 'numeric' }),
    date_short: () => say(SHORT),
    date_long: () => say(LONG),
    date_pretty: () => near(seconds, zone, now) ?? say(MIDDLE),
    date_short_pretty: () => near(seconds, zone, now) ?? say(SHORT),
    date_long_pretty: () => near(seconds, zone, now) ?? say(LONG),
    day_divider_pretty: () => dayName(seconds, zone, now),
    time: () => clock(seconds, zone),
    time_secs: () => clock(seconds, zone, 'seconds'),
    ago: () => ago(seconds, now),
  };
  return template.replace(/\{([a-z_]+)\}/g, (all, name: string) => tokens[name]?.() ?? all);
}

/** `1.2 kB`, as people read sizes. */
export function fileSize(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  return bytes < 1_000_000 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
