import { sameActor } from '../../domain/actor.ts';
import type { Answer } from '../../domain/answer.ts';
import type { ExportFormat } from '../../domain/incident/export.ts';
import { MINUTE } from '../../domain/instant.ts';
import type { Request } from '../../domain/request.ts';
import type { Place } from '../../domain/run/state.ts';
import type { Ledger } from '../../ports/ledger.ts';
import { partsOf } from '../decode.ts';
import { underFreeName } from '../free-name.ts';

/** Pictures that one account may ask for in a minute: each is work of the worker, and a message of Slack's. */
const PICTURES = 5;
const LOOKED_AT = 50;

/** What is wanted as files: a matrix, drawn or as a table, the policy, the calendar, or a deployment, drawn or as a report. */
export type Wish =
  | { profile: string; as?: 'export' }
  | { as: 'policy' }
  | { as: 'calendar' }
  | { as: 'deployment' | 'deployment-report'; deployment: string }
  | TimelineWish
  | FiguresWish;

export type TimelineWish = { as: 'timeline'; incident: string; file: 'picture' | ExportFormat; zone?: string };
export type FiguresWish = { as: 'figures'; last: number };

/** What a picture's stream holds: what was asked for, and where an answer goes that is no file. */
export type PictureAsked = { source: string; place: Place } & Wish;

export const PICTURE = 'picture#';

/**
 * Puts a wish for a picture on record: the stream brings it to the worker, which draws, and the sweep does when the stream
 * does not. The request path neither draws nor waits. The same request again finds its first record. An answer is a no.
 */
export async function askForPicture(
  { ledger }: { ledger: Pick<Ledger, 'append' | 'recent'> },
  { source, actor, place, at }: Request,
  wish: Wish,
): Promise<Answer | undefined> {
  const recent = await ledger.recent('picture', { limit: LOOKED_AT, after: at - MINUTE });
  const mine = recent.filter((event) => sameActor(partsOf(event).by, actor));
  if (mine.length >= PICTURES) {
    return { is: 'nothing', what: 'Five pictures or files a minute are the most.', next: listOf(wish) };
  }
  const data: PictureAsked = { source, place, ...wish };
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
  return undefined;
}

/** The sentence that says the same, or nearly, as words. */
function listOf(wish: Wish): string {
  switch (wish.as) {
    case 'policy':
      return 'policy';
    case 'calendar':
      return 'calendar list';
    case 'deployment':
    case 'deployment-report':
      return 'deployments';
    case 'timeline':
      return 'timeline';
    case 'figures':
      return 'incidents';
    case 'export':
    case undefined:
      return 'matrix';
    default:
      return wish satisfies never;
  }
}
