import type { SaidBetween, VendorStory } from '../../../domain/escalation/to-vendor.ts';
import { MINUTE } from '../../../domain/instant.ts';
import { actions, context, MESSAGE, section, sections } from './blocks.ts';
import { quoted } from './card-lines.ts';
import { money } from './escalation-talk.ts';
import { askedLines, capital, requestName } from './escalation-words.ts';
import { person } from './labels.ts';
import type { Reading, Rendered } from './rendered.ts';
import { code, inline } from './text.ts';
import { vendorPresses, vendorTwins } from './vendor-presses.ts';
import { duration, when } from './when.ts';

/** What the metadata of such a card says that it is; nothing else of ours stands there. */
export const VENDOR_CARD = 'vendor-card';

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
  const said = story.said.slice(-SAID.most).map((one) => saidLine(one, { reading, us }));
  const asked = presses.length > 0 ? askedLines(ask, reading) : [`*Task*: ${code(ask.task, 1_000)}`];
  return {
    text: first.replace(/\*([^*]+)\*/g, '$1'),
    blocks: [
      section(first),
      ...sections(fitting([...endLines(story), ...asked], said)),
      ...actions(presses),
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
    default:
      return ask.kind satisfies never;
  }
}

type Told = { reading: Reading; us: string };

/** How it stands, and what is wanted of them by when: targets count from when it was sent. */
function standing({ state, toVendor, ended }: VendorStory, { reading, us }: Told): string {
  const { accept, reply } = toVendor.targets[state.priority];
  const { estimate, acceptor, eta, kind } = state;
  const who = ended?.by ? ` by ${person(ended.by, reading)}` : '';
  switch (state.is) {
    case 'prepared':
    case 'sent':
      if (kind === 'task') return `accept within ${within(accept)}`;
      return `${kind === 'paid' ? 'estimate' : 'answer'} within ${within(reply)}`;
    case 'estimated':
      return `you want *${estimate ? money(estimate) : ''}*; ${us} decides on the cost`;
    case 'offered':
      return `the cost${estimate ? ` of *${money(estimate)}*` : ''} is approved: accept within ${within(accept)}`;
    case 'accepted':
      return `accepted${acceptor ? ` by ${person(acceptor, reading)}` : ''}${eta === undefined ? '' : `, done by ${when(eta, reading.now)}`}`;
    case 'done':
      return ended?.by ? `done, says ${person(ended.by, reading)}` : `${us} put on record that it is done`;
    case 'declined':
      return `declined${who}`;
    case 'too-dear':
      return `${us} did not approve the cost: nothing is to be done`;
    case 'withdrawn':
      return `${us} took it back: nothing is to be done`;
    case 'expired':
      return 'it expired: nothing is to be done';
    case 'safe':
      return `safe${answered(who, us)}`;
    case 'safe-if':
      return `safe under a condition${answered(who, us)}`;
    case 'unsafe':
      return `not safe${answered(who, us)}`;
    default:
      return state.is satisfies never;
  }
}

function answered(who: string, us: string): string {
  return who === '' ? `, as ${us} put on record` : `, said${who}`;
}

function within(minutes: number): string {
  return duration(minutes * MINUTE);
}

function endLines({ ended }: VendorStory): string[] {
  return ended?.text === undefined ? [] : [`Your words: ${quoted(ended.text)}`];
}

function saidLine({ from, text }: SaidBetween, { reading, us }: Told): string {
  return `${from ? person(from, reading) : `*${us}*`}: “${inline(text, SAID.characters)}”`;
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
