import type { RunLine } from '../../../domain/answer.ts';
import { kindWords } from '../../../domain/language/groups.ts';
import { redact } from '../../../domain/redact.ts';
import { KINDS, type Target } from '../../../domain/target.ts';
import { context, MESSAGE, type Press, sections } from './blocks.ts';
import { kindTitle, person, runName } from './labels.ts';
import type { Reading } from './rendered.ts';
import { signOf, stateWords } from './run-words.ts';
import type { AnswerOf, Said } from './said.ts';
import { stoppedLine } from './stopped-line.ts';
import { code, counted, inline } from './text.ts';
import { when } from './when.ts';

/** As many lines as one message holds, and how many are left out. */
export function fitting(lines: readonly string[], most = MESSAGE - 1_000): { shown: string[]; left: number } {
  let room = most;
  const end = lines.findIndex((line) => {
    room -= line.length + 1;
    return room < 0;
  });
  const shown = end === -1 ? [...lines] : lines.slice(0, end);
  return { shown, left: lines.length - shown.length };
}

export function sayRuns({ lines }: AnswerOf<'runs'>, reading: Reading): Said {
  const { shown, left } = fitting(lines.map((line) => runLine(line, reading)));
  return {
    mark: 'information',
    first: `*The latest ${counted(lines.length, 'run')}*`,
    body: [...sections(shown), ...(left > 0 ? [context(`… and ${counted(left, 'more run')}`)] : [])],
    presses: showRuns(lines.slice(0, 5)),
  };
}

/** `✔ R-8C2MX restart nginx on host-7 · succeeded · by <@U1> 14:32`. */
export function runLine(line: RunLine, reading: Reading): string {
  return `${ownRunLine(line)} · by ${person(line.by, reading)} ${when(line.at, reading.now)}`;
}

/** The same to whoever asked for it. */
export function ownRunLine({ id, sentence, state }: RunLine): string {
  const how = stateWords(state.is === 'finished' ? state.verdict : state.is);
  return `${signOf(state)} *${runName(id)}* ${inline(redact(sentence), 150)} · ${how}`;
}

export function showRuns(lines: readonly Pick<RunLine, 'id'>[]): Press[] {
  return lines.map(({ id }, index) => ({
    id: `try:${index}`,
    label: `Show ${runName(id)}`,
    says: `show ${runName(id)}`,
  }));
}

export function sayTargets({ filter, targets, total }: AnswerOf<'targets'>): Said {
  const groups = KINDS.map((kind) => ({ kind, members: targets.filter((target) => target.kind === kind) }));
  const lines = groups
    .filter(({ members }) => members.length > 0)
    .flatMap(({ kind, members }) => [
      `*${kindTitle(kind)}* · ${members.length}`,
      ...members.sort(byName).map(targetLine),
    ]);
  const { shown } = fitting(lines);
  const left = lines.slice(shown.length).filter((line) => line.startsWith('`')).length;
  const which = filter ? ` that match ${code(filter)}` : '';
  return {
    mark: 'information',
    first: `*${counted(targets.length, 'target')}*${which}${targets.length === total ? '' : ` of ${total}`}`,
    body: [
      ...sections(shown),
      ...(left > 0 ? [context(`… and ${left} more: name a kind, an environment or a tag to see them`)] : []),
    ],
    presses: filter
      ? []
      : groups.flatMap(({ kind, members }, index) =>
          members.length > 0 && members.length < targets.length
            ? [{ id: `try:${index}`, label: `Only ${kindWords(kind)}s`, says: `targets ${kindWords(kind)}s` }]
            : [],
        ),
  };
}

/** `host-10` after `host-9`. */
function byName(a: Target, b: Target): number {
  return a.name.localeCompare(b.name, 'en', { numeric: true });
}

function targetLine({ name, environment, tags, services, group }: Target): string {
  const parts = [code(name, 70), environment, ...tags.map((tag) => `tag:${inline(tag, 64)}`)];
  if (group) parts.push(`group ${inline(group, 64)}`);
  if (services.length > 0) parts.push(`runs ${inline(services.join(', '), 120)}`);
  return parts.join(' · ');
}

export function sayHealth({ lines, stop }: AnswerOf<'health'>, reading: Reading): Said {
  const bad = lines.filter(({ well }) => !well).length;
  const words = lines.map(
    ({ part, well, detail }) =>
      `${well ? '✔' : '✖'} *${inline(part, 80)}* ${well ? 'is well' : 'is not well'}: ${inline(detail, 300)}`,
  );
  return {
    mark: 'information',
    first:
      bad === 0
        ? '✔ *Remit is well*'
        : `✖ *Remit is not well:* ${counted(bad, 'part')} of ${lines.length} ${bad === 1 ? 'needs' : 'need'} somebody`,
    body: sections([...stoppedLine(stop, reading), ...fitting(words).shown]),
  };
}
