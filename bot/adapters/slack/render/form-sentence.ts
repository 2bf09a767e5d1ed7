import type { CommandDefinition } from '../../../domain/command.ts';
import { compose } from '../../../domain/language/write.ts';
import { ACT_FORM, ACT_OUTCOME_BLOCK, ACT_REASON_BLOCK } from './act-form.ts';
import { APPROVE_FORM, APPROVE_HOSTS_BLOCK, APPROVE_NAME_BLOCK } from './approve-form.ts';
import { CORRECT_FORM, correctSentence } from './correct-form.ts';
import { ESCALATE_FORM, escalateSentence, INNER_FORM, innerSentence } from './escalate-form.ts';
import { FIELD_BLOCK, REASON_BLOCK, TARGETS_BLOCK } from './form.ts';
import { FAILURES_BLOCK, rolloutWords, STEPS_BLOCK, WAVES_BLOCK } from './form-rollout.ts';
import { HEARD_VIEW, heardSentence } from './heard-form.ts';
import { IMPORT_FILE_BLOCK, IMPORT_FORM, IMPORT_PROFILE_BLOCK, IMPORT_REASON_BLOCK } from './import-form.ts';
import { INCIDENT_ACT_FORM, INCIDENT_FORM, incidentActSentence, incidentSentence } from './incident-form.ts';
import { REPORT_FORM, reportSentence } from './report-form.ts';
import { SEND_FORM, sendSentence } from './send-form.ts';
import { TEXT_FORM, TEXT_REASON_BLOCK } from './text-form.ts';
import { VENDOR_VIEW, vendorSentence } from './vendor-form.ts';

/** A submitted form, as Slack gives it back: `view.state.values` by block id and action id. */
export type Submitted = {
  callback_id: string;
  private_metadata: string;
  values: Record<string, Record<string, unknown>>;
};

type Write = (begun: string, read: (block: string) => string) => string;

/** Forms of one act each, by what they began with and what each of their blocks holds. */
const WRITTEN = new Map<string, Write>([
  [INCIDENT_FORM, incidentSentence],
  [CORRECT_FORM, correctSentence],
  [INCIDENT_ACT_FORM, incidentActSentence],
  [ESCALATE_FORM, escalateSentence],
  [INNER_FORM, innerSentence],
  [SEND_FORM, sendSentence],
  [VENDOR_VIEW, (_begun, read) => vendorSentence(read)],
  [HEARD_VIEW, heardSentence],
  [REPORT_FORM, reportSentence],
]);

/**
 * The sentence that a filled form stands for. It is parsed and decided like a typed one, so that a value which says
 * more than its field asks for is refused there, in words.
 */
export function sentenceOf(submitted: Submitted, definitions: readonly CommandDefinition[]): string {
  if (submitted.callback_id === ACT_FORM) return actSentence(submitted);
  if (submitted.callback_id === TEXT_FORM) return textSentence(submitted);
  if (submitted.callback_id === APPROVE_FORM) return approveSentence(submitted);
  const written = WRITTEN.get(submitted.callback_id);
  if (written) return written(submitted.private_metadata, (block) => valueIn(submitted.values[block]));
  return submitted.callback_id === IMPORT_FORM ? importSentence(submitted) : commandSentence(submitted, definitions);
}

function actSentence({ private_metadata, values }: Submitted): string {
  const outcome = valueIn(values[ACT_OUTCOME_BLOCK]);
  const because = valueIn(values[ACT_REASON_BLOCK]);
  return `${private_metadata}${outcome ? ` as ${outcome}` : ''}${because ? ` because "${because}"` : ''}`;
}

/** Of which run's text it is; the text itself comes beside the sentence. */
function textSentence({ private_metadata, values }: Submitted): string {
  const because = valueIn(values[TEXT_REASON_BLOCK]);
  return `${private_metadata}${because ? ` because "${because}"` : ''}`;
}

/** What was typed is quoted, so that it is one word of the sentence whatever it is. */
function approveSentence({ private_metadata, values }: Submitted): string {
  const typed = valueIn(values[APPROVE_NAME_BLOCK]).replaceAll('"', '');
  const only = valueIn(values[APPROVE_HOSTS_BLOCK]);
  return `${private_metadata}${typed ? ` typed "${typed}"` : ''}${only ? ` only ${only}` : ''}`;
}

function importSentence({ private_metadata, values }: Submitted): string {
  const profile = valueIn(values[IMPORT_PROFILE_BLOCK]);
  const because = valueIn(values[IMPORT_REASON_BLOCK]);
  const file = fileIn(values[IMPORT_FILE_BLOCK]);
  return `${private_metadata} ${file}${profile ? ` to ${profile}` : ''} because "${because}"`;
}

/** The id of the one file that a `file_input` holds. */
function fileIn(block: Record<string, unknown> | undefined): string {
  const [held] = Object.values(block ?? {});
  if (typeof held !== 'object' || held === null || !('files' in held) || !Array.isArray(held.files)) return '';
  const file: unknown = held.files[0];
  return typeof file === 'object' && file !== null && 'id' in file && typeof file.id === 'string' ? file.id : '';
}

function commandSentence(
  { private_metadata: name, values }: Submitted,
  definitions: readonly CommandDefinition[],
): string {
  if (!definitions.some((definition) => definition.name === name)) return 'form';
  const prefix = `${FIELD_BLOCK}${name}:`;
  const filled = Object.entries(values).flatMap(([block, held]) => {
    const value = block.startsWith(prefix) ? valueIn(held) : '';
    return value === '' ? [] : [[block.slice(prefix.length), value] as const];
  });
  const targets = valueIn(values[TARGETS_BLOCK]) || valueIn(values[`${TARGETS_BLOCK}:one`]);
  const because = valueIn(values[REASON_BLOCK]);
  const rollout = rolloutWords({
    waves: valueIn(values[WAVES_BLOCK]),
    steps: valueIn(values[STEPS_BLOCK]),
    failures: valueIn(values[FAILURES_BLOCK]),
  });
  const said = { name, fields: Object.fromEntries(filled), targets, rollout };
  return compose({ ...said, ...(because ? { because } : {}) }, definitions);
}

/** The text, the chosen option, or the chosen options of a block that holds one input. Line ends are spaces in a sentence. */
function valueIn(block: Record<string, unknown> | undefined): string {
  const [held] = Object.values(block ?? {});
  if (typeof held !== 'object' || held === null) return '';
  if ('selected_options' in held && Array.isArray(held.selected_options)) {
    return held.selected_options.map(optionValue).filter(Boolean).join(', ');
  }
  if ('selected_option' in held) return optionValue(held.selected_option);
  // Seconds since the epoch: of all inputs the one that knows the zone of whoever fills it in.
  if ('selected_date_time' in held && typeof held.selected_date_time === 'number') return `${held.selected_date_time}`;
  const chosen = ['value', 'selected_user', 'selected_conversation', 'selected_date'].map((name) => textIn(held, name));
  return chosen.find((text) => text !== '') ?? '';
}

function textIn(held: object, name: string): string {
  const text: unknown = Object.entries(held).find(([key]) => key === name)?.[1];
  return typeof text === 'string' ? text.replace(/\s+/g, ' ').trim() : '';
}

function optionValue(option: unknown): string {
  const value = typeof option === 'object' && option !== null && 'value' in option ? option.value : undefined;
  return typeof value === 'string' ? value : '';
}
