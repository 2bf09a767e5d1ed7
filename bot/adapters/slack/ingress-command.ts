import type { Instant } from '../../domain/instant.ts';
import type { Request } from '../../domain/request.ts';
import { actorOf, sourceOf } from './identity.ts';
import { CommandPayload } from './payload.ts';
import { answerPathOf } from './response-url.ts';
import { typedText } from './typed-text.ts';

/** Where requests are read: the time, and the only host that a response_url may name. */
export type Reading = { at: Instant; responseBase: string };

/** A slash command can only be typed by people of the organisation that installed it. Throws on what Slack never sends. */
export function fromCommand(body: unknown, { at, responseBase }: Reading): Request & { trigger: string } {
  const command = CommandPayload.parse(body);
  const answerPath = answerPathOf(command.response_url, responseBase);
  return {
    source: sourceOf.command({ trigger: command.trigger_id }),
    trigger: command.trigger_id,
    actor: actorOf(command.user_id, command.team_id, [command.team_id]),
    installedTeam: command.team_id,
    place: { team: command.team_id, channel: command.channel_id, ...(answerPath && { answerPath }) },
    text: typedText(command.text),
    at,
    mention: false,
  };
}
