/** Slash commands: our people's, in a channel's own composer, answered within 3 seconds. */
import { z } from 'zod';
import { checkContent, LONGEST_POSTED } from '../content.ts';
import type { Slack } from '../context.ts';
import { domainOf } from '../deliver/payloads.ts';
import { write } from '../messages.ts';
import { type Outcome, refused } from '../outcome.ts';
import { newResponseUrl } from '../response-url.ts';
import { BOT, type Room } from '../seed.ts';
import { encode } from '../typed-text.ts';
import type { Account, Message } from '../wire.ts';
import { answered } from './answered.ts';

export type Typed = { me: Account; room: Room; text: string; threadTs?: string | undefined };

export async function slash(
  slack: Slack,
  { me, room, text, threadTs }: Typed,
): Promise<Outcome<{ message?: Message }>> {
  const [typedCommand = '', ...rest] = text.split(/(?<=^\S+)\s+/);
  const command = typedCommand.toLowerCase();
  if (me.team !== slack.installedTeam || !slack.slashCommands.some((it) => it.command === command)) {
    return refused('invalid_command', [`${typedCommand} is not a valid command`]);
  }
  if (threadTs !== undefined)
    return refused('not_supported_in_threads', [`${command} is not supported in threads. Sorry!`]);
  const answer = answered(
    await slack.post({ what: command, body: form(slack, { me, room, command, rest }), type: 'form' }),
  );
  if (!answer.ok) return answer;
  return showAnswer(slack, { me, room, typed: text, body: answer.body });
}

type Command = { me: Account; room: Room; command: string; rest: string[] };

function form(slack: Slack, { me, room, command, rest }: Command): string {
  return new URLSearchParams({
    token: 'unused-verification-token',
    team_id: me.team,
    team_domain: domainOf(slack, me.team),
    channel_id: room.id,
    channel_name: room.kind === 'direct' ? 'directmessage' : room.name,
    user_id: me.id,
    user_name: me.name,
    command,
    text: encode(slack, rest.join('').trim(), { me, withNames: true }),
    api_app_id: slack.credentials.appId,
    is_enterprise_install: 'false',
    response_url: newResponseUrl(slack, { channel: room.id, user: me.id }),
    trigger_id: slack.triggers.issue(me.id),
  }).toString();
}

const answerSchema = z.object({
  text: z.string().optional(),
  blocks: z.unknown().optional(),
  metadata: z.unknown().optional(),
  response_type: z.enum(['ephemeral', 'in_channel']).optional(),
});
type Answered = { me: Account; room: Room; typed: string; body: unknown };

/** Shows what the acknowledgement carried; `in_channel` also shows what was typed. */
function showAnswer(slack: Slack, { me, room, typed, body }: Answered): Outcome<{ message?: Message }> {
  if (body === undefined) return { ok: true };
  const answer = answerSchema.safeParse(typeof body === 'string' ? { text: body } : body);
  if (!answer.success) return refused('invalid_payload');
  const checked = checkContent(answer.data, LONGEST_POSTED);
  if (!checked.ok) return checked;
  const inChannel = answer.data.response_type === 'in_channel';
  if (inChannel) write(slack, { channel: room.id, user: me.id, text: encode(slack, typed, { me, withNames: false }) });
  const onlyFor = inChannel ? undefined : me.id;
  return { ok: true, message: write(slack, { channel: room.id, user: BOT.user, onlyFor, ...checked.content }) };
}
