import type { ChannelNews } from '../../../bot/domain/channel/news.ts';
import type { AlarmChange } from '../../../bot/domain/incident/event.ts';
import type { Happening } from '../../../bot/domain/incident/happening.ts';
import type { Reply } from '../../../bot/domain/request.ts';
import type { TendDeps } from '../../../bot/flow/deps.ts';
import { createHappened } from '../../../bot/flow/incident/happened.ts';
import { type Heard, hearAlarm } from '../../../bot/flow/incident/hear-alarm.ts';
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
  alarm(change: AlarmChange): Promise<Heard>;
  tend(stream: string): Promise<void>;
  report(commandId: string): Promise<boolean>;
  sweep: Sweep;
};

/** The functions as one process holds them, with hooks, if any, around each call of each port that leaves it. */
export function startFunctions(outside: Outside, hooks?: Hooks): Functions {
  const around = <Port extends object>(name: string, port: Port) => (hooks ? hooked(name, port, hooks) : port);
  const ledger = around('ledger', outside.ledger);
  const deps: TendDeps = {
    ...outside,
    ledger,
    receipts: around('receipts', outside.receipts),
    timeline: around('timeline', outside.timeline),
    rooms: around('rooms', outside.rooms),
    locks: around('locks', outside.locks),
    inventory: around('inventory', outside.inventory),
    hosts: around('hosts', outside.hosts),
    chat: around('chat', outside.chat),
    canvases: around('canvases', outside.canvases),
    files: around('files', outside.files),
    outputs: around('outputs', outside.outputs),
    evidence: around('evidence', outside.evidence),
    copies: around('copies', outside.copies),
    pictures: around('pictures', outside.pictures),
    userGroups: around('userGroups', outside.userGroups),
    tracker: around('tracker', outside.tracker),
    soon: around('soon', outside.soon),
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
    alarm: (change) => hearAlarm(deps, change),
    tend: (stream) => tend(deps, stream),
    report: (commandId) => report(deps, commandId),
    sweep: createSweep(deps),
  };
}
