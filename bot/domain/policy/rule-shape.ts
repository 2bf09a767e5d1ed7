import { ROLES } from '../actor.ts';
import { type Fault, type Shape, shown } from '../table/shape.ts';
import { ENVIRONMENTS, KINDS } from '../target.ts';
import { APPROVERS, APPROVING, type ApprovalRule, HOSTS_FROM, PEOPLE_NAMED, RISKS } from './policy.ts';

const name = (what: string): Shape => ({
  is: 'text',
  pattern: /^[a-z][a-z0-9-]{0,62}$/,
  allowed: `${what}: a to z, digits and dashes`,
});

const wants: Shape = {
  is: 'object',
  optional: ['group', 'people'],
  fields: {
    of: { is: 'integer', ...APPROVERS },
    from: { is: 'one-of', values: APPROVING },
    group: {
      is: 'object',
      fields: {
        id: { is: 'text', pattern: /^S[A-Z0-9]{2,20}$/, allowed: 'the id of a user group of Slack’s: S and digits' },
        handle: { is: 'text', pattern: /^[a-z0-9][a-z0-9._-]{0,79}$/, allowed: 'its handle, without @' },
      },
    },
    people: {
      is: 'list',
      most: PEOPLE_NAMED,
      of: { is: 'text', pattern: /^[UW][A-Z0-9]{2,20}$/, allowed: 'the id of an account of Slack’s: U and digits' },
    },
  },
};

/** A rule for approvals as a file has it: conditions, all of them optional, and what it wants. */
export const ruleShape: Shape = {
  is: 'object',
  optional: [
    ...[
      'environment',
      'risk',
      'kind',
      'party',
      'paid',
      'activity',
      'command',
      'requester',
      'requesterWithout',
      'hosts',
    ],
    'typed',
  ],
  fields: {
    environment: { is: 'one-of', values: ENVIRONMENTS },
    risk: { is: 'one-of', values: RISKS },
    kind: { is: 'one-of', values: KINDS },
    party: name('the id of a party of the matrix, or unlisted'),
    paid: { is: 'true' },
    activity: name('the id of an activity'),
    command: {
      is: 'text',
      pattern: /^[a-z][a-z0-9-]{0,40}(?: [a-z][a-z0-9-]{0,40}){0,3}$/,
      allowed: 'the name of a command, as it is typed',
    },
    requester: { is: 'one-of', values: ROLES },
    requesterWithout: { is: 'one-of', values: ROLES },
    hosts: { is: 'object', fields: { from: { is: 'integer', ...HOSTS_FROM } } },
    wants,
    typed: { is: 'true' },
  },
};

/** Rules that nobody could ever meet: more people are wanted than are named. */
export function unmeetable(rules: readonly ApprovalRule[]): Fault[] {
  return rules.flatMap(({ wants: { of, people } }, at) =>
    people === undefined || new Set(people).size >= of
      ? []
      : [
          {
            path: `approvals[${at}].wants.people`,
            got: shown(people),
            allowed: `at least ${of} accounts, as many as it wants`,
          },
        ],
  );
}

/** Budget holders decide what work costs. A run costs nothing: one that waited for them would wait for nobody. */
export function unpaid(rules: readonly ApprovalRule[]): Fault[] {
  return rules.flatMap(({ paid, wants: { from } }, at) =>
    paid || from !== 'budget-holder'
      ? []
      : [
          {
            path: `approvals[${at}].wants.from`,
            got: shown(from),
            allowed: 'approver or admin, or `"paid": true` in the rule: budget holders decide on paid work alone',
          },
        ],
  );
}
