import type { Command, ShippedMaintenance } from '../command.ts';
import { writeRunId } from '../language/run-id.ts';
import type { Target } from '../target.ts';
import type { Plan } from './plan.ts';
import type { Refusal } from './refusal.ts';
import { type Undoing, undoWords } from './undo.ts';

type Work = Pick<
  Plan,
  'documentName' | 'parameters' | 'effect' | 'undo' | 'undoDocument' | 'undoes' | 'guard' | 'keeps'
>;

/** What is run: the command, or what takes a run of it back. */
export function workOf(definition: ShippedMaintenance, { fields }: Command, undoing: Undoing | undefined): Work {
  const { documentName, undo, undoDocument, keepDocument, run } = definition;
  const parameters = run.parameters(fields);
  if (!undoing) {
    const work = { documentName, parameters, effect: definition.effect(fields), undo: undoWords(undo) };
    return {
      ...work,
      ...(undoDocument && { undoDocument: undoDocument.name }),
      ...(definition.keeps && { keeps: definition.keeps }),
      ...(run.guard && keepDocument && { guard: { ...run.guard, documentName: keepDocument.name } }),
    };
  }
  if (!undoDocument) throw new Error(`${definition.name} cannot be undone`);
  const undone = writeRunId(undoing.run);
  return {
    documentName: undoDocument.name,
    parameters: { ...parameters, Undone: [undone] },
    effect: `takes back ${undone}: ${undo.words}`,
    undo: 'An undo is not undone: ask for the command again.',
    undoes: undoing.run,
  };
}

/** A name may stand for another host by now, which has nothing of the run that is to be taken back. */
export function refuseOthers(targets: Target[], undoing: Undoing | undefined): Refusal | undefined {
  const same = (target: Target) => undoing?.hosts.some(({ instanceId }) => instanceId === target.instanceId);
  return undoing && !targets.every(same) ? { reason: 'moved', what: ['the hosts'] } : undefined;
}
