import type { Word } from '../../../domain/escalation/state.ts';
import {
  type RunOfTheirs,
  type SaidBetween,
  VENDOR_CARD,
  type VendorStory,
} from '../../../domain/escalation/to-vendor.ts';
import { MINUTE } from '../../../domain/instant.ts';
import { context, lastingActions, MESSAGE, section, sections } from './blocks.ts';
import { quoted } from './card-lines.ts';
import { dueWords } from './due-words.ts';
import { money } from './escalation-talk.ts';
import { askedLines, capital, requestName } from './escalation-words.ts';
import { person } from './labels.ts';
import type { Reading, Rendered } from './rendered.ts';
import { code, inline, listed } from './text.ts';
import { vendorPresses, vendorTwins } from './vendor-presses.ts';
import { duration, when } from './when.ts';

type State = VendorStory['state'];

const SIGN: Record<State['is'], string> = {
  prepared: '🆘',
  sent: '🆘',
  estimated: '💶',
  offered: '🆘',
  accepted: '▶',
  done: '✔',
  declined: '✋',
  'too-dear': '⏹',
  withdrawn: '⏹',
  expired: '⌛',
  safe: '✔',
  'safe-if': '⚠',
  unsafe: '✋',
};

/** Characters of what was said to and fro, and how many of the last words are shown: the thread has them all. */
const SAID = { most: 3, characters: 600 };

/**
 * The one card of a request in the vendor's channel: all that they see of us. From a `VendorStory` alone, which holds nothing of ours but what was
 * sent and what was said.
 */
export function renderVendorCard(story: VendorStory, reading: Reading): Rendered {
  const { id, ask, state } = story;
  const us = inline(reading.us ?? '', 80) || 'Your customer';
  const [what, how] = [headline(story, us), standing(story, { reading, us })];
  const presses = vendorPresses(story);
  const first = `${SIGN[state.is]} *${what}* · ${capital(ask.priority)} · ${requestName(id)}${how === '' ? '' : ` · ${how}`}`;
  const ran = story.run ? [runLine(story.run, us)] : [];
  const said = story.said.slice(-SAID.most).map((one) => saidLine(one, { reading, us }));
  const asked =
    presses.length > 0
      ? [...dueLines(story, reading), ...askedLines(ask, reading)]
      : [`*Task*: ${code(ask.task, 1_000)}`];
  return {
    text: first.replace(/\*([^*]+)\*/g, '$1'),
    blocks: [
      section(first),
      ...sections(fitting([...endLines(story), ...asked], [...said, ...ran])),
      ...lastingActions(presses),
      ...twinsOf(story),
    ],
    metadata: {
      event_type: 'remit_run',
      event_payload: { stream: `escalation#${id}`, effect: VENDOR_CARD },
    },
  };
}

function headline({ ask }: VendorStory, us: string): string {
  const task = inline(ask.task, 160);
  switch (ask.kind) {
    case 'task':
      return `${us} asks: ${task}`;
    case 'paid':
      return `${us} asks for paid work: ${task}`;
    case 'safety':
      return `${us} asks whether this is safe: ${task}`;
    case 'other':
      return `${us} asks: ${task}`;
    case 'inner':
      throw new Error('what is asked of our own people has no card in a channel of a vendor');
    default:
      return ask.kind satisfies never;
  }
}

type Told = { reading: Reading; us: string };

/** How it stands, and what is wanted of them by when: targets count from when it was sent. */
function standing(story: VendorStory, told: Told): string {
  const { state, toVendor } = story;
  const { accept, reply } = toVendor.targets[state.priority];
  const cost = state.estimate ? `*${money(state.estimate)}*` : 'it';
  switch (state.is) {
    case 'prepared':
    case 'sent':
      if (state.kind === 'task') return `accept within ${within(accept)}`;
      return `${state.kind === 'paid' ? 'estimate' : 'answer'} within ${within(reply)}`;
    case 'estimated':
      return `you want ${cost}; ${told.us} decides on the cost`;
    case 'offered':
      return `the cost of ${cost} is approved: accept within ${within(accept)}`;
    case 'accepted':
      return accepted(state, told.reading);
    default:
      return ended(state.is, { story, told });
  }
}

function accepted({ acceptor, eta }: State, reading: Reading): string {
  const who = acceptor ? ` by ${person(acceptor, reading)}` : '';
  return `accepted${who}${eta === undefined ? '' : `, done by ${when(eta, reading.now)}`}`;
}

type Over = Exclude<State['is'], 'prepared' | 'sent' | 'estimated' | 'offered' | 'accepted'>;

function ended(is: Over, { story, told: { reading, us } }: { story: VendorStory; told: Told }): string {
  const by = story.ended?.by && person(story.ended.by, reading);
  switch (is) {
    case 'done':
      return by === undefined ? `${us} put on record that it is done` : `done, says ${by}`;
    case 'declined':
      return by === undefined ? 'declined' : `declined by ${by}`;
    case 'too-dear':
      return `${us} did not approve the cost: nothing is to be done`;
    case 'withdrawn':
      return `${us} took it back: nothing is to be done`;
    case 'expired':
      return 'it expired: nothing is to be done';
    case 'safe':
    case 'safe-if':
    case 'unsafe':
      return `${WORDS[is]}, ${by === undefined ? `as ${us} put on record` : `said by ${by}`}`;
    default:
      return is satisfies never;
  }
}

const WORDS: Record<Word, string> = { safe: 'safe', 'safe-if': 'safe under a condition', unsafe: 'not safe' };

function within(minutes: number): string {
  return duration(minutes * MINUTE);
}

function dueLines({ due, retimed, ask }: VendorStory, reading: Reading): string[] {
  const since = retimed === undefined ? '' : ` · your times were changed ${when(retimed, reading.now)}`;
  return due ? [`*By when*: ${dueWords(due, ask.kind, reading)}${since}`] : [];
}

function endLines({ ended }: VendorStory): string[] {
  return ended?.text === undefined ? [] : [`Your words: ${quoted(ended.text)}`];
}

function saidLine({ from, text, reopened }: SaidBetween, { reading, us }: Told): string {
  return `${from ? person(from, reading) : `*${us}*`}${reopened ? ' reopened it' : ''}: “${inline(text, SAID.characters)}”`;
}

function runLine(run: RunOfTheirs, us: string): string {
  if (!('hosts' in run)) {
    return run.is === 'waits'
      ? `⏸ *Your run* waits for an approval of ${us}`
      : `⏹ *Your run* was not let through by ${us}: nothing was run`;
  }
  const hosts = run.hosts.map(({ name, status, output }) => {
    const printed = output === undefined ? '' : ` ${code(output, 400)}`;
    return `${inline(name, 64)} ${status.replaceAll('-', ' ')}${printed}`;
  });
  return `*Your run* is over: ${listed(hosts, 5)}`;
}

/** Below what was asked, as far as there is room. */
function fitting(asked: readonly string[], said: readonly string[]): string[] {
  const left = MESSAGE - 1_500 - asked.join('').length;
  return said.join('').length > left ? [...asked] : [...asked, ...said];
}

function twinsOf(story: VendorStory) {
  const twins = vendorTwins(story).map((twin) => `\`${twin}\``);
  return twins.length === 0 ? [] : [context(`or answer here, in the thread: ${twins.join(' · ')}`)];
}
