import { WEEKDAYS } from '../calendar/week.ts';
import { isZone } from '../calendar/zone.ts';
import { PRIORITIES } from '../escalation/priority.ts';
import { NAME_ALLOWED } from '../language/letters.ts';
import { STATE_LIMIT } from '../ledger/draft.ts';
import { err, ok, type Result } from '../result.ts';
import { AT_ONCE } from '../run/waves.ts';
import type { FileMistake } from '../table/mistake.ts';
import { readJson } from '../table/read-json.ts';
import { type Fault, faultMistake, faultsIn, type Shape } from '../table/shape.ts';
import { ENVIRONMENTS } from '../target.ts';
import { alarmsShape } from './alarms-shape.ts';
import { calendarsShape, faultsOfCalendars } from './calendar-shape.ts';
import { faultsOfImpact, faultsOfIncidents, impactShape, incidentShape } from './incidents-shape.ts';
import { faultsOfLogins, issuesShape } from './issues-shape.ts';
import {
  ASK_DIRECTLY,
  INCIDENTS_TO_VENDORS,
  type PolicyBody,
  QUIET_DAYS,
  RISKS,
  SAFETY_WINDOW_MINUTES,
  STAGING_DAYS,
  WINDOW_MINUTES,
} from './policy.ts';
import { ruleShape, unmeetable, unpaid } from './rule-shape.ts';

const environment: Shape = { is: 'one-of', values: ENVIRONMENTS };
const risk: Shape = { is: 'one-of', values: RISKS };

const CLOCK = /^(?:[01][0-9]|2[0-3]):[0-5][0-9]$/;
const time: Shape = { is: 'text', pattern: CLOCK, allowed: 'a time of the day as 08:00' };
const hours: Shape = {
  is: 'object',
  fields: {
    days: { is: 'list', most: 7, of: { is: 'one-of', values: WEEKDAYS } },
    from: time,
    to: {
      is: 'text',
      pattern: /^(?:(?:[01][0-9]|2[0-3]):[0-5][0-9]|24:00)$/,
      allowed: 'a time of the day as 18:00, or 24:00',
    },
  },
};
const weekTime: Shape = {
  is: 'text',
  pattern: new RegExp(`^(?:${WEEKDAYS.join('|')}) ${CLOCK.source.slice(1)}`),
  allowed: 'a day and a time as thursday 00:00',
};

const hostWord: Shape = { is: 'text', pattern: /^[a-z0-9][a-z0-9.-]{0,62}$/, allowed: NAME_ALLOWED };

