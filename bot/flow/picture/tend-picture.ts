import type { Actor } from '../../domain/actor.ts';
import type { Answer } from '../../domain/answer.ts';
import { writeQuestion } from '../../domain/language/write-question.ts';
import type { Matrix } from '../../domain/matrix/matrix.ts';
import { writeCells } from '../../domain/matrix/write-cells.ts';
import type { Place } from '../../domain/run/state.ts';
import type { StoredEvent } from '../../ports/ledger.ts';
import { dataOf, partsOf, stateOf } from '../decode.ts';
import type { TendDeps } from '../deps.ts';
import { once } from '../once.ts';
import { askMatrix } from '../questions/matrix.ts';
import { matrixStream } from '../records.ts';
import type { PictureAsked } from './ask-picture.ts';

/** Tries after which it is given up and said: a picture shows nothing that the list does not. */
const GIVE_UP = 4;

/**
 * Draws what was asked for, or writes it as a table, and posts it to whoever asked, and to nobody else: in their direct messages, since Slack has no
 * file for one person in a channel. Their right to read is decided again, on the profile as it is now.
 */
export async function tendPicture(deps: TendDeps, head: StoredEvent): Promise<undefined> {
  const { place, profile, source, as } = dataOf<PictureAsked>(head);
  const { by } = partsOf(head);
  const to = { by, place };
  const question = { is: 'matrix', show: 'list', profile } as const;
  const text = writeQuestion(question);
  if ((head.tries ?? 0) >= GIVE_UP) return tell(deps, head, { ...to, answer: notMade(text) });
  const request = { source, actor: by, installedTeam: place.team, place, text, at: deps.now(), mention: false };
  const told = await askMatrix(deps, request, question);
  if (told.is !== 'matrix') return tell(deps, head, { ...to, answer: told });
  return once(deps, { head }, 'posted', async () => {
    const { caption, files } = as === 'export' ? await tableOf(deps, told.of.profile) : await drawingOf(deps, told);
    const posted = await deps.files.post({ person: by }, files, caption);
    if (posted.is === 'unreachable') await deps.chat.tell(by, place, notMade(text));
  });
}

async function drawingOf({ pictures }: TendDeps, told: Extract<Answer, { is: 'matrix' }>) {
  const { caption, pictures: drawn } = await pictures.matrix(told);
  return { caption, files: drawn.map(({ png, ...picture }) => ({ ...picture, bytes: png })) };
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
