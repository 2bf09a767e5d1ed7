import type { Answer } from '../../domain/answer.ts';
import { isZone } from '../../domain/calendar/zone.ts';
import { exportTimeline } from '../../domain/incident/export.ts';
import { callingsOf } from '../../domain/incident/export-told.ts';
import { daysWords } from '../../domain/incident/figures.ts';
import { type IncidentSentence, writeIncidentSentence } from '../../domain/language/incident-sentence.ts';
import { writeIncidentId } from '../../domain/language/run-id.ts';
import { zoneOf } from '../../domain/policy/hours.ts';
import type { FilePlace, NewFile } from '../../ports/files.ts';
import type { StoredEvent } from '../../ports/ledger.ts';
import { partsOf } from '../decode.ts';
import type { TendDeps } from '../deps.ts';
import { refuseReader } from '../look.ts';
import { notTaken } from '../not-taken.ts';
import { once } from '../once.ts';
import type { FiguresWish, PictureAsked, TimelineWish } from '../picture/ask-picture.ts';
import { type ReadIncident, readIncident } from './append-incident.ts';
import { isItsRoom } from './ask-for-files.ts';
import { countFigures, noFigures } from './count-figures.ts';
import { organisationsOf } from './organisations.ts';
import { filesOf } from './post-picture.ts';
import { isReadAlong } from './read-along.ts';
import { tellWhole } from './whole-timeline.ts';

/** Tries after which it is given up and said. */
const GIVE_UP = 4;
/** Names in a picture: those who have a row of their own. */
const PEOPLE = 8;

type Asked = PictureAsked & (TimelineWish | FiguresWish);
type Made = { to: FilePlace; files: NewFile[]; caption: string; answer?: Answer };

/**
 * Makes what somebody wanted of incidents as files, and posts it to them alone; a picture, into the channel of the incident when it was
 * asked for there and nobody of another organisation reads along. Their right to read is decided again.
 */
export async function tendIncidentFile(deps: TendDeps, head: StoredEvent, asked: Asked): Promise<undefined> {
  const { by } = partsOf(head);
  const sentence = sentenceOf(asked);
  const written = writeIncidentSentence(sentence);
  const tell = (answer: Answer) => once(deps, { head }, 'told', () => deps.chat.tell(by, asked.place, answer));
  if ((head.tries ?? 0) >= GIVE_UP) return tell(notMade(asked));
  const refusal = await refuseReader(
    deps,
    { actor: by, at: deps.now() },
    asked.as === 'figures' ? 'incidents' : 'timeline',
  );
  if (refusal) return tell({ is: 'refused', refusal, sentence: written });
  const made = asked.as === 'figures' ? await figures(deps, head, asked) : await timeline(deps, head, asked);
  if ('is' in made) return tell(made);
  if (!(await deps.receipts.get(head.stream, 'posted'))) {
    const posted = await deps.files.post(made.to, made.files, made.caption);
    if (posted.is !== 'posted') return tell(made.answer ?? notTaken(posted, insteadOf(asked)));
    await deps.receipts.put(head.stream, 'posted', { value: {}, seq: head.seq });
  }
  return made.answer && tell(made.answer);
}

function sentenceOf(asked: Asked): IncidentSentence {
  if (asked.as === 'figures') return { is: 'figures', last: asked.last };
  const { incident, file, zone } = asked;
  return { is: 'timeline-file', incident, as: file, ...(zone !== undefined && { zone }) };
}

async function timeline(deps: TendDeps, head: StoredEvent, asked: Asked & TimelineWish): Promise<Made | Answer> {
  const { by } = partsOf(head);
  const read = await readIncident(deps.ledger, asked.incident);
  if (!read) {
    return { is: 'incident-refused', act: 'timeline', id: asked.incident, refusal: { reason: 'unknown-incident' } };
  }
  const [{ matrix, policy }, profile] = await Promise.all([deps.records(by), deps.chat.profile(by)]);
  const own = profile?.zone !== undefined && isZone(profile.zone) ? profile.zone : undefined;
  const zone = asked.zone ?? own ?? zoneOf(policy ?? {});
  return asked.file === 'picture'
    ? picture(deps, read, { asked, by, zone })
    : exported(deps, read, { file: asked.file, by, zone, matrix });
}

type Picture = { asked: Asked; by: ReturnType<typeof partsOf>['by']; zone: string };

async function picture(deps: TendDeps, read: ReadIncident, { asked, by, zone }: Picture): Promise<Made> {
  const told = await tellWhole(deps, read, { zone, people: PEOPLE });
  const isForAll = isItsRoom(read, asked) && !(await isReadAlong(deps, asked.place.channel));
  const to = isForAll ? asked.place : { person: by };
  return { to, ...filesOf(await deps.pictures.timeline(told)) };
}

type Exported = {
  file: Exclude<TimelineWish['file'], 'picture'>;
  by: Picture['by'];
  zone: string;
  matrix: Parameters<typeof organisationsOf>[0];
};

async function exported(deps: TendDeps, read: ReadIncident, { file, by, zone, matrix }: Exported): Promise<Made> {
  const told = await tellWhole(deps, read, { zone });
  const files = exportTimeline({ ...told, callings: callingsOf(told.names, organisationsOf(matrix)) }, file);
  const count = `${told.entries.length} ${told.entries.length === 1 ? 'entry' : 'entries'}`;
  return {
    to: { person: by },
    caption: `Timeline of ${told.name} · ${count} · times in ${zone}`,
    files: files.map(({ name, text }) => ({ name, title: name, bytes: new TextEncoder().encode(text) })),
  };
}

async function figures(deps: TendDeps, head: StoredEvent, { last }: FiguresWish): Promise<Made | Answer> {
  const { by } = partsOf(head);
  const counted = await countFigures(deps, { last, by });
  if (counted.real.length + counted.drills.length === 0) return noFigures(daysWords(last));
  const drawn = await deps.pictures.figures(counted);
  return { to: { person: by }, ...filesOf(drawn), answer: { is: 'figures', figures: counted } };
}

/** Figures are told as a table, too. */
function insteadOf(asked: Asked): { instead: string; next: string } {
  if (asked.as === 'figures') return { instead: 'The incidents are listed.', next: 'incidents' };
  const { incident } = asked;
  return { instead: 'Every entry can be read on the timeline.', next: `timeline in ${writeIncidentId(incident)}` };
}

function notMade({ as }: Asked): Answer {
  const next = as === 'figures' ? 'incidents' : 'timeline';
  return { is: 'nothing', what: 'It could not be made, or Slack did not take it. Nothing was changed.', next };
}
