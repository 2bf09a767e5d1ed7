import type { Story } from '../../../domain/run/apply.ts';
import { type HostStatus, isOver } from '../../../domain/run/outcome.ts';
import { failedOf } from '../../../domain/run/retry.ts';
import { begun } from '../../../domain/run/sends.ts';
import type { PausedRun } from '../../../domain/run/state.ts';
import { type Press, sections } from './blocks.ts';
import { byline, type Card, type Shown } from './card-lines.ts';
import { openStops, stoppedBy } from './gate-words.ts';
import { FOLDED, hostBlocks } from './hosts.ts';
import { oneWithRole, person, runName } from './labels.ts';
import { refusalWords } from './refusal-words.ts';
import { whatAndWhere } from './run-words.ts';
import { counted, inline, listed } from './text.ts';
import { bars, waveOf } from './wave-lines.ts';
import { when } from './when.ts';

/** Between two steps, waiting for somebody: what is done, what failed, what has not started, and who may let it go on. */
export function pausedCard(story: Story, state: PausedRun, reading: Shown): Card {
  const over = [...story.outcomes.values()].filter(({ status }) => isOver(status));
  return {
    what: whatAndWhere(story, 'ask', reading),
    how: how(story, state),
    body: [
      ...sections([...bars(story), ...whyNot(story, reading), ...stoppedNow(story, reading)]),
      ...hostBlocks(over, reading.look ?? FOLDED).blocks,
      ...sections([notStarted(story), whoResumes(story, state, reading)]),
      byline(story, reading),
    ],
    presses: presses(story, state),
  };
}

function how(story: Story, state: PausedRun): string {
  const { at, of } = waveOf(story);
  const wave = of > 1 ? ` in wave ${at} of ${of}` : '';
  const done = `${begun(story).toLocaleString('en')} of ${state.hosts.toLocaleString('en')} done`;
  switch (state.why) {
    case 'between-waves':
      return `paused after wave ${at} of ${of} · ${done}`;
    case 'failures':
      return `stopped${wave} after ${failures(story)} · ${done}`;
    case 'refused':
      return `held up before it goes on · ${done}`;
    default:
      return state.why satisfies never;
  }
}

/** `1 failure: host-8`; what is unknown counts as one. */
function failures({ outcomes }: Story): string {
  const hosts = [...outcomes.values()].filter(({ status }) => isOver(status) && !FINE.has(status));
  const [only, more] = hosts;
  return only && !more ? `1 failure: ${inline(only.host, 64)}` : counted(hosts.length, 'failure');
}

const FINE = new Set<HostStatus>(['succeeded', 'not-started']);

function whyNot({ refusal, asked, id }: Story, reading: Shown): string[] {
  if (!refusal) return [];
  const { why } = refusalWords(refusal, { sentence: asked.sentence, run: id }, reading);
  return [`Why: ${why}. Resume it when that is over`];
}

/** What was put up since it paused: said once, where that is what paused it. */
function stoppedNow(story: Story, reading: Shown): string[] {
  return story.refusal?.reason === 'stopped' ? [] : openStops(story, reading);
}

/** Counted, and named as far as there is room: nobody has to guess where nothing happened. */
export function notStarted(story: Story): string {
  const rest = story.plan?.hosts.slice(begun(story)) ?? [];
  const names = rest.map(({ name }) => inline(name, 64));
  return rest.length === 0 ? '' : `Not started (${rest.length.toLocaleString('en')}): ${listed(names, 12)}`;
}

function whoResumes({ by }: Story, state: PausedRun, reading: Shown): string {
  const until = `until ${when(state.wakeAt, reading.now)}; after that the rest never starts`;
  if (state.why === 'between-waves') return `${person(by, reading)} or an approver may resume it ${until}`;
  if (state.from === undefined) return `${person(by, reading)} or an approver may resume it ${until}`;
  const who = state.needs ? 'Whoever could approve it,' : oneWithRole(state.from).replace(/^a/, 'A');
  return `${who} other than ${person(by, reading)} may resume it ${until}`;
}

function presses(story: Story, { id }: PausedRun): Press[] {
  const name = runName(id);
  const resume: Press = { id: 'resume', label: 'Resume', says: `resume ${name}`, style: 'primary' };
  return [
    ...(stoppedBy(story) === 'nothing' ? [resume] : []),
    ...retryPresses(story),
    { id: 'cancel', label: 'Cancel the rest', says: `cancel ${name}` },
    { id: 'show', label: 'Show plan', says: `show ${name}` },
  ];
}

/** By name where it is one host: the button says what it does. */
export function retryPresses(story: Story): Press[] {
  const failed = failedOf(story);
  const [only, more] = failed;
  const name = runName(story.id);
  if (only === undefined) return [];
  if (more === undefined) return [{ id: 'retry', label: `Retry ${only}`, says: `retry ${name} ${only}` }];
  return [{ id: 'retry', label: `Retry ${counted(failed.length, 'host')}`, says: `retry ${name}` }];
}
