import type { CommandDefinition } from '../../../domain/command.ts';
import { TITLE_LIMIT } from '../../../domain/incident/state.ts';
import { quoted as written } from '../../../domain/language/write.ts';
import type { Story } from '../../../domain/run/apply.ts';
import { badIn, type HostOutcome } from '../../../domain/run/outcome.ts';
import type { RunState } from '../../../domain/run/state.ts';
import { mayBeUndone } from '../../../domain/run/undo.ts';
import { type Press, sections } from './blocks.ts';
import { byline, type Card, quoted, type Shown } from './card-lines.ts';
import { retryPresses } from './card-paused.ts';
import { rewriting } from './card-rewrite.ts';
import { FOLDED, hostBlocks, type Look, OPEN } from './hosts.ts';
import { person, runName } from './labels.ts';
import { refusalWords } from './refusal-words.ts';
import { definitionOf, whatAndWhere } from './run-words.ts';
import { clipped, inline, listed } from './text.ts';
import { bars } from './wave-lines.ts';
import { duration } from './when.ts';

type Finished = Extract<RunState, { is: 'finished' }>;

/** What happened, host by host. A read command's output is the answer and stands open; otherwise its end is folded. */
export function reportCard(story: Story, state: Finished, reading: Shown): Card {
  const definition = definitionOf(story, reading);
  const look = reading.look ?? (showsOutput(definition) ? OPEN : FOLDED);
  const hosts = hostBlocks(inOrder(story.outcomes, definition), look);
  const next = rewriting(story, reading);
  return {
    what: whatAndWhere(story, state.verdict === 'succeeded' ? 'done' : 'ask', reading),
    how: how(story, state),
    body: [
      ...sections(waveBars(story)),
      ...hosts.blocks,
      ...sections([...whatNow(story, state, reading), ...next.lines]),
      byline(story, reading),
    ],
    presses: [...next.presses, ...presses(story, state, { look, cut: hosts.cut })],
  };
}

function inOrder(outcomes: Story['outcomes'], definition: CommandDefinition | undefined): HostOutcome[] {
  const all = [...outcomes.values()];
  const byOutput = definition?.run !== undefined && definition.hostsBy === 'output';
  return byOutput ? all.sort((a, b) => (a.tail < b.tail ? -1 : Number(a.tail > b.tail))) : all;
}

function showsOutput(definition: CommandDefinition | undefined): boolean {
  return definition?.run !== undefined && definition.shows === 'output';
}

/** Where it was stopped: how far it came. A run that went through all its waves has its hosts below. */
function waveBars(story: Story): string[] {
  return story.stopped ? bars(story) : [];
}

function how(story: Story, state: Finished): string {
  const took = tookWords(story);
  if (story.stopped) return `${stopWords(state)} · ${took}`;
  switch (state.verdict) {
    case 'succeeded':
      return `· ${took}`;
    case 'partly':
      return `succeeded on ${state.tally.succeeded} of ${state.hosts}, ${state.hosts - state.tally.succeeded} did not · ${took}`;
    case 'failed':
      return `failed${exitOf(story)} · ${took}`;
    case 'cancelled':
      return `was cancelled while it ran · ${took}`;
    case 'unknown':
      return state.hosts === 1
        ? 'may have run: its outcome is unknown'
        : `may have run: unknown on ${state.tally.unknown} of ${state.hosts}`;
    default:
      return state.verdict satisfies never;
  }
}

/** What began and what did not; why, in the lines below. */
function stopWords({ tally, hosts }: Finished): string {
  const bad = badIn(tally);
  const counts = [`succeeded on ${tally.succeeded.toLocaleString('en')} of ${hosts.toLocaleString('en')}`];
  if (bad > 0) counts.push(`${bad} did not`);
  counts.push(`${tally['not-started'].toLocaleString('en')} not started`);
  return `ended early: ${counts.join(', ')}`;
}