/** A policy as a file has it; what an organisation may leave out is optional. */
const policyShape = (): Shape => ({
  is: 'object',
  optional: [
    ...['askDirectly', 'safetyMinutes', 'priorities', 'customListedBefore', 'incidentsToVendors'],
    ...['mayCheck', 'mayEdit'],
    ...['zone', 'businessHours', 'onCall', 'changes', 'deploymentQuietDays', 'atOnce'],
    ...['regions', 'hostGroups', 'issues', 'calendars', 'incidents', 'impact', 'alarms', 'marks'],
  ],
  fields: {
    profile: {
      is: 'text',
      pattern: /^[a-z][a-z0-9-]{0,62}$/,
      allowed: 'the name of a matrix profile: a to z, digits and dashes',
    },
    approvalMinutes: { is: 'integer', ...WINDOW_MINUTES },
    approvals: {
      is: 'list',
      most: 50,
      of: ruleShape,
    },
    askDirectly: { is: 'one-of', values: ASK_DIRECTLY },
    safetyMinutes: { is: 'integer', ...SAFETY_WINDOW_MINUTES },
    priorities: {
      is: 'list',
      most: 50,
      of: {
        is: 'object',
        optional: ['environment', 'risk'],
        fields: { environment, risk, priority: { is: 'one-of', values: PRIORITIES } },
      },
    },
    customListedBefore: {
      is: 'list',
      most: 50,
      of: {
        is: 'text',
        pattern: /^[a-z][a-z0-9-]{0,62}$/,
        allowed: 'the id of an activity: a to z, digits and dashes',
      },
    },
    incidentsToVendors: { is: 'one-of', values: INCIDENTS_TO_VENDORS },
    atOnce: { is: 'integer', ...AT_ONCE },
    mayCheck: {
      is: 'list',
      most: 100,
      of: {
        is: 'text',
        pattern: /^(?:[*][.](?=[^.]+[.]))?[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?(?::[1-9][0-9]{0,4})?$/,
        allowed: 'a host such as shop.acme.example, or *.acme.example; with a port where it is not 80 or 443',
      },
    },
    deploymentQuietDays: { is: 'integer', ...QUIET_DAYS },
    incidents: { is: 'list', most: 3, of: incidentShape },
    impact: impactShape,
    mayEdit: {
      is: 'list',
      most: 100,
      of: {
        is: 'text',
        pattern:
          /^(?=.{2,200}$)\/(?:etc|opt|srv|usr\/local\/etc)(?:\/[A-Za-z0-9_][A-Za-z0-9._@+-]*)*\/(?:[A-Za-z0-9_*][A-Za-z0-9._@+-]*|[A-Za-z0-9_][A-Za-z0-9._@+-]*[*][A-Za-z0-9._@+-]*)$/,
        allowed:
          'a file below /etc, /opt, /srv or /usr/local/etc by its whole path, with at most one * and only in its name: /etc/nginx/conf.d/*.conf; no part begins with a dot',
      },
    },
    zone: {
      is: 'text',
      pattern: /^[A-Za-z0-9_+/-]{1,40}$/,
      fits: isZone,
      allowed: 'the name of a time zone, such as UTC or Europe/Berlin',
    },
    regions: { is: 'list', most: 50, of: hostWord },
    hostGroups: {
      is: 'list',
      most: 100,
      of: { is: 'object', optional: ['region'], fields: { name: hostWord, region: hostWord } },
    },
    issues: issuesShape(),
    calendars: calendarsShape,
    alarms: alarmsShape,
    marks: {
      is: 'list',
      most: 10,
      of: {
        is: 'text',
        pattern: /^[a-z0-9_+'-]{1,100}$/,
        allowed: 'the name of a reaction without colons: pushpin',
      },
    },
    businessHours: hours,
    onCall: hours,
    changes: {
      is: 'list',
      most: 10,
      of: {
        is: 'object',
        optional: ['environment', 'closed', 'hours', 'stagingFirstDays'],
        fields: {
          environment,
          closed: { is: 'list', most: 10, of: { is: 'object', fields: { from: weekTime, to: weekTime } } },
          hours: { is: 'one-of', values: ['business'] },
          stagingFirstDays: { is: 'integer', ...STAGING_DAYS },
        },
      },
    },
  },
});

/** Reads a policy from what JSON says: the whole of it, or every value that is wrong. */
export function readPolicy(value: unknown): Result<PolicyBody, Fault[]> {
  const faults = faultsIn(value, policyShape());
  if (faults.length > 0) return err(faults);
  const untrue = [
    ...unmeetable((value as PolicyBody).approvals),
    ...unpaid((value as PolicyBody).approvals),
    ...faultsOfHours(value as PolicyBody),
    ...faultsOfGroups(value as PolicyBody),
    ...faultsOfCalendars(value as PolicyBody),
    ...faultsOfIncidents(value as PolicyBody),
    ...faultsOfLogins(value as PolicyBody),
    ...faultsOfImpact(value as PolicyBody),
  ];
  if (untrue.length > 0) return err(untrue);
  const bytes = Buffer.byteLength(JSON.stringify(value));
  if (bytes <= STATE_LIMIT) return ok(value as PolicyBody);
  return err([{ path: 'the file', got: `${bytes} bytes as a record`, allowed: `at most ${STATE_LIMIT}` }]);
}

/** What only several values together can tell. */
function faultsOfHours({ businessHours, onCall, changes = [] }: PolicyBody): Fault[] {
  const faults: Fault[] = [];
  for (const [path, hours] of Object.entries({ businessHours, onCall })) {
    if (hours?.days.length === 0) faults.push({ path: `${path}.days`, got: '[]', allowed: 'at least one day' });
  }
  const wanting = businessHours ? -1 : changes.findIndex((rule) => rule.hours === 'business');
  if (wanting >= 0) {
    faults.push({
      path: `changes[${wanting}].hours`,
      got: '"business"',
      allowed: 'only beside businessHours, which say when',
    });
  }
  return faults;
}

/** A group is named once, and stands in a region that is listed. */
function faultsOfGroups({ hostGroups = [], regions = [] }: PolicyBody): Fault[] {
  return hostGroups.flatMap(({ name, region }, at): Fault[] => {
    const twice = hostGroups.findIndex((one) => one.name === name) < at;
    const listed = region === undefined || regions.includes(region);
    return [
      ...(twice ? [{ path: `hostGroups[${at}].name`, got: JSON.stringify(name), allowed: 'each group once' }] : []),
      ...(listed
        ? []
        : [{ path: `hostGroups[${at}].region`, got: JSON.stringify(region), allowed: regionsAllowed(regions) }]),
    ];
  });
}

function regionsAllowed(regions: readonly string[]): string {
  return regions.length > 0 ? regions.join(', ') : 'none: regions lists none';
}

/** Reads a policy's file: where it was taken from does not matter, it may be a stranger's. Never throws on any bytes. */
export function readPolicyFile(bytes: Uint8Array): Result<PolicyBody, FileMistake[]> {
  const json = readJson(bytes);
  if (!json.ok) return err([json.error]);
  const policy = readPolicy(json.value);
  if (policy.ok) return policy;
  return err(policy.error.map(faultMistake));
}
