import { SECOND } from '../../../../bot/domain/instant.ts';
import { escalationStream, readEscalation } from '../../../../bot/flow/escalation/append-escalation.ts';
import { findOf } from '../../../../bot/flow/escalation/find.ts';
import { commands } from '../../../../commands/index.ts';
import { aTarget, createWorld, type Settings, TARGETS, type World } from '../world.ts';

/** A world in which `restart` belongs to another activity: what is the vendor's does not need a command of its own. */
export function worldOf(activity: string, settings: Settings = {}): Promise<World> {
  return createWorld({
    commands: commands.map((command) => (command.name === 'restart' ? { ...command, activity } : command)),
    targets: [...TARGETS, aTarget('infra-gate', { kind: 'infrastructure-container' })],
    ...settings,
  });
}

/** The run of a sentence, and the request that it has led to. */
export async function lead(world: World, text: string): Promise<{ run: string; request: string }> {
  const run = await world.ask('operator', text);
  await world.advance(5 * SECOND);
  const request = await findOf(world.ledger, run);
  if (request === undefined) throw new Error(`no request of ${run}: ${world.types(run)}`);
  return { run, request };
}

export async function requestOf(world: World, id: string) {
  const read = await readEscalation(world.ledger, escalationStream(id));
  if (!read) throw new Error(`no request ${id}`);
  return read.story;
}

export const reasonOf = (reply: object) => ('refusal' in reply ? (reply.refusal as { reason: string }).reason : reply);
