import type { Actor } from '../../domain/actor.ts';
import type { ShippedCommand } from '../../domain/command.ts';
import type { EscalationRefusal } from '../../domain/escalation/refusal.ts';
import type { Instant } from '../../domain/instant.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { Story } from '../../domain/run/apply.ts';
import type { Refusal } from '../../domain/run/refusal.ts';
import { type VendorRight, vendorRight } from '../../domain/vendor/vendor-run.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Ledger } from '../../ports/ledger.ts';
import { beginRun, readRun } from '../append-run.ts';
import { escalationStream, type ReadEscalation, readEscalation } from '../escalation/append-escalation.ts';
import { underFreeName } from '../free-name.ts';
import { readVendors } from './read-vendors.ts';

type Deps = { ledger: Pick<Ledger, 'read' | 'head' | 'append'>; commands: readonly ShippedCommand[] };

/**
 * Asks for the run of what a request asks for, in the name of whoever of the vendor accepted it. It has the channel of ours in which the
 * request was made, and nothing is decided here: the run is planned, approved and decided again as every other. `source` is the identity of
 * what they said, so that it asks once. Returns the run's id.
 */
export async function runForVendor(
  deps: Deps,
  { story }: Pick<ReadEscalation, 'story'>,
  { by, source, at }: { by: Actor; source: string; at: Instant },
): Promise<Result<string, EscalationRefusal>> {
  const { expiresAt } = story.state;
  if (story.state.is === 'accepted' && at >= expiresAt) return err({ reason: 'expired', at: expiresAt });
  const right = vendorRight(story, by, { vendors: await readVendors(deps.ledger), now: at });
  if (!right.ok) return err({ reason: 'no-run', why: right.error });
  const first = await readRun(deps.ledger, story.prepared.run ?? '');
  const asked = first?.story.asked;
  const definition = deps.commands.find(({ name }) => name === asked?.command.name);
  if (!asked || !definition?.run) return err({ reason: 'no-run', why: 'no-command' });
  const { when: _when, breakGlass: _breakGlass, ...command } = asked.command;
  const { request, vendor, on } = right.value;
  const { answerPath: _answerPath, ...place } = story.prepared.place;
  const data = {
    source,
    typed: asked.sentence,
    sentence: asked.sentence,
    command,
    ...(asked.undoes !== undefined && { undoes: asked.undoes }),
    place,
    requester: `${by.team}/${by.user}`,
    forVendor: { request, vendor, on },
  };
  const id = await underFreeName(source, async (id) => {
    const begun = await beginRun(deps.ledger, { id, step: { type: 'asked', data }, by, at });
    return begun.is === 'taken' ? begun.by : undefined;
  });
  return ok(id);
}

/** On what right a vendor's run rests now; undefined of any other run. */
export async function readVendorRight(
  { ledger, now }: { ledger: Pick<Ledger, 'read' | 'head'>; now: Clock },
  { asked, by }: Pick<Story, 'asked' | 'by'>,
): Promise<Result<VendorRight | undefined, Refusal>> {
  const { forVendor } = asked;
  if (!forVendor) return ok(undefined);
  const { request } = forVendor;
  const [read, vendors] = await Promise.all([readEscalation(ledger, escalationStream(request)), readVendors(ledger)]);
  if (!read) throw new Error(`request ${request}, of which a vendor runs something, is not on record`);
  const right = vendorRight(read.story, by, { vendors, now: now() });
  return right.ok ? right : err({ reason: 'vendor-right', request, why: right.error });
}
