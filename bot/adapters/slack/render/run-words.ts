import type { CommandDefinition } from '../../../domain/command.ts';
import { writeGroup } from '../../../domain/language/groups.ts';
import type { Story } from '../../../domain/run/apply.ts';
import type { Verdict } from '../../../domain/run/outcome.ts';
import type { RunState } from '../../../domain/run/state.ts';
import { runName } from './labels.ts';
import type { Reading, RunMark } from './rendered.ts';
import { inline, listed } from './text.ts';

/** The definition that a run was asked by; undefined when it has been taken out since. */
export function definitionOf({ asked }: Story, { definitions }: Reading): CommandDefinition | undefined {
  return definitions.find(({ name }) => name === asked.command.name);
}

/**
 * What is done, and where: `Restart nginx on host-7`. The hosts as they were planned, before that as they were asked
 * for. `reboot <targets>` reads without "on".
 */
export function whatAndWhere(story: Story, tense: 'ask' | 'doing' | 'done', reading: Reading): string {
  const definition = definitionOf(story, reading);
  if (!definition) return inline(story.asked.sentence, 200);
  const what = whatOf(story, definition, tense);
  const [, word = ''] = /\b(on |from )<targets?>/.exec(definition.pattern) ?? [];
  return `${what} ${word}${where(story)}`;
}

const TAKING_BACK = { ask: 'Undo', doing: 'Undoing', done: 'Undid' };

function whatOf({ asked }: Story, definition: CommandDefinition, tense: 'ask' | 'doing' | 'done'): string {
  const title = definition.title(asked.command.fields);
  if (asked.undoes === undefined) return inline(title[tense], 120);
  return `${TAKING_BACK[tense]} ${runName(asked.undoes)} (${inline(title.ask, 110)})`;
}

function where({ plan, asked }: Story): string {
  if (plan) {
    const names = plan.hosts.map(({ name }) => inline(name, 64));
    return names.length > 3 ? `${names.length} hosts` : listed(names);
  }
  const { names, groups } = asked.command.targets;
  return listed(
    [...names.map((name) => inline(name, 64)), ...groups.map((group) => inline(writeGroup(group), 150))],
    3,
  );
}

/** The state's sign; a word beside it always says the same. */
export function signOf(state: RunState): string {
  return SIGN[markOf(state)];
}

const SIGN: Record<RunMark, string> = {
  asked: '…',
  waiting: '⏸',
  'asked-again': '⏸',
  paused: '⏸',
  scheduled: '⏲',
  running: '▶',
  succeeded: '✔',
  partly: '⚠',
  failed: '✖',
  unknown: '❓',
  refused: '✋',
  denied: '⛔',
  expired: '⌛',
  cancelled: '⏹',
};

/** How a run stands, in one word that stays the same for programs. A halted run was refused at the last moment. */
export function markOf(state: RunState): RunMark {
  switch (state.is) {
    case 'approved':
    case 'sending':
    case 'running':
    case 'keeping':
      return 'running';
    case 'finished':
      return state.verdict;
    case 'waiting':
      return state.replans === undefined ? 'waiting' : 'asked-again';
    case 'unconfirmed':
      return 'waiting';
    case 'halted':
      return 'refused';
    default:
      return state.is;
  }
}

/** A state as a reader is told it, in a list or a refusal: "waiting for approval". */
export function stateWords(is: string): string {
  return STATE[is as RunState['is'] | Verdict] ?? inline(is, 40);
}

const STATE: Record<RunState['is'] | Verdict, string> = {
  asked: 'being looked at',
  refused: 'refused',
  unconfirmed: 'waiting for the vendor’s word',
  waiting: 'waiting for approval',
  approved: 'approved and about to start',
  scheduled: 'waiting for its time',
  denied: 'denied',
  expired: 'expired: not approved in time',
  cancelled: 'cancelled',
  halted: 'stopped before it ran',
  sending: 'being sent to the hosts',
  running: 'running',
  paused: 'paused: the rest has not started',
  keeping: 'applied, and kept when the hosts answer',
  finished: 'over',
  succeeded: 'succeeded',
  partly: 'partly succeeded',
  failed: 'failed',
  unknown: 'unknown: it may have run',
};
