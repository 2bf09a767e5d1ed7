import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** When a calendar is closed, as ISO 8601 in UTC; open at any other time. */
const closed = z.object({ from: z.iso.datetime(), to: z.iso.datetime() });
const calendars = z.record(z.string(), z.array(closed));
export type Calendars = z.infer<typeof calendars>;

/**
 * Change Calendars are edited by hand: `<home>/calendars.json`, read at every call. Without that file there is none; undefined
 * when nobody can tell what it says.
 */
export function readCalendars(home: string): Calendars | undefined {
  try {
    return calendars.safeParse(JSON.parse(readFileSync(join(home, 'calendars.json'), 'utf8'))).data;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {};
    throw error;
  }
}
