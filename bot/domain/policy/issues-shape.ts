import { PRIORITIES } from '../escalation/priority.ts';
import type { Fault, Shape } from '../table/shape.ts';
import { CIRCLE_OWNERS, LOGINS, type PolicyBody } from './policy.ts';

/** Where tasks are logged, as a file has it. Made when it is asked for: no other function carries it. */
export function issuesShape(): Shape {
  const repository: Shape = {
    is: 'text',
    pattern: /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})\/(?![.]{1,2}$)[A-Za-z0-9._-]{1,100}$/,
    allowed: 'a repository of GitHub’s as owner/name: acme/operations',
  };
  const label: Shape = {
    is: 'text',
    pattern: /^[^\s,][^,\r\n]{0,48}[^\s,]$/,
    allowed: '2 to 50 characters without a comma',
  };
  const login: Shape = {
    is: 'text',
    pattern: /^[A-Za-z0-9](?:-?[A-Za-z0-9]){0,38}$/,
    allowed: 'the login of an account of GitHub’s, without @',
  };
  const labels: Shape = {
    is: 'object',
    optional: [...PRIORITIES],
    fields: { critical: label, major: label, minor: label },
  };
  const circleOwners: Shape = { is: 'list', most: CIRCLE_OWNERS, of: login };
  const logins: Shape = {
    is: 'list',
    most: LOGINS,
    of: {
      is: 'object',
      fields: {
        user: { is: 'text', pattern: /^[UW][A-Z0-9]{2,20}$/, allowed: 'the id of an account of Slack’s: U and digits' },
        login,
      },
    },
  };
  return {
    is: 'object',
    optional: ['reports', 'labels', 'circleOwners', 'logins'],
    fields: { repository, reports: repository, labels, circleOwners, logins },
  };
}

/** Somebody has one login, so that nobody asks which. */
export function faultsOfLogins({ issues }: PolicyBody): Fault[] {
  const logins = issues?.logins ?? [];
  return logins.flatMap(({ user }, at) =>
    logins.findIndex((one) => one.user === user) < at
      ? [{ path: `issues.logins[${at}].user`, got: JSON.stringify(user), allowed: 'each account once' }]
      : [],
  );
}
