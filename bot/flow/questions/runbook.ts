import type { Answer } from '../../domain/answer.ts';
import type { ShippedCommand } from '../../domain/command.ts';
import type { RunbookQuestion } from '../../domain/language/question.ts';
import { commandNamed } from '../../domain/language/vocabulary.ts';
import { writeQuestion } from '../../domain/language/write-question.ts';
import { findRow } from '../../domain/matrix/find-row.ts';
import { rule } from '../../domain/matrix/rule.ts';
import type { Request } from '../../domain/request.ts';
import { readingsBeside } from '../../domain/run/runbook.ts';
import { KINDS } from '../../domain/target.ts';
import type { Ledger } from '../../ports/ledger.ts';
import { refuseReader } from '../look.ts';
import type { ReadRecords } from '../records.ts';
import { findActivity } from './activity.ts';
import { chooseProfile } from './profiles.ts';

type Deps = { ledger: Pick<Ledger, 'head' | 'recent'>; records: ReadRecords; commands: readonly ShippedCommand[] };

/** `/ops runbook …`: what to do about an activity, or about one command, made from their definitions. */
export async function askRunbook(deps: Deps, request: Request, question: RunbookQuestion): Promise<Answer> {
  const refusal = await refuseReader(deps, request, 'runbook');
  if (refusal) return { is: 'refused', refusal, sentence: writeQuestion(question) };
  const records = await deps.records(request.actor);
  const chosen = await chooseProfile(deps.ledger, request, { records, profile: undefined, rewrite: () => 'runbook' });
  if (!chosen.ok) return chosen.error;
  const { matrix, of } = chosen.value;
  const one = commandNamed(question.about.toLowerCase(), deps.commands);
  const rewrite = (about: string) => writeQuestion({ is: 'runbook', about });
  const found = one ? [one.activity] : await findActivity(deps, request, { matrix, phrase: question.about, rewrite });
  if (!Array.isArray(found) && !found.ok) return found.error;
  const activities = Array.isArray(found) ? found : found.value;
  const [activity = ''] = activities;
  const commands = one ? [one] : deps.commands.filter((command) => activities.includes(command.activity));
  const label = findRow(matrix, activity)?.row.label ?? activity;
  const rulings = KINDS.map((kind) => rule(matrix, activity, kind));
  const readings = readingsBeside(commands, deps.commands);
  return { is: 'runbook', of, label, activity, rulings, commands, readings, whole: one === undefined };
}
