import type { ShippedCommand } from '../bot/domain/command.ts';
import { disk } from './disk.ts';
import { ship } from './document.ts';
import { logs } from './logs.ts';
import { reboot } from './reboot.ts';
import { restart } from './restart.ts';
import { status } from './status.ts';
import { uptime } from './uptime.ts';

/** The maintenance commands, in the order of the help. A new one is a file and a line here. */
export const commands: readonly ShippedCommand[] = [restart, reboot, status, uptime, disk, logs].map(ship);
