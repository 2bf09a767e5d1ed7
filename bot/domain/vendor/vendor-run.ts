import { type Actor, sameActor } from '../actor.ts';
import type { EscalationStory } from '../escalation/apply.ts';
import { outward } from '../escalation/outward.ts';
import type { Instant } from '../instant.ts';
import type { Cell } from '../matrix/rule.ts';
import { err, ok, type Result } from '../result.ts';
import type { Story } from '../run/apply.ts';
import type { HostStatus } from '../run/outcome.ts';
import { isTerminal } from '../run/state.ts';
import type { Vendor } from './vendor.ts';

/**
 * Of a run that one of a vendor's people makes: the request that they accepted, and who of ours asked for it. It hears of the run where
 * else whoever asked does: nothing of ours goes to the vendor.
 */
export type ForVendor = { request: string; vendor: string; on: Actor };

/** The right to one run: what the matrix gives to these parties, of what they take of it, on the request's own targets. */
export type VendorRight = Pick<Vendor, 'parties' | 'activities' | 'organisations'> & ForVendor & { targets: string[] };

/**
 * Why somebody of a vendor has no right to run what a request asks of them: their people may run nothing, as it is unless two admins say
 * otherwise; it is another vendor's; nobody of theirs took it, or it is over; somebody else of theirs took it; what it asks for is none of the
 * commands, and done by hand.
 */
export type VendorRunRefusal = 'runs-off' | 'other-vendor' | 'not-accepted' | 'not-acceptor' | 'no-command';

/**
 * The one exception to "outsiders act on nothing but their own requests": whoever accepted a request of a vendor whose runs are switched on
 * may have its task run. Asked when the run is planned, and each time that it is decided again.
 */
export function vendorRight(
  { id, by: on, state, ask }: Pick<EscalationStory, 'id' | 'by' | 'state' | 'ask'>,
  by: Actor,
  { vendors, now }: { vendors: readonly Vendor[]; now: Instant },
): Result<VendorRight, VendorRunRefusal> {
  const vendor = vendors.find(({ name }) => name === state.vendor);
  if (!vendor?.organisations.includes(by.team)) return err('other-vendor');
  if (!vendor.runs) return err('runs-off');
  if (state.is !== 'accepted' || now >= state.expiresAt) return err('not-accepted');
  if (!state.acceptor || !sameActor(state.acceptor, by)) return err('not-acceptor');
  if (state.run === undefined || ask.kind === 'safety') return err('no-command');
  const { name, parties, activities, organisations } = vendor;
  const targets = ask.targets.map((target) => target.name);
  return ok({ request: id, vendor: name, on, parties, ...(activities && { activities }), organisations, targets });
}

/** Whether a cell is theirs: by what the vendor is registered for, and by the organisations that the matrix names for its party, if it names any. */
export function isCellOf(
  { parties, activities, organisations }: VendorRight,
  { party, activity }: Pick<Cell, 'party' | 'activity'>,
): boolean {
  const isVendors = party.kind === 'vendor' || party.kind === 'vendor-paid';
  const named = party.organisations.length === 0 || party.organisations.some((team) => organisations.includes(team));
  return isVendors && parties.includes(party.label) && (activities?.includes(activity) ?? true) && named;
}

/** How a run of theirs goes, as far as they are told: it waits for one of ours, was let go by nobody, or is over. */
export type VendorRunMove =
  | { run: string; is: 'waits' | 'stopped' }
  /** `output`: what the host printed, redacted and cut, where the vendor's registration lets it out. */
  | { run: string; is: 'over'; hosts: { name: string; status: HostStatus; output?: string }[] };

/** Of what a host printed so many characters go to a vendor: its end, as long as their card shows. */
const OUTPUT_MOST = 300;

/**
 * What a vendor is told of a run of theirs as it stands: hosts of their own request by name, and how it ended there. Why it was refused or
 * denied, and by whom, is ours to say.
 */
export function vendorRunMove({ id, state, outcomes }: Story, output: boolean): VendorRunMove | undefined {
  if (state.is === 'waiting') return { run: id, is: 'waits' };
  if (!isTerminal(state)) return undefined;
  if (state.is !== 'finished') return { run: id, is: 'stopped' };
  const hosts = [...outcomes.values()].map(({ host, status, tail }) => ({
    name: host,
    status,
    ...(output && tail !== '' && { output: endOf(outward(tail)) }),
  }));
  return { run: id, is: 'over', hosts };
}

function endOf(text: string): string {
  return text
    .slice(-OUTPUT_MOST)
    .toWellFormed()
    .replace(/^\ufffd/, '');
}
