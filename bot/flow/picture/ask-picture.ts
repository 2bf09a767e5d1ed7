import { sameActor } from '../../domain/actor.ts';
import type { Answer } from '../../domain/answer.ts';
import { MINUTE } from '../../domain/instant.ts';
import type { Answered } from '../../domain/matrix/told.ts';
import type { Request } from '../../domain/request.ts';
import type { Place } from '../../domain/run/state.ts';
import type { Ledger } from '../../ports/ledger.ts';
import { partsOf } from '../decode.ts';
import { underFreeName } from '../free-name.ts';

/** Pictures that one account may ask for in a minute: each is work of the worker, and a message of Slack's. */
const PICTURES = 5;
const LOOKED_AT = 50;

/** What a picture's stream holds: what was asked for, drawn or as a table, and where an answer goes that is no file. */
export type PictureAsked = { source: string; place: Place; profile: string; as?: 'export' };

export const PICTURE = 'picture#';

/**
 * Puts a wish for a picture on record: the stream brings it to the worker, which draws, and the sweep does when the stream
 * does not. The request path neither draws nor waits. The same request again finds its first record.
 */
export async function askForPicture(
  { ledger }: { ledger: Pick<Ledger, 'append' | 'recent'> },
  { source, actor, place, at }: Request,
  of: Answered,
  as: 'picture' | 'export',
): Promise<Answer> {
  const recent = await ledger.recent('picture', { limit: LOOKED_AT, after: at - MINUTE });
  const mine = recent.filter((event) => sameActor(partsOf(event).by, actor));
  if (mine.length >= PICTURES)
    return { is: 'nothing', what: 'Five pictures or files a minute are the most.', next: 'matrix' };
  const data: PictureAsked = { source, place, profile: of.profile, ...(as === 'export' && { as }) };
  await underFreeName(source, async (id) => {
    const draft = {
      stream: `${PICTURE}${id}`,
      head: undefined,
      type: 'asked',
      at,
      by: actor,
      data,
      state: { is: 'asked' },
    };
    const appended = await ledger.append(draft);
    return appended.is === 'lost' ? appended.winner : undefined;
  });
  return { is: `matrix-${as}`, of };
}
