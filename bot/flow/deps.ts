import type { ShippedCommand } from '../domain/command.ts';
import type { Chat } from '../ports/chat.ts';
import type { Clock } from '../ports/clock.ts';
import type { Departures } from '../ports/departures.ts';
import type { Files } from '../ports/files.ts';
import type { Hosts } from '../ports/hosts.ts';
import type { Inventory } from '../ports/inventory.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { Locks } from '../ports/locks.ts';
import type { Log } from '../ports/log.ts';
import type { Outputs } from '../ports/outputs.ts';
import type { Pictures } from '../ports/pictures.ts';
import type { Receipts } from '../ports/receipts.ts';
import type { Soon } from '../ports/soon.ts';
import type { UserGroups } from '../ports/user-groups.ts';
import type { ReadRecords } from './records.ts';
import type { Waits } from './waits.ts';

/** Everything that the worker's part of the flow needs from the world. */
export type TendDeps = {
  ledger: Ledger;
  receipts: Receipts;
  locks: Locks;
  inventory: Inventory;
  departures: Departures;
  hosts: Hosts;
  outputs: Outputs;
  chat: Chat;
  files: Files;
  pictures: Pictures;
  userGroups: UserGroups;
  soon: Soon;
  records: ReadRecords;
  commands: readonly ShippedCommand[];
  now: Clock;
  waits: Waits;
  log: Log;
};
