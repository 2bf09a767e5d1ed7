import type { Actor } from '../../../../bot/domain/actor.ts';
import type { ShippedMaintenance } from '../../../../bot/domain/command.ts';
import type { EscalationStory } from '../../../../bot/domain/escalation/apply.ts';
import type { EscalationStep } from '../../../../bot/domain/escalation/event.ts';
import { decideVendorAct, type VendorAct } from '../../../../bot/domain/escalation/vendor-act.ts';
import { SECOND } from '../../../../bot/domain/instant.ts';
import { USUAL_TARGETS, type Vendor } from '../../../../bot/domain/vendor/vendor.ts';
import {
  appendEscalation,
  escalationStream,
  readEscalation,
} from '../../../../bot/flow/escalation/append-escalation.ts';
import { findOf } from '../../../../bot/flow/escalation/find.ts';
import { VENDORS as STREAM } from '../../../../bot/flow/vendor/read-vendors.ts';
import { commands } from '../../../../commands/index.ts';
import { addRoom } from '../../../fakes/rooms.ts';
import { OURS, PEOPLE, VENDORS, type Who } from '../people.ts';
import { aTarget, createWorld, TARGETS, type World } from '../world.ts';

/** The channel that is shared with the vendor. */
export const SHARED = 'C0EXT';

export const VIRTUOZZO: Vendor = {
  name: 'virtuozzo',
  label: 'Virtuozzo',
  parties: ['Virtuozzo Team', 'Virtuozzo Team (paid)', 'Virtuozzo Operations', 'Jelastic Operations'],
  organisations: [VENDORS],
  channel: { team: OURS, channel: SHARED },
  targets: USUAL_TARGETS,
  contacts: [],
  costLimit: { amount: 500_000, currency: 'EUR' },
};

/** A world in which `restart` belongs to this activity, with the vendor registered and their channel there. */
export async function vendorWorld(
  activity = 'editing-system-files',
  vendors: Vendor[] = [VIRTUOZZO],
  restart: Partial<ShippedMaintenance> = {},
): Promise<World> {
  const world = await createWorld({
    commands: commands.map((command) =>
      command.name === 'restart' && command.run ? { ...command, ...restart, activity } : command,
    ),
    targets: [...TARGETS, aTarget('infra-gate', { kind: 'infrastructure-container' })],
  });
  await world.rewrite(STREAM, () => ({ vendors }));
  for (const event of world.ledger.streams.get(STREAM) ?? []) delete event.due;
  addRoom(world.rooms, { channel: SHARED, shared: true, organisations: [OURS, VENDORS] });
  return world;
}

/** Asks for the vendor’s task; the id of the request that is prepared. */
export async function prepareRequest(world: World, because = 'load'): Promise<string> {
  const run = await world.ask('operator', `restart nginx on infra-gate because "${because}"`);
  await world.advance(5 * SECOND);
  const request = await findOf(world.ledger, run);
  if (request === undefined) throw new Error(`no request of ${run}: ${world.types(run)}`);
  return request;
}

/** The same, and sends it. */
export async function sendRequest(world: World, because = 'load'): Promise<string> {
  const request = await prepareRequest(world, because);
  await world.say('operator', `send E-${request}`);
  await world.advance(SECOND);
  return request;
}

export async function storyOf(world: World, id: string): Promise<EscalationStory> {
  const read = await readEscalation(world.ledger, escalationStream(id));
  if (!read) throw new Error(`no request ${id}`);
  return read.story;
}

/** What one of the vendor's people does, as it is on record once it was let through. */
export async function theyDo(world: World, id: string, act: VendorAct, by: Actor = PEOPLE.vendor): Promise<void> {
  const read = await readEscalation(world.ledger, escalationStream(id));
  if (!read) throw new Error(`no request ${id}`);
  const step = decideVendorAct(read.story.state, by, { act, now: world.now() });
  if (!step.ok) throw new Error(JSON.stringify(step.error));
  if (!(await appendEscalation(world.ledger, read, { step: step.value, by, at: world.now() }))) throw new Error('lost');
  await world.advance(SECOND);
}

/** What one of ours does, as it is on record once it was decided. */
export async function weDo(world: World, id: string, step: EscalationStep, who: Who = 'operator'): Promise<void> {
  const read = await readEscalation(world.ledger, escalationStream(id));
  if (!read) throw new Error(`no request ${id}`);
  await appendEscalation(world.ledger, read, { step, by: PEOPLE[who], at: world.now() });
}
