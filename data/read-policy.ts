import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import type { Policy } from '../bot/domain/policy/policy.ts';
import { ENVIRONMENTS } from '../bot/domain/target.ts';

/** A day: an approval that is older was given for another situation. */
const LONGEST_WAIT = 24 * 60;

const policy = z.strictObject({
  profile: z.string().regex(/^[a-z][a-z0-9-]{0,62}$/),
  approvalMinutes: z.number().int().min(1).max(LONGEST_WAIT),
  approvals: z.array(
    z.strictObject({
      environment: z.enum(ENVIRONMENTS).optional(),
      risk: z.enum(['read', 'change', 'disruptive']).optional(),
      wants: z.strictObject({ of: z.number().int().min(1).max(10), from: z.enum(['approver', 'admin']) }),
    }),
  ),
});

/** Reads a policy file. Throws with the path of each value that is wrong and what is allowed there. */
export function readPolicy(
  file = fileURLToPath(new URL('./policies/default.json', import.meta.url)),
): Omit<Policy, 'version'> {
  const read = policy.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (!read.success) throw new Error(`${file} is no policy:\n${z.prettifyError(read.error)}`);
  return read.data as Omit<Policy, 'version'>;
}
