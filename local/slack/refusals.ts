/** Shows a refusal as a banner to the people it concerns, with Slack's code and what it means. */
import type { Slack } from './context.ts';
import type { Refused } from './outcome.ts';
import type { Audience } from './watchers.ts';

const WORDS: Record<string, string> = {
  operation_timeout: 'The app did not answer within 3 seconds.',
  dispatch_failed: 'The app could not be reached, or answered with an error.',
  invalid_blocks: 'The app sent blocks that Slack does not accept.',
  invalid_blocks_format: 'The app sent blocks that are not a list of objects.',
  invalid_arguments: 'The app sent arguments that Slack does not accept.',
  invalid_payload: 'The app answered with something that Slack does not understand.',
  invalid_metadata_format: 'The app sent metadata without event_type and event_payload.',
  msg_too_long: 'The message is too long.',
  no_text: 'The message has neither text nor blocks.',
  trigger_expired: 'The modal came too late: a trigger_id lives 3 seconds.',
  action_not_found: 'The message was edited meanwhile, and what was pressed is not on it any more.',
  exchanged_trigger_id: 'The modal was refused: its trigger_id was used already.',
  invalid_trigger_id: 'The modal was refused: its trigger_id is unknown.',
  push_limit_reached: 'Three modals are open already.',
  view_too_large: 'The view is over 250 kB.',
  used_url: 'The response_url has been used five times.',
  expired_url: 'The response_url is older than 30 minutes.',
  file_is_empty: 'The file is empty.',
  file_upload_size_restricted: 'The file is larger than this workspace takes (20 MB).',
  file_not_found: 'The file is not there, or not shown to who asked for it.',
  command_takes_no_file: 'A slash command cannot carry a file: send the file by itself, or mention the app.',
  clock_not_here: 'This workspace has no clock that can be moved.',
  alarms_not_here: 'Nobody hears alarms in this workspace.',
  clock_busy: 'The clock was not moved: work is under way that would lose its time. Try again when it is done.',
  is_archived: 'The channel is archived: nothing can be written there.',
  name_taken: 'There is a channel of that name already; an archived one keeps its own.',
  invalid_name_required: 'A channel needs a name.',
  invalid_name_maxlength: 'The name is longer than 80 characters.',
  invalid_name_specials: 'A name holds lower-case letters, digits, - and _ alone.',
  invalid_name_punctuation: 'A name needs a letter or a digit.',
  unknown_method: 'The app called a method that this workspace does not have.',
};

export function wordsFor({ error, messages }: Refused): string {
  return [WORDS[error] ?? error.replaceAll('_', ' '), ...(messages ?? [])].join('\n');
}

export function showRefusal(slack: Slack, audience: Audience, refusal: Refused, method?: string): void {
  const detail = wordsFor(refusal);
  slack.watchers.tell(audience, {
    type: 'refusal',
    error: refusal.error,
    detail,
    ...(method !== undefined && { method }),
  });
}

const FACTS = new Set(['file_not_found', 'is_archived', 'name_taken']);

/** Of the Web API's refusals, those that mean a fault in what the app sent, not a fact it had to learn. */
export function isWorthShowing(error: string): boolean {
  return error in WORDS && !FACTS.has(error);
}
