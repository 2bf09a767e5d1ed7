import { UNDO_DAYS, type UndoRefusal } from '../../../domain/run/undo.ts';
import { runName } from './labels.ts';
import type { No } from './refusal-words.ts';
import type { Reading } from './rendered.ts';
import { stateWords } from './run-words.ts';
import { code, inline } from './text.ts';
import { when } from './when.ts';

/** Says why a run is not taken back. */
export function undoRefusalWords(refusal: UndoRefusal, run: string, { now }: Reading): No {
  const name = runName(run);
  const show = { id: 'show', label: `Show ${name}`, says: `show ${name}` };
  switch (refusal.reason) {
    case 'no-undo':
      return {
        why: `${name} cannot be taken back: ${inline(refusal.why, 300)}`,
        whose: `What ${code(refusal.command, 60)} did is put right by hand, or by another command`,
        next: show,
      };
    case 'nothing-to-undo':
      return {
        why: `${name} is ${stateWords(refusal.state)}: it changed nothing that could be taken back`,
        next: show,
      };
    case 'already-undone':
      return {
        why: `${name} was taken back already, by ${runName(refusal.by)}`,
        whose: 'To have it again, ask for the command again',
        next: { id: 'show', label: `Show ${runName(refusal.by)}`, says: `show ${runName(refusal.by)}` },
        other: { id: 'again', label: 'Ask again', says: `again ${name}` },
      };
    case 'undo-too-late':
      return {
        why: `${name} was over ${when(refusal.finished, now)}: hosts keep what an undo needs for ${UNDO_DAYS} days`,
        whose: 'It is put right by hand, or by another command',
        next: show,
      };
    default:
      return refusal satisfies never;
  }
}
