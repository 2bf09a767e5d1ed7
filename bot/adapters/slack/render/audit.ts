import { writeAuditedStream, writeInquirySentence } from '../../../domain/language/inquiry-sentence.ts';
import type { Flaw } from '../../../domain/ledger/examine.ts';
import type { RunEvidence } from '../../../domain/run/evidence.ts';
import { context, sections } from './blocks.ts';
import { dueWords } from './break-glass-words.ts';
import { quoted } from './card-lines.ts';
import { HOST_SIGN, hostWords } from './host-words.ts';
import { person } from './labels.ts';
import { fitting } from './lists.ts';
import type { Reading } from './rendered.ts';
import { wantedWords } from './rule-words.ts';
import type { AnswerOf, Said } from './said.ts';
import { code, counted, inline } from './text.ts';
import { duration, when } from './when.ts';

const FLAW: Record<Flaw['why'], string> = {
  edited: 'its content is not what its hash says: it was edited',
  missing: 'there is no such event any more: it was taken out',
  unlinked: 'it does not follow the event before it: what stood there was replaced',
  forked: 'there is a second event for this step',
  foreign: 'it belongs to another stream',
  cut: 'the stream ends before its copy does, or goes on otherwise: its end was cut off or replaced',
  unreadable: 'it does not parse: it was overwritten',
  differs: 'its copy, which nobody can change, says something else',
  gone: 'only copies of this stream are left: all of it was deleted',
  'copy-damaged': 'its copy is not what its own hash says',
};

/** `run#8C2MX event 3`. */
function flawWords({ stream, seq, why }: Flaw): string {
  return `${code(stream, 80)} event ${seq}: ${FLAW[why]}`;
}

/** Whether the record is what it was; the first event that is not is named first. */
export function sayVerified(answer: AnswerOf<'audit-verified'>): Said {
  const { over, streams, events, copied, waiting, uncopied, ms, flawed, flaws } = answer;
  const [first, ...more] = flaws;
  const checked = `${counted(events, 'event')} in ${counted(streams, 'stream')} checked in ${duration(ms)}`;
  const copies = [
    `${counted(copied, 'event')} compared with ${copied === 1 ? 'its copy' : 'their copies'}`,
    ...(waiting > 0 ? [`${waiting} too new to have one`] : []),
    ...(uncopied > 0 ? [`*${uncopied} older without a copy*: made before there were copies, or the copies fail`] : []),
  ].join(' · ');
  const rest = flawed - flaws.length;
  return {
    mark: first ? 'failed' : 'information',
    first: first ? `✖ *The record was changed:* ${flawWords(first)}` : soundWords(over, checked),
    body: [
      ...sections(more.map((flaw) => `✖ ${flawWords(flaw)}`)),
      ...(rest > 0 ? [context(`… and ${counted(rest, 'more stream')} with a flaw`)] : []),
      context(
        [...(first ? [checked] : []), copies, ...(over ? [] : ['it goes on, and is said here when it is over'])].join(
          ' · ',
        ),
      ),
    ],
    presses: first ? [{ id: 'again', label: 'Check again', says: 'audit verify' }] : [],
  };
}

function soundWords(over: boolean, checked: string): string {
  return over ? `✔ *The record is what it was:* ${checked}` : `… *So far the record is what it was:* ${checked}`;
}

/** Every event of one stream with who, when and its hash, below what a run rests on. */
export function sayAuditStream(
  { of, lines, flaw, copied, evidence }: AnswerOf<'audit-stream'>,
  reading: Reading,
): Said {
  const name = writeAuditedStream(of);
  const told = lines.map(
    ({ seq, type, at, by, hash }) =>
      `${seq} *${inline(type, 40)}* by ${person(by, reading)} ${when(at, reading.now)} ${code(hash.slice(0, 12))}`,
  );
  const { shown, left } = fitting(told, 6_000);
  const sound = `✔ its chain is whole, ${copied} of ${lines.length} compared with copies`;
  return {
    mark: flaw ? 'failed' : 'information',
    first: flaw
      ? `✖ *${name} was changed:* ${flawWords(flaw)}`
      : `🧾 *${name}* · ${counted(lines.length, 'event')} · ${sound}`,
    body: [
      ...sections(evidence ? evidenceLines(evidence, reading) : []),
      ...sections(shown),
      ...(left > 0 ? [context(`… and ${counted(left, 'more event')}: the export has all`)] : []),
    ],
    presses: [
      { id: 'export', label: 'Export', says: writeInquirySentence({ is: 'audit', show: 'export', of }) },
      { id: 'show', label: `Show ${name}`, says: `show ${name}` },
    ],
  };
}

