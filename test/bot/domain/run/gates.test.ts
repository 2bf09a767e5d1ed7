import { describe, expect, it } from 'vitest';
import type { Risk } from '../../../../bot/domain/command.ts';
import { NOTHING, type Standing } from '../../../../bot/domain/freeze/standing.ts';
import { HOUR } from '../../../../bot/domain/instant.ts';
import type { CalendarState } from '../../../../bot/domain/policy/calendar.ts';
import { type Gated, type GateFacts, passGates, type Staged, stopKey } from '../../../../bot/domain/run/gates.ts';
import { gatesNow } from '../../../../bot/domain/run/gates-now.ts';
import { readPolicy } from '../../../../data/read-policy.ts';
import { PEOPLE } from '../../flow/people.ts';

/** A Wednesday at noon, and a Friday. */
const WEDNESDAY = Date.UTC(2026, 10, 18, 12);
const FRIDAY = Date.UTC(2026, 10, 20, 12);
const DAY = 24 * HOUR;
const where = { team: 'T', channel: 'C' };
const policy = { ...readPolicy(), version: 5 };
const operator = { ...PEOPLE.operator, id: 'olive' };

const production = { name: 'host-7', environment: 'production' as const };
const staging = { name: 'host-4', environment: 'staging' as const };

function gated(more: Partial<Gated> & { risk: Risk }): Gated {
  return { undoes: false, hosts: [production], actor: operator, policy, now: WEDNESDAY, ...more };
}

const freeze = (environments: ('production' | 'staging')[], until = FRIDAY + DAY): Standing => ({
  freezes: [{ id: '4KQ7M', environments, from: 0, until, by: PEOPLE.approver, because: 'sale', where }],
  locks: [],
});
const lock = (by: { team: string; user: string }, person: string, until = FRIDAY + DAY): Standing => ({
  freezes: [],
  locks: [{ host: 'host-7', from: 0, until, by, person, because: 'a leak', where }],
});
const tried: Staged = { run: '8C2MX', at: WEDNESDAY - DAY };

/** In a few words: what it passes with, or what stops it. */
function said(ask: Gated, facts: Partial<GateFacts> = {}, because?: string): string {
  const passed = passGates(ask, { standing: NOTHING, ...facts }, because);
  if (!passed.ok)
    return passed.error.reason === 'stopped' ? `no: ${stopKey(passed.error.stop)}` : `no: ${passed.error.reason}`;
  const { stops, exception } = passed.value;
  return ['yes', ...stops.map((stop) => `asks ${stopKey(stop)}`), ...(exception ? [exception.gate] : [])].join(', ');
}

describe('what would stop somebody who asks now', () => {
  const now = (ask: Gated, standing = NOTHING) => {
    const found = gatesNow(ask, standing);
    return found && [...found.stops.map(stopKey), ...(found.stagingDays ? [`staging ${found.stagingDays}`] : [])];
  };
  it.each<[string, string[] | undefined, Gated, Standing]>([
    ['nothing, of reading', undefined, gated({ risk: 'read', now: FRIDAY }), freeze(['production'])],
    ['nothing, of a repair on Friday', undefined, gated({ risk: 'disruptive', now: FRIDAY }), NOTHING],
    ['staging first, of a change on Wednesday', ['staging 14'], gated({ risk: 'change' }), NOTHING],
    ['both, of a change on Friday', ['hours', 'staging 14'], gated({ risk: 'change', now: FRIDAY }), NOTHING],
    ['a freeze', ['F-4KQ7M'], gated({ risk: 'disruptive' }), freeze(['production'])],
    ['a host that somebody keeps', ['lock'], gated({ risk: 'disruptive' }), lock(PEOPLE.approver, 'anna')],
    ['nothing, of a host that they keep', undefined, gated({ risk: 'disruptive' }), lock(PEOPLE.operator, 'olive')],
    ['nothing, of a change on staging', undefined, gated({ risk: 'change', hosts: [staging] }), NOTHING],
  ])('is %s', (_what, expected, ask, standing) => {
    expect(now(ask, standing)).toEqual(expected);
  });
});

