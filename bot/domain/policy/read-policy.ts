import { PRIORITIES } from '../escalation/priority.ts';
import { STATE_LIMIT } from '../ledger/draft.ts';
import { err, ok, type Result } from '../result.ts';
import type { FileMistake } from '../table/mistake.ts';
import { readJson } from '../table/read-json.ts';
import { type Fault, faultMistake, faultsIn, type Shape } from '../table/shape.ts';
import { ENVIRONMENTS } from '../target.ts';
import { type PolicyBody, QUIET_DAYS, RISKS, SAFETY_WINDOW_MINUTES, WINDOW_MINUTES } from './policy.ts';
import { ruleShape, unmeetable } from './rule-shape.ts';

const environment: Shape = { is: 'one-of', values: ENVIRONMENTS };
const risk: Shape = { is: 'one-of', values: RISKS };

/** A policy as a file has it; what an organisation may leave out is optional. */
const policyShape = (): Shape => ({
  is: 'object',
  optional: ['safetyMinutes', 'priorities', 'customListedBefore', 'mayCheck', 'deploymentQuietDays'],
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
  },
});

/** Reads a policy from what JSON says: the whole of it, or every value that is wrong. */
export function readPolicy(value: unknown): Result<PolicyBody, Fault[]> {
  const faults = faultsIn(value, policyShape());
  if (faults.length > 0) return err(faults);
  const never = unmeetable((value as PolicyBody).approvals);
  if (never.length > 0) return err(never);
  const bytes = Buffer.byteLength(JSON.stringify(value));
  if (bytes <= STATE_LIMIT) return ok(value as PolicyBody);
  return err([{ path: 'the file', got: `${bytes} bytes as a record`, allowed: `at most ${STATE_LIMIT}` }]);
}

/** Reads a policy's file: where it was taken from does not matter, it may be a stranger's. Never throws on any bytes. */
export function readPolicyFile(bytes: Uint8Array): Result<PolicyBody, FileMistake[]> {
  const json = readJson(bytes);
  if (!json.ok) return err([json.error]);
  const policy = readPolicy(json.value);
  if (policy.ok) return policy;
  return err(policy.error.map(faultMistake));
}
