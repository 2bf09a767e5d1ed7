import type { CellChange, SetCells } from '../../../domain/change/cells.ts';
import type { SeenProfile, UseProfile } from '../../../domain/change/use-profile.ts';
import type { Turn } from '../../../domain/matrix/turns.ts';
import { KINDS } from '../../../domain/target.ts';
import { kindTitle } from './labels.ts';
import type { Tense } from './rendered.ts';
import { counted, inline, listed } from './text.ts';

export const VOID = 'Approvals that were given under the version before become void';

/** `Give Restarting Processes on User Host to Virtuozzo Team · virtuozzo`. */
export function cellsWords({ profile, cells }: SetCells, tense: Tense): string {
  const verb = { ask: 'Give', doing: 'Giving', done: 'Gave' }[tense];
  const [first] = cells;
  const one = new Set(cells.map(({ activity, to }) => `${activity}\n${to.id}`)).size === 1;
  const what =
    first && one
      ? `${inline(first.activity, 120)} on ${listed(cells.map(({ kind }) => kindTitle(kind)))} to ${inline(first.to.label, 80)}`
      : `${counted(cells.length, 'cell')} to other parties`;
  return `${verb} ${what}${profile === '' ? '' : ` · ${inline(profile, 60)}`}`;
}

/** Each party with the cells that become its, or are its no more; and what that makes of commands. */
export function cellsPreview({ cells, turns }: SetCells): string {
  const parties = [...new Set(cells.flatMap(({ from, to }) => [to.label, ...(from ? [from.label] : [])]))];
  const lines = parties.map((label) => {
    const gains = cells.filter(({ to }) => to.label === label).map(cellWords);
    const loses = cells.filter(({ from }) => from?.label === label).map(cellWords);
    return `${inline(label, 80)} gains: ${listed(gains) || 'nothing'} · loses: ${listed(loses) || 'nothing'}`;
  });
  return [...lines, ...turnLines(turns), VOID].join('\n');
}

function cellWords({ activity, kind }: CellChange): string {
  return `${inline(activity, 120)} on ${kindTitle(kind)}`;
}

/** `Use the matrix jelastic v3 in place of virtuozzo v7`. */
export function useWords({ from, to }: UseProfile, tense: Tense): string {
  const verb = { ask: 'Use', doing: 'Switching to', done: 'Switched to' }[tense];
  const before = from.version < 0 ? '' : ` in place of ${seenWords(from)}`;
  return `${verb} the matrix ${to.version < 0 ? inline(to.profile, 60) : seenWords(to)}${before}`;
}

function seenWords({ profile, version }: SeenProfile): string {
  return `${inline(profile, 60)} v${version}`;
}

export function usePreview({ activities, turns }: UseProfile): string {
  const { otherwise, gone, come, same } = activities;
  const counts = `Activities: ${otherwise} decided otherwise, ${gone} not listed any more, ${come} listed anew, ${same} as before`;
  return [...turnLines(turns), counts, VOID].join('\n');
}

export const BECOMES: Record<Turn['to'], string> = {
  ours: 'ours',
  vendor: 'the vendor’s',
  'vendor-paid': 'the vendor’s, as paid work',
  'not-available': 'not available',
  unlisted: 'unlisted',
};

/** A line for each thing that commands would become, with how many do, and on which kinds of target. */
export function turnLines(turns: readonly Turn[]): string[] {
  const lines = Object.entries(BECOMES).flatMap(([to, words]) => {
    const some = turns.filter((turn) => turn.to === to);
    const all = some.reduce((sum, { count }) => sum + count, 0);
    return some.length === 0 ? [] : [`Becomes ${words} (${all}): ${turnsWords(some).join('; ')}`];
  });
  return lines.length > 0 ? lines : ['No command of Remit is decided otherwise'];
}

/** `restart and logs on User Host and Infrastructure Host`: kinds on which the same commands turn stand together. */
function turnsWords(turns: readonly Turn[]): string[] {
  const kinds = new Map<string, string[]>();
  for (const turn of turns) kinds.set(namesOf(turn), [...(kinds.get(namesOf(turn)) ?? []), kindTitle(turn.kind)]);
  return [...kinds].map(([names, on]) => `${names} on ${on.length === KINDS.length ? 'every kind' : listed(on)}`);
}

function namesOf({ commands, count }: Turn): string {
  const left = count - commands.length;
  return listed([...commands.map((name) => inline(name, 60)), ...(left > 0 ? [`${left} more`] : [])]);
}
