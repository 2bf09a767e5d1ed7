import { writeQuestion, writeWho } from '../../../domain/language/write-question.ts';
import type { Differing, Listed } from '../../../domain/matrix/diff.ts';
import type { RowTold } from '../../../domain/matrix/told.ts';
import { KINDS } from '../../../domain/target.ts';
import { context, type Press, sections } from './blocks.ts';
import { kindTitle, person } from './labels.ts';
import { fitting } from './lists.ts';
import type { Reading } from './rendered.ts';
import { kindOf, legend, partiesWords, partyWords, profileWords } from './ruling-words.ts';
import type { AnswerOf, Said } from './said.ts';
import { code, counted, inline, listed } from './text.ts';
import { when } from './when.ts';

/** The whole matrix, section by section: a row is a line that a phone can wrap, so that nothing is a wide table. */
export function sayMatrix({ of, parties, rows, others }: AnswerOf<'matrix'>): Said {
  const { shown, left } = fitting(rows.map((row, index) => rowLines(row, rows[index - 1]?.section)));
  return {
    mark: 'information',
    first: `*Matrix ${profileWords(of)}* · ${rows.length} ${rows.length === 1 ? 'activity' : 'activities'}, ${KINDS.length} kinds of target`,
    body: [
      context(legend(parties)),
      ...sections(shown),
      ...(left > 0 ? [context(`… and ${left} more: name one to see it`)] : []),
    ],
    presses: [
      pictureOf(of.profile, of.inForce),
      historyOf(of.profile, of.inForce),
      ...others.slice(0, 3).flatMap((name, index): Press[] => [
        {
          id: `other:${index}`,
          label: `Matrix ${name}`,
          says: writeQuestion({ is: 'matrix', show: 'list', profile: name }),
        },
        {
          id: `diff:${index}`,
          label: `Differences to ${name}`,
          says: writeQuestion({ is: 'matrix', show: 'diff', profiles: [of.profile, name] }),
        },
      ]),
    ],
  };
}

/** A row, below its section's name where a section begins. */
function rowLines({ label, section, rulings }: RowTold, before: string | undefined): string {
  const title = section !== undefined && section !== before ? `*${inline(section, 100)}*\n` : '';
  return `${title}• *${inline(label, 120)}*: ${partiesWords(rulings)}`;
}

function pictureOf(profile: string, inForce: boolean): Press {
  const of = inForce ? {} : { profile };
  return { id: 'picture', label: 'As a picture', says: writeQuestion({ is: 'matrix', show: 'picture', ...of }) };
}

/** Where it comes, and why not here. */
export function sayMatrixFile({ is, of }: AnswerOf<'matrix-picture' | 'matrix-export'>): Said {
  const how = is === 'matrix-picture' ? 'drawn' : 'written as a CSV file';
  return {
    mark: 'information',
    first: `🖼 *Matrix ${profileWords(of)}* is being ${how} for you`,
    body: [
      context('It comes into your direct messages with Remit: a file in a channel would be seen by everybody there.'),
    ],
  };
}

function historyOf(profile: string, inForce: boolean): Press {
  const of = inForce ? {} : { profile };
  return { id: 'history', label: 'History', says: writeQuestion({ is: 'matrix', show: 'history', ...of }) };
}

/** One row: whose task on which kind, which activities it is, and what of ours it decides. */
export function sayRow({ of, row, commands }: AnswerOf<'matrix-row'>): Said {
  const { label, section, covers, rulings } = row;
  const decides =
    commands.length > 0
      ? `Commands that it decides: ${listed(commands.map((name) => code(name, 60)))}`
      : 'No command of Remit belongs to it: people do it by hand';
  const ruling = rulings.find((one) => one.is !== 'not-available') ?? rulings[0];
  const profile = of.inForce ? undefined : of.profile;
  const who = ruling && writeWho({ activity: label, where: { kinds: [kindOf(ruling)] }, profile });
  return {
    mark: 'information',
    first: `*${inline(label, 120)}*${section ? ` · ${inline(section, 100)}` : ''} · ${profileWords(of)}`,
    body: sections([
      ...rulings.map((one) => `${kindTitle(kindOf(one))} → ${partyWords(one)}`),
      `${covers.length === 1 ? 'Activity' : 'Activities'}: ${listed(covers.map((id) => code(id, 80)))}`,
      decides,
    ]),
    presses: who === undefined ? [] : [{ id: 'who', label: 'Who can?', says: who }],
  };
}

/** What two profiles rule differently, by activity. */
export function sayDifference({ of: [one, other], difference }: AnswerOf<'matrix-diff'>): Said {
  const { differing, only, same } = difference;
  const names: [string, string] = [inline(one.profile, 60), inline(other.profile, 60)];
  const lines = [
    ...differing.map((each) => differingLines(each, names)),
    ...only.map((rows, side) => onlyLines(rows, names[side] ?? '')).filter((line) => line !== ''),
  ];
  const { shown, left } = fitting(lines);
  const how = differing.length === 0 ? 'no activity is decided differently' : `${differing.length} decided differently`;
  return {
    mark: 'information',
    first: `*${profileWords(one)}* and *${profileWords(other)}* · ${how}, ${same} alike`,
    body: [...sections(shown), ...(left > 0 ? [context(`… and ${left} more: name one with \`matrix …\``)] : [])],
  };
}

function differingLines({ activity, labels, cells }: Differing, [one, other]: [string, string]): string {
  const named = labels[0] === labels[1] ? labels[0] : labels.join(' / ');
  const lines = cells.map(
    ({ kind, rulings: [a, b] }) => `    ${kindTitle(kind)}: ${one} ${partyWords(a)}; ${other} ${partyWords(b)}`,
  );
  return [`• *${inline(named, 200)}* ${code(activity, 80)}`, ...lines].join('\n');
}

function onlyLines(rows: readonly Listed[], profile: string): string {
  if (rows.length === 0) return '';
  return `*Only in ${profile}*: ${rows.map(({ label, activity }) => `${inline(label, 120)} ${code(activity, 80)}`).join(', ')}`;
}

/** The versions of a profile, the newest first. */
export function sayHistory({ of, versions }: AnswerOf<'matrix-history'>, reading: Reading): Said {
  const lines = versions.map(({ version, type, at, by, because }) => {
    const why = because === undefined ? '' : `: “${inline(because, 300)}”`;
    return `*v${version}* ${inline(type, 40)} by ${person(by, reading)} ${when(at, reading.now)}${why}`;
  });
  const { shown, left } = fitting(lines);
  return {
    mark: 'information',
    first: `*History of ${profileWords(of)}* · ${counted(versions.length, 'version')}`,
    body: [...sections(shown), ...(left > 0 ? [context(`… and ${counted(left, 'older version')}`)] : [])],
  };
}
