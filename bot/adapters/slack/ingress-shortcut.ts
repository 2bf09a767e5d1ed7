import type { Happening } from '../../domain/incident/happening.ts';
import type { Request } from '../../domain/request.ts';
import { actorOf, installedTeam, sourceOf } from './identity.ts';
import type { Reading } from './ingress-command.ts';
import { placed, writerOf, writtenIn } from './ingress-message.ts';
import { ShortcutPayload } from './payload-happening.ts';
import { answerPathOf } from './response-url.ts';

/** The callback ids of the manifest's message shortcuts. */
export const KEEP_MESSAGE = 'add-to-timeline';
export const OPEN_INCIDENT = 'open-incident';

/** What a message shortcut asks for: to keep the message, or to open an incident with it. */
export type Shortcut = { is: 'keep'; happening: Happening } | { is: 'open' };

/** A shortcut on a message, with who asked and where they are answered; nothing for one that is not ours. */
export function fromShortcut(
  body: unknown,
  { at, responseBase }: Reading,
): { request: Request; trigger: string; asks: Shortcut } | undefined {
  const payload = ShortcutPayload.parse(body);
  const { callback_id: callback, channel, message, user } = payload;
  if (callback !== KEEP_MESSAGE && callback !== OPEN_INCIDENT) return undefined;
  const installed = installedTeam(payload.team?.id);
  const actor = actorOf(user.id, installed, [user.team_id]);
  const written = writtenIn({ ...message, ts: payload.message_ts });
  const answerPath = answerPathOf(payload.response_url, responseBase);
  const { thread, text } = written;
  const author = writerOf(message, { installed });
  const about = { ts: written.ts, ...(thread && { thread }), text, ...(author && { author }) };
  const place = { team: installed, channel: channel.id, ...(thread && { thread }), ...(answerPath && { answerPath }) };
  const key = { channel: channel.id, ts: payload.message_ts, callback, user: user.id };
  const request: Request = {
    source: sourceOf.shortcut(key),
    actor,
    installedTeam: installed,
    place,
    text: ['incident', quoted(text), `from message ${written.ts}`].filter(Boolean).join(' '),
    at,
    mention: false,
    about,
  };
  if (callback === OPEN_INCIDENT) return { request, trigger: payload.trigger_id, asks: { is: 'open' } };
  const happening: Happening = {
    ...placed({ installed }, { source: request.source, channel: channel.id, at: payload.message_ts }),
    at,
    is: 'kept',
    by: actor,
    message: written,
    ...(author && { author }),
  };
  return { request, trigger: payload.trigger_id, asks: { is: 'keep', happening } };
}

/** As much of a message as names an incident. */
const TITLE_MOST = 80;

function quoted(text: string): string {
  const [line = ''] = text.split('\n');
  const title = [...line.replace(/["“”]/g, '')].slice(0, TITLE_MOST).join('').trim();
  return title === '' ? '' : `"${title}"`;
}
