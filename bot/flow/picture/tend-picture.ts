import type { Actor } from '../../domain/actor.ts';
import type { Answer } from '../../domain/answer.ts';
import { writeQuestion } from '../../domain/language/write-question.ts';
import type { Place } from '../../domain/run/state.ts';
import type { StoredEvent } from '../../ports/ledger.ts';
import { dataOf, partsOf } from '../decode.ts';
import type { TendDeps } from '../deps.ts';
import { once } from '../once.ts';
import { askMatrix } from '../questions/matrix.ts';
import type { PictureAsked } from './ask-picture.ts';

/** Tries after which it is given up and said: a picture shows nothing that the list does not. */
const GIVE_UP = 4;

/**
 * Draws what was asked for and posts it to whoever asked, and to nobody else: in their direct messages, since Slack has no
 * file for one person in a channel. Their right to read is decided again, on the profile as it is now.
 */
export async function tendPicture(deps: TendDeps, head: StoredEvent): Promise<undefined> {
  const { place, profile, source } = dataOf<PictureAsked>(head);
  const { by } = partsOf(head);
  const to = { by, place };
  const question = { is: 'matrix', show: 'list', profile } as const;
  const text = writeQuestion(question);
  if ((head.tries ?? 0) >= GIVE_UP) return tell(deps, head, { ...to, answer: notMade(text) });
  const request = { source, actor: by, installedTeam: place.team, place, text, at: deps.now(), mention: false };
  const told = await askMatrix(deps, request, question);
  if (told.is !== 'matrix') return tell(deps, head, { ...to, answer: told });
  return once(deps, { head }, 'posted', async () => {
    const { caption, pictures } = await deps.pictures.matrix(told);
    const files = pictures.map(({ png, ...picture }) => ({ ...picture, bytes: png }));
    const posted = await deps.files.post({ person: by }, files, caption);
    if (posted.is === 'unreachable') await deps.chat.tell(by, place, notMade(text));
  });
}

function tell(deps: TendDeps, head: StoredEvent, { by, place, answer }: { by: Actor; place: Place; answer: Answer }) {
  return once(deps, { head }, 'told', () => deps.chat.tell(by, place, answer));
}

function notMade(list: string): Answer {
  return {
    is: 'nothing',
    what: 'The picture could not be made, or Slack did not take it. The list says the same.',
    next: list,
  };
}