describe('which gate stops what', () => {
  const open = { staged: tried };
  it.each<[string, string, Gated, Partial<GateFacts>]>([
    [
      'reading in a freeze, on a kept host, on a Friday',
      'yes',
      gated({ risk: 'read', now: FRIDAY }),
      { standing: freeze(['production']) },
    ],
    ['a change on Wednesday that was tried', 'yes', gated({ risk: 'change' }), open],
    ['a change on Wednesday that was not', 'no: not-staged', gated({ risk: 'change' }), {}],
    ['a change on Friday', 'no: hours', gated({ risk: 'change', now: FRIDAY }), open],
    ['a change on Wednesday at night', 'no: hours', gated({ risk: 'change', now: WEDNESDAY + 9 * HOUR }), open],
    ['a change on staging on Friday', 'yes', gated({ risk: 'change', now: FRIDAY, hosts: [staging] }), {}],
    [
      'a change on both on Friday',
      'no: hours',
      gated({ risk: 'change', now: FRIDAY, hosts: [staging, production] }),
      open,
    ],
    ['a repair on Friday at night', 'yes', gated({ risk: 'disruptive', now: FRIDAY + 9 * HOUR }), {}],
    ['taking a change back on Friday', 'yes', gated({ risk: 'change', undoes: true, now: FRIDAY }), {}],
    ['a repair in a freeze', 'no: F-4KQ7M', gated({ risk: 'disruptive' }), { standing: freeze(['production']) }],
    [
      'taking a change back in a freeze',
      'no: F-4KQ7M',
      gated({ risk: 'change', undoes: true }),
      { standing: freeze(['production']) },
    ],
    ['a repair in a freeze of staging', 'yes', gated({ risk: 'disruptive' }), { standing: freeze(['staging']) }],
    [
      'a repair at the end of the freeze',
      'yes',
      gated({ risk: 'disruptive' }),
      { standing: freeze(['production'], WEDNESDAY) },
    ],
    [
      'a repair a moment before it',
      'no: F-4KQ7M',
      gated({ risk: 'disruptive' }),
      { standing: freeze(['production'], WEDNESDAY + 1) },
    ],
    [
      'a repair on a host that another keeps',
      'no: lock',
      gated({ risk: 'disruptive' }),
      { standing: lock(PEOPLE.approver, 'amir') },
    ],
    [
      'a repair on a host that they keep',
      'yes',
      gated({ risk: 'disruptive' }),
      { standing: lock(PEOPLE.operator, 'olive') },
    ],
    [
      'a repair by their second account',
      'yes',
      gated({ risk: 'disruptive' }),
      { standing: lock(PEOPLE.guest, 'olive') },
    ],
    [
      'a repair on another host',
      'yes',
      gated({ risk: 'disruptive', hosts: [staging] }),
      { standing: lock(PEOPLE.approver, 'amir') },
    ],
    [
      'a repair when the lock is over',
      'yes',
      gated({ risk: 'disruptive' }),
      { standing: lock(PEOPLE.approver, 'amir', WEDNESDAY) },
    ],
  ])('%s: %s', (_what, expected, ask, facts) => {
    expect(said(ask, facts)).toBe(expected);
  });

  it.each([
    [14 * DAY, 'yes'],
    [14 * DAY + 1, 'no: not-staged'],
  ])('a change that was tried %i ms ago: %s', (ago, expected) => {
    expect(said(gated({ risk: 'change' }), { staged: { run: 'x', at: WEDNESDAY - ago } })).toBe(expected);
  });

  it('a policy without rules for changes stops none by the hour', () => {
    const { changes: _changes, ...open } = policy;
    expect(said(gated({ risk: 'change', now: FRIDAY, policy: open }))).toBe('yes');
  });
});

