import type { KnownBlock } from '@slack/types';
import type { HostOutcome, HostStatus } from '../../../domain/run/outcome.ts';
import { section, sections } from './blocks.ts';
import { HOST_SIGN, HOST_WORD, hostWords } from './host-words.ts';
import { code, counted, inline, lastLines, listed, preformatted } from './text.ts';

/** How much of the hosts' outputs is shown: lines and characters of one, characters of all. `open`: not folded. */
export type Look = { lines: number; characters: number; all: number; open?: true };

/** Below a card's own lines: half a screen a host. */
export const FOLDED: Look = { lines: 10, characters: 600, all: 4_500 };
/** Where the output is the answer. */
export const OPEN: Look = { lines: 60, characters: 2_700, all: 5_500, open: true };

/** Lines of the report together, and blocks that outputs may take: a message of fifty hosts keeps Slack's limits. */
const LINES = 4_500;
const OUTPUTS = 15;
/** An output up to here stands in the host's own line. */
const SHORT = 150;

/** What needs somebody comes first; the quiet rest is what is cut when there is too much. */
const ORDER = Object.keys(HOST_SIGN) as HostStatus[];

type Alike = { outcomes: HostOutcome[]; first: HostOutcome };
type Told = { alike: Alike; line: string; output?: string; cut: boolean };

/**
 * What became of each host: equal results share a line, so that fifty hosts stay one message. `cut` says whether some
 * output is not shown in full, so that the card can offer the rest.
 */
export function hostBlocks(outcomes: Iterable<HostOutcome>, look: Look): { blocks: KnownBlock[]; cut: boolean } {
  const all = alike(outcomes).map((group) => tell(group, look));
  const shown = within(all, LINES, ({ line }) => line.length);
  const opened = within(
    shown.filter(({ output }) => output !== undefined),
    look.all,
    ({ output }) => output?.length ?? 0,
  ).slice(0, OUTPUTS);
  const blocks: KnownBlock[] = [];
  let lines: string[] = [];
  for (const told of shown) {
    lines.push(told.line);
    if (told.output === undefined || !opened.includes(told)) continue;
    blocks.push(...sections(lines), section(told.output, look.open ? { open: true } : {}));
    lines = [];
  }
  const rest = all.slice(shown.length);
  if (rest.length > 0) lines.push(remainder(rest));
  const hidden = all.some((told) => told.cut || (told.output !== undefined && !opened.includes(told)));
  return { blocks: [...blocks, ...sections(lines)], cut: hidden || rest.length > 0 };
}

/** Those that fit, in their order, up to the first that does not; the first one always does. */
function within<T>(items: readonly T[], room: number, size: (item: T) => number): T[] {
  const kept: T[] = [];
  let taken = 0;
  for (const item of items) {
    taken += size(item);
    if (taken > room && kept.length > 0) break;
    kept.push(item);
  }
  return kept;
}

function alike(outcomes: Iterable<HostOutcome>): Alike[] {
  const groups = new Map<string, Alike>();
  for (const outcome of outcomes) {
    const { status, detail, exitCode, tail, printed } = outcome;
    const key = JSON.stringify([status, detail, exitCode, tail, printed]);
    const group = groups.get(key);
    if (group) group.outcomes.push(outcome);
    else groups.set(key, { outcomes: [outcome], first: outcome });
  }
  return [...groups.values()].sort((a, b) => ORDER.indexOf(a.first.status) - ORDER.indexOf(b.first.status));
}

/** A line of the report; a short output stands in it, a longer one in a block of its own below. */
function tell(group: Alike, look: Look): Told {
  const { outcomes, first } = group;
  const names = listed(outcomes.map(({ host }) => `*${inline(host, 64)}*`));
  const slowest = Math.max(...outcomes.map(({ ms }) => ms ?? -1));
  const head = `${HOST_SIGN[first.status]} ${names} ${hostWords(slowest < 0 ? first : { ...first, ms: slowest })}`;
  const end = lastLines(first.tail, look);
  const cut = end.left > 0 || (first.printed ?? 0) > first.tail.length;
  const line = cut ? `${head} · the last lines of ${counted(first.printed ?? first.tail.length, 'character')}` : head;
  if (end.text === '') return { alike: group, line: head, cut };
  if (end.text.includes('\n') || end.text.length > SHORT) {
    return { alike: group, line, output: preformatted(end.text), cut };
  }
  return { alike: group, line: `${line} · ${code(end.text)}`, cut };
}

function remainder(rest: readonly Told[]): string {
  const counts = new Map<HostStatus, number>();
  for (const { outcomes, first } of rest.map((told) => told.alike)) {
    counts.set(first.status, (counts.get(first.status) ?? 0) + outcomes.length);
  }
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const words = [...counts].map(([status, count]) => `${count} ${HOST_WORD[status]}`);
  return `… and ${counted(total, 'more host')}: ${words.join(', ')}`;
}