function evidenceLines(
  { asked, plan, approvals, breakGlass, commands, state, outcomes }: RunEvidence,
  reading: Reading,
): string[] {
  const approved = approvals.map(
    ({ by, at, digest }) =>
      `Approved by ${person(by, reading)} ${when(at, reading.now)}: plan ${code(digest.slice(0, 12))}`,
  );
  const { shown, left } = fitting(
    outcomes.map((outcome) => `${HOST_SIGN[outcome.status]} *${inline(outcome.host, 64)}* ${hostWords(outcome)}`),
    2_500,
  );
  return [
    `Asked by ${person(asked.by, reading)} ${when(asked.at, reading.now)}: ${code(asked.sentence, 300)}`,
    ...(plan ? [`Plan ${code(plan.digest, 64)} · ${inline(plan.records, 120)}`] : []),
    ...(plan && approvals.length === 0 ? ['Approved by nobody'] : approved),
    ...(breakGlass ? brokenGlass(breakGlass, reading) : []),
    ...(plan && commands.length > 0
      ? [`Ran ${code(plan.document, 130)} · ${commands.map((id) => code(id, 40)).join(', ')}`]
      : []),
    `Came to *${inline(state, 40)}*`,
    ...shown,
    ...(left > 0 ? [`… and ${counted(left, 'more host')}`] : []),
  ];
}

function brokenGlass(
  { because, instead, review, reviewBy }: NonNullable<RunEvidence['breakGlass']>,
  reading: Reading,
): string[] {
  const asked = `‼ *Break-glass*: ${quoted(because)}, instead of ${wantedWords(instead)}`;
  if (!review)
    return [
      asked,
      reviewBy === undefined
        ? 'No review is wanted: nothing reached a host'
        : `Not reviewed: ${dueWords(reviewBy, reading)}`,
    ];
  const { by, at, fine } = review;
  return [
    asked,
    `Reviewed by ${person(by, reading)} ${when(at, reading.now)}, ${fine ? 'fine' : '*not fine*'}: ${quoted(review.because)}`,
  ];
}

const LETTER: Record<string, string> = { run: 'R', change: 'C', escalation: 'E' };

/** What was found on record, the newest first, and how far was looked. */
export function sayAuditFound(answer: AnswerOf<'audit-found'>, reading: Reading): Said {
  const { search, lines, found, looked, back, complete } = answer;
  const told = lines.map(({ stream, at, by, what, last, events }) => {
    const ended = events > 1 ? ` → ${inline(last, 40)}` : '';
    return `*${inline(nameOf(stream), 60)}* ${inline(what, 150)}${ended} · by ${person(by, reading)} ${when(at, reading.now)}`;
  });
  const { shown } = fitting(told);
  const far = `${counted(looked, 'stream')} read, back to ${when(back, reading.now)}`;
  return {
    mark: 'information',
    first: `🧾 *${counted(found, 'stream')} on record* · ${code(writeInquirySentence(search), 200)}`,
    body: [
      ...sections(shown),
      ...(found > shown.length ? [context(`… and ${found - shown.length} older`)] : []),
      context(
        complete ? far : `${far}: there was no time for more. Name a shorter time, \`last 7d\`, or take the export`,
      ),
    ],
    presses: lines.slice(0, 5).flatMap(({ stream }, index) => {
      const name = nameOf(stream);
      return name === stream ? [] : [{ id: `try:${index}`, label: `Audit ${name}`, says: `audit ${name}` }];
    }),
  };
}

function nameOf(stream: string): string {
  const [kind = '', id = ''] = stream.split('#');
  const letter = LETTER[kind];
  return letter === undefined ? stream : `${letter}-${id}`;
}

export function sayExported({ files, streams, complete }: AnswerOf<'audit-exported'>): Said {
  const events = files.reduce((sum, file) => sum + file.events, 0);
  return {
    mark: 'information',
    first: `🧾 *${counted(events, 'event')} of ${counted(streams, 'stream')}* are in your direct messages`,
    body: [
      ...sections(files.map(({ name, sha256 }) => `${code(name, 120)} · SHA-256 ${code(sha256, 64)}`)),
      context(
        complete
          ? 'Check them without Remit: `npm run verify-audit -- file.jsonl`'
          : 'That is not all of it: name a shorter time, or take the objects of the bucket of copies, which hold the same lines',
      ),
    ],
  };
}
