import type { Command, ShippedCommand, Undo } from '../command.ts';
import { HOUR, type Instant } from '../instant.ts';
import { err, ok, type Result } from '../result.ts';
import type { Story } from './apply.ts';
import type { PlannedHost } from './plan.ts';

/** A host forgets what a run saved after 30 days (the fence); an undo that is asked for has to reach it before. */
export const UNDO_DAYS = 29;

/** Why a run is not taken back. */
export type UndoRefusal =
  /** `why`: the command's own words, or what came between. */
  | { reason: 'no-undo'; command: string; why: string }
  | { reason: 'nothing-to-undo'; state: string }
  | { reason: 'already-undone'; by: string }
  | { reason: 'undo-too-late'; finished: Instant };

/** The run that is taken back, and the hosts on which it can be: with the ids that they had then. */
export type Undoing = { run: string; hosts: { name: string; instanceId: string }[] };

/** Whether and how a run of a command can be taken back, in a sentence for whoever approves it. */
export function undoWords({ words, script }: Undo): string {
  return script === undefined ? words : `undo takes it back: ${words}`;
}

/**
 * Decides whether a run can be taken back, and where: on the hosts where it succeeded and was not taken back yet.
 *
 * The undo has to be the one that was shipped with the run: another one may not know what that run saved.
 */
export function decideUndo(
  story: Story,
  definition: ShippedCommand | undefined,
  now: Instant,
): Result<Undoing, UndoRefusal> {
  const { asked, id, plan, state, finishedAt } = story;
  const { name: command } = asked.command;
  if (asked.undoes !== undefined) {
    return err({ reason: 'no-undo', command, why: 'It took back another run: ask for that command again instead.' });
  }
  if (!definition) return err({ reason: 'no-undo', command, why: 'The command is no longer there.' });
  if (!definition.run) return err({ reason: 'no-undo', command, why: 'No document of ours did it.' });
  const { undo, undoDocument } = definition;
  if (!undoDocument) return err({ reason: 'no-undo', command, why: undo.words });
  if (state.is !== 'finished') return err({ reason: 'nothing-to-undo', state: state.is });
  if (plan?.undoDocument !== undoDocument.name) {
    return err({ reason: 'no-undo', command, why: 'The way to undo it has changed since that run.' });
  }
  if (finishedAt !== undefined && now - finishedAt > UNDO_DAYS * 24 * HOUR) {
    return err({ reason: 'undo-too-late', finished: finishedAt });
  }
  const left = leftToUndo(story);
  const [by] = story.undone.values();
  if (left.length === 0) {
    return err(
      by === undefined ? { reason: 'nothing-to-undo', state: state.verdict } : { reason: 'already-undone', by },
    );
  }
  return ok({ run: id, hosts: left.map(({ name, instanceId }) => ({ name, instanceId })) });
}

/** Whether to offer it: the run could be undone when it was planned, and something of it is left. */
export function mayBeUndone(story: Story): boolean {
  return story.state.is === 'finished' && story.plan?.undoDocument !== undefined && leftToUndo(story).length > 0;
}

function leftToUndo({ plan, outcomes, undone }: Story): PlannedHost[] {
  const changed = plan?.hosts.filter(({ name }) => outcomes.get(name)?.status === 'succeeded') ?? [];
  return changed.filter(({ name }) => !undone.has(name));
}

/** The command that an undo is: the same words and fields, on the hosts that are left. */
export function undoCommand({ asked }: Story, { hosts }: Undoing, because: string | undefined): Command {
  const { name, fields } = asked.command;
  const targets = { names: hosts.map((host) => host.name), groups: [] };
  return { name, fields, targets, ...(because !== undefined && { because }) };
}
