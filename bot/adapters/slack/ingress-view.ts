import type { Request } from '../../domain/request.ts';
import { actorOf, installedTeam, sourceOf } from './identity.ts';
import { HomePayload, SubmissionPayload } from './payload.ts';
import { recall } from './place-memory.ts';
import { writtenIn } from './text-block.ts';
import type { Wording } from './wording.ts';

/** A submitted form: the sentence that it stands for. `view_submission.team` is the actor's, not the installed one. */
export async function fromSubmission(
  body: unknown,
  ask: { at: number; sentenceOf: Wording['sentenceOf'] },
): Promise<Request> {
  const { user, view } = SubmissionPayload.parse(body);
  const installed = installedTeam(view.app_installed_team_id);
  const { place, form, about } = recall(view.private_metadata, installed, user.id);
  const text = await ask.sentenceOf({
    callback_id: view.callback_id,
    private_metadata: form,
    values: view.state?.values ?? {},
  });
  const written = writtenIn(view.state?.values ?? {});
  return {
    source: sourceOf.submission({ view: view.id, hash: view.hash }),
    actor: actorOf(user.id, installed, [user.team_id]),
    installedTeam: installed,
    place,
    text,
    at: ask.at,
    mention: false,
    ...(written === undefined ? {} : { written }),
    ...(about && { about }),
  };
}

/** The App Home of one of our own people, as the help that they may read; nothing for anybody else, or another tab. */
export function fromHome(body: unknown, at: number): Request | undefined {
  const payload = HomePayload.parse(body);
  const { event, authorizations } = payload;
  const installed = installedTeam(authorizations?.[0]?.team_id, payload.context_team_id);
  const actor = actorOf(event.user, installed, [payload.team_id]);
  if (event.tab !== 'home' || actor.team !== installed) return undefined;
  return {
    source: sourceOf.home({ event: payload.event_id }),
    actor,
    installedTeam: installed,
    place: { team: installed, channel: event.user },
    text: 'help',
    at,
    mention: false,
  };
}
