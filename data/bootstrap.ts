/**
 * `npm run bootstrap -- --team T… --user U… [--admin U…]… [--operator U…]… [--approver U…]… [--vendor T…]… [--policy file]`: loads the
 * matrices and the policy into an empty table, makes the first admin, and gives the first people their roles. The table's name and the AWS account come from the environment, as the CLI's do.
 */
import { parseArgs } from 'node:util';
import { composeBootstrap } from '../bot/compose.ts';
import { readPolicy } from './read-policy.ts';
import { readProfiles } from './read-profile.ts';

const USAGE =
  'npm run bootstrap -- --team T0123456789 --user U0123456789 [--admin U…] [--operator U…] [--approver U…] [--vendor T…] [--policy file.json]';

const { values } = parseArgs({
  options: {
    team: { type: 'string' },
    user: { type: 'string' },
    admin: { type: 'string', multiple: true, default: [] },
    operator: { type: 'string', multiple: true, default: [] },
    approver: { type: 'string', multiple: true, default: [] },
    vendor: { type: 'string', multiple: true, default: [] },
    policy: { type: 'string' },
  },
});

const team = id('team', values.team, /^[TE][A-Z0-9]{6,}$/);
const USER = /^[UW][A-Z0-9]{6,}$/;
const user = id('user', values.user, USER);
const others = [
  ...values.admin.map((one) => ({ to: { team, user: id('admin', one, USER) }, roles: ['admin' as const] })),
  ...values.operator.map((one) => ({ to: { team, user: id('operator', one, USER) }, roles: ['operator' as const] })),
  ...values.approver.map((one) => ({
    to: { team, user: id('approver', one, USER) },
    roles: ['operator' as const, 'approver' as const],
  })),
];
const twice = [user, ...others.map(({ to }) => to.user)].find((one, at, all) => all.indexOf(one) !== at);
if (twice !== undefined) stop(`${twice} is named twice: name each person once, and grant them more with /ops grant`);
const { bootstrap } = composeBootstrap({
  region: environment('AWS_REGION'),
  table: environment('REMIT_TABLE'),
});
const done = await bootstrap({
  admin: { team, user },
  others,
  profiles: readProfiles({ owner: [team], vendor: values.vendor }),
  policy: readPolicy(values.policy),
});
if (done.is === 'refused') {
  stop(`the table is not empty: ${done.there} is there. People and records are changed by /ops commands from here on.`);
}
console.log(
  `Loaded the matrices and the policy; ${user} of ${team} is the first admin, ${others.length} others have roles.`,
);

function id(name: string, value: string | undefined, shape: RegExp): string {
  if (value !== undefined && shape.test(value)) return value;
  return stop(
    `--${name} is ${value === undefined ? 'missing' : `"${value}"`}; it looks like ${shape.source}. ${USAGE}`,
  );
}

function environment(name: string): string {
  return process.env[name] || stop(`${name} is not set. ${USAGE}`);
}

function stop(why: string): never {
  console.error(`bootstrap: ${why}`);
  process.exit(1);
}
