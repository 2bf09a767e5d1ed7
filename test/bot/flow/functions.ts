import type { ChannelNews } from '../../../bot/domain/channel/news.ts';
import type { Happening } from '../../../bot/domain/incident/happening.ts';
import type { Reply } from '../../../bot/domain/request.ts';
import type { TendDeps } from '../../../bot/flow/deps.ts';
import { createHappened } from '../../../bot/flow/incident/happened.ts';
import { createReceive, type Receive } from '../../../bot/flow/receive.ts';
import { createReadRecords } from '../../../bot/flow/records.ts';
import { report } from '../../../bot/flow/report.ts';
import { createSweep, type Sweep } from '../../../bot/flow/sweep.ts';
import { tend } from '../../../bot/flow/tend.ts';
import type { ReadZone } from '../../../bot/ports/zones.ts';
import { shippedStages } from '../../../data/shipped-stages.ts';
import { type Hooks, hooked } from '../../fakes/hooks.ts';

/** Everything outside of a process: what stays when it dies. */
export type Outside = Omit<TendDeps, 'records'>;

/** The functions of one process. */
export type Functions = {
  receive: Receive;
  happened(happening: Happening | ChannelNews): Promise<Reply>;
  tend(stream: string): Promise<void>;
  report(commandId: string): Promise<boolean>;
  sweep: Sweep;
};

/** The functions as one process holds them, with hooks around each call of each port that leaves it. */
export function startFunctions(outside: Outside, hooks: Hooks): Functions {
  const ledger = hooked('ledger', outside.ledger, hooks);
  const deps: TendDeps = {
    ...outside,
    ledger,
    receipts: hooked('receipts', outside.receipts, hooks),
    timeline: hooked('timeline', outside.timeline, hooks),
    rooms: hooked('rooms', outside.rooms, hooks),
    locks: hooked('locks', outside.locks, hooks),
    inventory: hooked('inventory', outside.inventory, hooks),
    hosts: hooked('hosts', outside.hosts, hooks),
    chat: hooked('chat', outside.chat, hooks),
    canvases: hooked('canvases', outside.canvases, hooks),
    files: hooked('files', outside.files, hooks),
    outputs: hooked('outputs', outside.outputs, hooks),
    evidence: hooked('evidence', outside.evidence, hooks),
    copies: hooked('copies', outside.copies, hooks),
    pictures: hooked('pictures', outside.pictures, hooks),
    userGroups: hooked('userGroups', outside.userGroups, hooks),
    tracker: hooked('tracker', outside.tracker, hooks),
    soon: hooked('soon', outside.soon, hooks),
    records: createReadRecords({ ledger, now: outside.now }),
  };
  const { calendars: _ofTheWorkerAlone, ...asked } = deps;
  const zoneOf: ReadZone = (actor) =>
    outside.chat.profile(actor).then(
      (profile) => profile?.zone,
      () => undefined,
    );
  return {
    receive: createReceive({ ...asked, stages: async () => shippedStages(), zoneOf }),
    happened: createHappened(deps),
    tend: (stream) => tend(deps, stream),
    report: (commandId) => report(deps, commandId),
    sweep: createSweep(deps),
  };
}
