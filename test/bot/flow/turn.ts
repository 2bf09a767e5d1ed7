import type { Turn } from '../../../bot/domain/matrix/turns.ts';
import { commands } from '../../../commands/index.ts';

/** What giving an activity to another makes of the shipped commands: the first four are named, all are counted. */
export function turnOf(activity: string, turn: Pick<Turn, 'kind' | 'to'>): Turn {
  const names = commands.filter((command) => command.activity === activity).map(({ name }) => name);
  if (names.length === 0) throw new Error(`no command is of ${activity}`);
  return { ...turn, commands: names.slice(0, 4), count: names.length };
}
