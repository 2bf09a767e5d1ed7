import type { Replayed } from '../../../domain/run/replay.ts';
import { context, sections } from './blocks.ts';
import { BECOMES } from './change-matrix-words.ts';
import { kindTitle, person, runName } from './labels.ts';
import { fitting, showRuns } from './lists.ts';
import type { Reading } from './rendered.ts';
import { profileWords } from './ruling-words.ts';
import type { AnswerOf, Said } from './said.ts';
import { counted, inline } from './text.ts';
import { when } from './when.ts';

/** Which past runs this profile would decide otherwise: then, and now. */
export function sayReplay({ of, looked, runs }: AnswerOf<'matrix-replay'>, reading: Reading): Said {
  const { shown, left } = fitting(runs.map((run) => replayedLine(run, reading)));
  const of_ = `of the latest ${counted(looked, 'run')}`;
  return {
    mark: 'information',
    first: `*${profileWords(of)}* would decide ${runs.length === 0 ? 'none' : runs.length} ${of_} otherwise`,
    body: [
      ...sections(shown),
      ...(left > 0 ? [context(`… and ${counted(left, 'more run')}`)] : []),
      context('Decided again by the matrix alone: roles, hosts and policy are those of then'),
    ],
    presses: showRuns(runs.slice(0, 3).map(({ run }) => ({ id: run }))),
  };
}

function replayedLine({ run, by, at, sentence, otherwise }: Replayed, reading: Reading): string {
  const turns = otherwise.map(({ kind, before, now }) => `${kindTitle(kind)}: ${BECOMES[before]} → ${BECOMES[now]}`);
  return `• *${runName(run)}* ${inline(sentence, 150)} · by ${person(by, reading)} ${when(at, reading.now)}\n    ${turns.join('; ')}`;
}
