import type { Field, MaintenanceDefinition } from '../bot/domain/command.ts';
import { type CommandSource, defineCommand } from './define-command.ts';

type Decided = 'risk' | 'role' | 'approval' | 'repeatable' | 'shows' | 'undo';

/** Makes a command that only reads: any operator may, no approval is wanted, and what the host prints is the answer. */
export function defineReading<const F extends Record<string, Field>>(
  source: Omit<CommandSource<F>, Decided>,
): MaintenanceDefinition {
  return defineCommand({
    ...source,
    risk: 'read',
    role: 'operator',
    approval: { production: 'none', staging: 'none' },
    repeatable: true,
    shows: 'output',
    undo: 'Nothing to undo: it only reads.',
  } as CommandSource<F>);
}