function stoppedBy({ stopped, refusal, asked, id }: Story, reading: Shown): string[] {
  if (!stopped) return [];
  const { why, by, because } = stopped;
  const no = refusal && refusalWords(refusal, { sentence: asked.sentence, run: id }, reading);
  const words = {
    cancelled: `${person(by, reading)} cancelled the rest${because ? `: ${quoted(because)}` : ''}`,
    expired: 'Nobody resumed it in time: the rest never starts',
    refused: `The rest never starts: ${no?.why ?? 'it may not run any more'}`,
  };
  return [words[why]];
}

/** On one host its own time; on several, from the intent to the last result. */
function tookWords({ outcomes, sends, finishedAt }: Story): string {
  const [only, more] = [...outcomes.values()];
  if (only?.ms !== undefined && !more) return duration(only.ms);
  const [first] = sends;
  return first && finishedAt !== undefined ? duration(finishedAt - first.intentAt) : 'no time known';
}

function exitOf({ outcomes }: Story): string {
  const codes = new Set([...outcomes.values()].map(({ exitCode }) => exitCode));
  const [code] = codes;
  return codes.size === 1 && code !== undefined ? ` · exit ${code}` : '';
}

/** By which runs it was taken back, and where. */
function takenBack(undone: Story['undone']): string[] {
  const runs = [...new Set(undone.values())];
  return runs.map((run) => {
    const hosts = [...undone].flatMap(([host, by]) => (by === run ? [inline(host, 64)] : []));
    return `Taken back by *${runName(run)}* on ${listed(hosts)}`;
  });
}

/** An unknown outcome holds its host until somebody has looked: says how. */
function whatNow(story: Story, state: Finished, reading: Shown): string[] {
  const { id, outcomes, cancelRequestedBy, undone } = story;
  const cancelled = cancelRequestedBy ? [`${person(cancelRequestedBy, reading)} asked to cancel it`] : [];
  const before = [...cancelled, ...stoppedBy(story, reading), ...takenBack(undone)];
  if (state.verdict !== 'unknown') return before;
  const host = [...outcomes.values()].find(({ status }) => status === 'unknown')?.host ?? '';
  return [
    ...before,
    `Look at ${inline(host, 64)}, then say what you found: \`/ops settle ${runName(id)} ${inline(host, 64)} as done because …\` (or \`as not done\`). Until then it takes no other change.`,
  ];
}

const WRONG: readonly Finished['verdict'][] = ['failed', 'partly', 'unknown'];

function wentWrong({ verdict }: Finished): boolean {
  return WRONG.includes(verdict);
}

/** The sentence as far as its reason, which says why it was asked and not what went wrong. */
function withoutReason({ sentence, command: { because } }: Story['asked']): string {
  const end = because === undefined ? -1 : sentence.lastIndexOf(' because ', sentence.length - because.length);
  return end === -1 ? sentence : sentence.slice(0, end);
}

/** The form of an incident, with the run that it is opened on. */
function openIncident({ id, asked }: Story): Press {
  const title = clipped(`${withoutReason(asked)} failed`, TITLE_LIMIT).replaceAll('"', "'");
  return { id: 'incident', label: 'Open incident…', says: `form incident ${written(title)} from ${runName(id)}` };
}

function presses(story: Story, state: Finished, { look, cut }: { look: Look; cut: boolean }): Press[] {
  const name = runName(state.id);
  const undo: Press[] = mayBeUndone(story) ? [{ id: 'undo', label: 'Undo', says: `undo ${name}` }] : [];
  const show: Press[] = cut && look !== OPEN ? [{ id: 'show', label: 'Show output', says: `show ${name}` }] : [];
  return [
    { id: 'again', label: 'Again', says: `again ${name}` },
    ...(state.hosts > 1 ? retryPresses(story) : []),
    ...undo,
    { id: 'why', label: 'Why', says: `why ${name}` },
    ...show,
    ...(wentWrong(state) ? [openIncident(story)] : []),
  ];
}
