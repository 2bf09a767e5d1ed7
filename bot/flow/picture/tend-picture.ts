import type { Actor } from '../../domain/actor.ts';
import type { Answer } from '../../domain/answer.ts';
import type { DeploymentSentence } from '../../domain/language/deployment-sentence.ts';
import type { FreezeSentence } from '../../domain/language/freeze-sentence.ts';
import type { MatrixQuestion, PolicyQuestion } from '../../domain/language/question.ts';
import { writeSentence } from '../../domain/language/write-sentence.ts';
import type { Matrix } from '../../domain/matrix/matrix.ts';
import { writeCells } from '../../domain/matrix/write-cells.ts';
import type { Policy } from '../../domain/policy/policy.ts';
import type { Request } from '../../domain/request.ts';
import type { Place } from '../../domain/run/state.ts';
import type { NewFile } from '../../ports/files.ts';
import type { StoredEvent } from '../../ports/ledger.ts';
import type { Drawn } from '../../ports/pictures.ts';
import { dataOf, partsOf, stateOf } from '../decode.ts';
import { tellReader } from '../deployment/look-at-deployment.ts';
import { reportFile } from '../deployment/report-file.ts';
import type { TendDeps } from '../deps.ts';
import { tellCalendar, weekFor } from '../freeze/tell-calendar.ts';
import { tendIncidentFile } from '../incident/tend-files.ts';
import { notTaken } from '../not-taken.ts';
import { once } from '../once.ts';
import { askMatrix } from '../questions/matrix.ts';
import { askPolicy } from '../questions/policy.ts';
import { matrixStream } from '../records.ts';
import type { FiguresWish, PictureAsked, TimelineWish, Wish } from './ask-picture.ts';

/** Tries after which it is given up and said: a picture shows nothing that the list does not. */
const GIVE_UP = 4;

/**
 * Draws what was asked for, or writes it as a table, and posts it to whoever asked, and to nobody else: in their direct messages, since Slack has no
 * file for one person in a channel. Their right to read is decided again, on the profile as it is now.
 */
export async function tendPicture(deps: TendDeps, head: StoredEvent): Promise<undefined> {
  const asked = dataOf<PictureAsked>(head);
  if (asked.as === 'timeline' || asked.as === 'figures') return tendIncidentFile(deps, head, asked);
  const { place, source } = asked;
  const { by } = partsOf(head);
  const to = { by, place };
  const text = writeSentence(listOf(asked));
  if ((head.tries ?? 0) >= GIVE_UP) return tell(deps, head, { ...to, answer: notMade(text) });
  const request = { source, actor: by, installedTeam: place.team, place, text, at: deps.now(), mention: false };
  const told = await askAgain(deps, request, asked);
  const make = makerOf(deps, { asked, request }, told);
  if (!make) return tell(deps, head, { ...to, answer: told });
  return once(deps, { head }, 'posted', async () => {
    const { caption, files } = await make();
    const posted = await deps.files.post({ person: by }, files, caption);
    if (posted.is === 'posted') return;
    await deps.chat.tell(by, place, notTaken(posted, { instead: 'The list says the same.', next: text }));
  });
}

/** What is wanted of records: the rest is of incidents. */
type RecordWish = Exclude<Wish, TimelineWish | FiguresWish>;

/** The question whose answer says the same as the files. */
type ListSentence =
  | MatrixQuestion
  | PolicyQuestion
  | Extract<DeploymentSentence, { is: 'deployment' }>
  | Extract<FreezeSentence, { is: 'calendar' }>;

function listOf(wish: RecordWish): ListSentence {
  if ('deployment' in wish) return { is: 'deployment', deployment: wish.deployment, as: 'list' };
  if (wish.as === 'calendar') return { is: 'calendar', as: 'list' };
  return wish.as === 'policy' ? { is: 'policy', show: 'now' } : { is: 'matrix', show: 'list', profile: wish.profile };
}

function askAgain(deps: TendDeps, request: Request, wish: RecordWish): Promise<Answer> {
  const question = listOf(wish);
  if (question.is === 'calendar') return tellCalendar(deps, request);
  if (question.is === 'deployment') return tellReader(deps, request, question);
  return question.is === 'policy' ? askPolicy(deps, request, question) : askMatrix(deps, request, question);
}

type Made = { caption: string; files: NewFile[] };

/** What makes the files, when the answer is the one that they are to say; nothing when it is a no. */
function makerOf(
  deps: TendDeps,
  { asked: { as }, request }: { asked: RecordWish; request: Request },
  told: Answer,
): (() => Promise<Made>) | undefined {
  if (told.is === 'calendar') return async () => drawn(deps.pictures.calendar(await weekFor(deps, request)));
  if (told.is === 'policy') return async () => policyFile(told.policy);
  if (told.is === 'deployment') {
    return () => (as === 'deployment' ? drawn(deps.pictures.deployment(told.story)) : reportFile(deps, told.story));
  }
  if (told.is !== 'matrix') return undefined;
  return () => (as === 'export' ? tableOf(deps, told.of.profile) : drawn(deps.pictures.matrix(told)));
}

/** The policy as JSON, which `policy import` and the checker of files read as it is. */
function policyFile({ version, ...body }: Policy): Made {
  const name = `policy-v${version}.json`;
  const bytes = new TextEncoder().encode(`${JSON.stringify(body, null, 2)}\n`);
  return { caption: `The policy v${version}`, files: [{ name, title: name, bytes }] };
}

async function drawn(drawing: Promise<Drawn>): Promise<Made> {
  const { caption, pictures } = await drawing;
  return { caption, files: pictures.map(({ png, ...picture }) => ({ ...picture, bytes: png })) };
}

/** The cells as CSV, which `matrix import` reads as they are. */
async function tableOf({ ledger }: TendDeps, profile: string) {
  const head = await ledger.head(matrixStream(profile));
  if (!head) throw new Error(`the profile ${profile} was read, and is gone`);
  const name = `${profile}-v${head.seq}.csv`;
  const bytes = new TextEncoder().encode(writeCells(stateOf<Omit<Matrix, 'version'>>(head)));
  return { caption: `Cells of the matrix ${profile} v${head.seq}`, files: [{ name, title: name, bytes }] };
}

function tell(deps: TendDeps, head: StoredEvent, { by, place, answer }: { by: Actor; place: Place; answer: Answer }) {
  return once(deps, { head }, 'told', () => deps.chat.tell(by, place, answer));
}

function notMade(list: string): Answer {
  return {
    is: 'nothing',
    what: 'It could not be made, or Slack did not take it. The list says the same.',
    next: list,
  };
}
