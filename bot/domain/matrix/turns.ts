import type { CommandDefinition } from '../command.ts';
import { KINDS, type Kind } from '../target.ts';
import type { Matrix } from './matrix.ts';
import { type Ruling, rule } from './rule.ts';

/** What commands would become on a kind of target. `commands` are the first of them, in their own order; `count` is of all. */
export type Turn = { kind: Kind; to: Ruling['is']; commands: string[]; count: number };

/** A change is one state of its stream: it names so many commands of a turn, and counts the others. */
const NAMED = 4;

type Known = Pick<CommandDefinition, 'name' | 'activity' | 'kinds'>;

/** Which commands another matrix would decide otherwise, and how: asked of the one decision, command by command, kind by kind. */
export function turnsBetween(before: Matrix, after: Matrix, commands: readonly Known[]): Turn[] {
  const turns = new Map<string, Turn>();
  for (const kind of KINDS) {
    for (const { name, activity, kinds } of commands) {
      const { is: to } = rule(after, activity, kind);
      if ((kinds && !kinds.includes(kind)) || rule(before, activity, kind).is === to) continue;
      const turn = turns.get(`${kind} ${to}`) ?? { kind, to, commands: [], count: 0 };
      turns.set(`${kind} ${to}`, turn);
      turn.count += 1;
      if (turn.commands.length < NAMED) turn.commands.push(name);
    }
  }
  return [...turns.values()];
}
