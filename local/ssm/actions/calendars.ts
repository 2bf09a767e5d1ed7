import { z } from 'zod';
import { action } from '../action.ts';
import { refusal } from '../refusal.ts';

/** SSM's own: the name of a calendar, or the ARN of a shared one. */
const input = z.object({ CalendarNames: z.array(z.string().min(1)).min(1), AtTime: z.iso.datetime().optional() });

/** Closed when one of the calendars is; the next moment at which that changes for any of them. */
export const getCalendarState = action(input, ({ CalendarNames, AtTime }, { calendars, now }) => {
  const all = calendars();
  if (!all) return refusal('InternalServerError', 'calendars.json is not as it has to be.');
  const unknown = CalendarNames.find((name) => !Object.hasOwn(all, nameOf(name)));
  if (unknown !== undefined) return refusal('InvalidDocument', `Document with name ${unknown} does not exist.`);
  const at = AtTime === undefined ? now() : Date.parse(AtTime);
  const spans = CalendarNames.flatMap((name) => all[nameOf(name)] ?? []).map(({ from, to }) => ({
    from: Date.parse(from),
    to: Date.parse(to),
  }));
  const isClosed = spans.some(({ from, to }) => from <= at && at < to);
  const changes = spans.flatMap(({ from, to }) => [from, to]).filter((one) => one > at);
  const next = changes.length === 0 ? {} : { NextTransitionTime: iso(Math.min(...changes)) };
  return { ok: true, value: { State: isClosed ? 'CLOSED' : 'OPEN', AtTime: iso(at), ...next } };
});

/** `arn:aws:ssm:eu-central-1:123456789012:document/acme-changes` names the same as `acme-changes` here. */
function nameOf(calendar: string): string {
  return calendar.replace(/^arn:.*:document\//, '');
}

function iso(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}