describe('what a reason does', () => {
  const because = 'the fix';
  it.each<[string, string, Gated, Partial<GateFacts>]>([
    ['passes staging-first, and is shown', 'yes, staging-first', gated({ risk: 'change' }), {}],
    [
      'asks for an exception from a freeze',
      'yes, asks F-4KQ7M',
      gated({ risk: 'disruptive' }),
      { standing: freeze(['production']) },
    ],
    [
      'asks for an exception from the hours',
      'yes, asks hours',
      gated({ risk: 'change', now: FRIDAY }),
      { staged: tried },
    ],
    [
      'asks for both, and stands for the third',
      'yes, asks F-4KQ7M, asks hours, staging-first',
      gated({ risk: 'change', now: FRIDAY }),
      { standing: freeze(['production']) },
    ],
    [
      'does nothing on a host that another keeps',
      'no: lock',
      gated({ risk: 'disruptive' }),
      { standing: lock(PEOPLE.approver, 'amir') },
    ],
    [
      'asks for nothing any more when the run is sent',
      'no: F-4KQ7M',
      gated({ risk: 'disruptive' }),
      { standing: freeze(['production']), excepted: [] },
    ],
  ])('%s', (_what, expected, ask, facts) => {
    expect(said(ask, facts, because)).toBe(expected);
  });
});

describe('an exception', () => {
  it.each<[string, string, string[]]>([
    ['for that freeze lets it past', 'yes', ['F-4KQ7M']],
    ['for another freeze does not', 'no: F-4KQ7M', ['F-00000']],
    ['for the hours does not', 'no: F-4KQ7M', ['hours']],
    ['for a lock does not, since nobody can give one', 'no: F-4KQ7M', ['lock']],
  ])('%s', (_what, expected, excepted) => {
    expect(said(gated({ risk: 'disruptive' }), { standing: freeze(['production']), excepted })).toBe(expected);
  });
});

describe('a calendar outside of Remit', () => {
  const says = (state: CalendarState, environment: 'production' | 'staging' = 'production') => ({
    staged: tried,
    calendars: [{ environment, calendar: 'acme-changes', state }],
  });
  const closed = says({ is: 'closed', until: WEDNESDAY + DAY });
  const silent = says({ is: 'silent', why: 'ThrottlingException' });
  const repair = gated({ risk: 'disruptive' });

  it.each<[string, string, Gated, Partial<GateFacts>, string?]>([
    ['that is open stops nothing', 'yes', repair, says({ is: 'open' })],
    ['that is closed stops repairs', 'no: calendar', repair, closed],
    ['that is closed stops changes', 'no: calendar', gated({ risk: 'change' }), closed],
    ['that is closed stops an undo', 'no: calendar', gated({ risk: 'change', undoes: true }), closed],
    ['stops no reading, closed', 'yes', gated({ risk: 'read' }), closed],
    ['stops no reading, silent', 'yes', gated({ risk: 'read' }), silent],
    ['stops what is elsewhere not', 'yes', repair, says({ is: 'closed' }, 'staging')],
    ['is silent of elsewhere', 'yes', repair, says({ is: 'silent', why: 'x' }, 'staging')],
    ['may be excepted, closed', 'yes, asks calendar', repair, closed, 'it burns'],
    ['counts as closed when it is silent', 'no: calendar-silent', repair, silent],
    ['is silent, and no reason goes past it', 'no: calendar-silent', repair, silent, 'it burns'],
    ['is silent, and no exception goes past it', 'no: calendar-silent', repair, { ...silent, excepted: ['calendar'] }],
    ['was excepted', 'yes', repair, { ...closed, excepted: ['calendar'] }],
  ])('%s', (_which, outcome, ask, facts, because) => {
    expect(said(ask, facts, because)).toBe(outcome);
  });
});
