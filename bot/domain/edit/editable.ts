import { err, ok, type Result } from '../result.ts';
import type { Story } from '../run/apply.ts';
import { type FileRead, FORM_TEXT, fileRead, inForm } from './file-read.ts';

/** A file that a run read, and where: what a form can be filled with. */
export type Editable = FileRead & { file: string; host: string };

/** `not-read`: it read no file. `not-whole`: what is on record is not the file, to the last byte. `length` in characters. */
export type NotEditable = { reason: 'not-read' } | { reason: 'not-whole' } | { reason: 'too-long'; length: number };

/** What a run of a reading read, if a form can hold it. */
export function editable({ asked, outcomes }: Story): Result<Editable, NotEditable> {
  const [outcome] = outcomes.values();
  const { file } = asked.command.fields;
  if (outcome?.status !== 'succeeded' || file === undefined) return err({ reason: 'not-read' });
  const read = fileRead(outcome.tail);
  if (!read) return err({ reason: 'not-whole' });
  const { length } = inForm(read.text);
  return length > FORM_TEXT ? err({ reason: 'too-long', length }) : ok({ ...read, file, host: outcome.host });
}
