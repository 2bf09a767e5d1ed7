import { writeQuestion } from '../../../domain/language/write-question.ts';
import type { Press } from './blocks.ts';

/** To the runbook of a command, or of an activity in the matrix's own words. */
export function runbookPress(about: string): Press {
  return { id: 'runbook', label: 'Runbook', says: writeQuestion({ is: 'runbook', about }) };
}
