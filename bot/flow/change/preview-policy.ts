import { importPolicyOf } from '../../domain/change/import-policy.ts';
import { type ChangeRefusal, refusedFile } from '../../domain/change/refusal.ts';
import type { Matrix } from '../../domain/matrix/matrix.ts';
import type { Policy } from '../../domain/policy/policy.ts';
import { readPolicyFile } from '../../domain/policy/read-policy.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import { stateOf } from '../decode.ts';
import type { TendDeps } from '../deps.ts';
import { profileNames } from '../questions/profiles.ts';
import { matrixStream, POLICY } from '../records.ts';
import type { Previewed } from './read-asked.ts';

type Deps = Pick<TendDeps, 'ledger' | 'commands'>;

/** What the file's policy would make different from the one in force: a later version of that makes the change void. */
export async function previewPolicy(
  { ledger, commands }: Deps,
  bytes: Uint8Array,
): Promise<Result<Previewed, ChangeRefusal>> {
  const read = readPolicyFile(bytes);
  if (!read.ok) return err(refusedFile(read.error));
  const head = await ledger.head(POLICY);
  if (!head) return err({ reason: 'moved', what: { is: 'policy' } });
  const before: Policy = { ...stateOf<Policy>(head), version: head.seq };
  const after = read.value;
  const [from, to] = await Promise.all([before, after].map(({ profile }) => readMatrix(ledger, profile)));
  if (!to) {
    const names = await profileNames(ledger);
    const why = `profile is "${after.profile}"; allowed: ${names.join(', ') || 'none is loaded'}`;
    return err(refusedFile([{ why }]));
  }
  const nothing: Matrix = { profile: before.profile, version: -1, parties: [], rows: [] };
  const change = importPolicyOf(before, after, { commands, matrices: [from ?? nothing, to] });
  if (change.seen?.differences.length === 0) return err({ reason: 'same-policy' });
  return ok({ change, base: head.seq, content: JSON.stringify(after) });
}

async function readMatrix(ledger: Deps['ledger'], profile: string): Promise<Matrix | undefined> {
  const head = await ledger.head(matrixStream(profile));
  return head && { ...stateOf<Matrix>(head), version: head.seq };
}
