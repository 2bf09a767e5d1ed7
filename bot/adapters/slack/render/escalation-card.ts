import type { EscalationStory } from '../../../domain/escalation/apply.ts';
import { DIAGNOSE } from '../../../domain/escalation/diagnosis.ts';
import { type EscalationState, isOpen, isWithVendor } from '../../../domain/escalation/state.ts';
import { context, lastingActions, type Press, section, sections } from './blocks.ts';
import { type Card, quoted } from './card-lines.ts';
import { costLines } from './cost-card-words.ts';
import { dueWords } from './due-words.ts';
import { howItEnded } from './escalation-ended.ts';
import { saidLines, underWay, untilWhen } from './escalation-talk.ts';
import { askedCellLine, customBlocks, originWords, pressing, requestName } from './escalation-words.ts';
import { person } from './labels.ts';
import { type Reading, type Rendered, type RunMark, runMetadata } from './rendered.ts';
import { inline } from './text.ts';
import { vendorLossWords } from './vendor-loss-words.ts';
import { when } from './when.ts';

const LOOK: Record<EscalationState['is'], { mark: RunMark; sign: string }> = {
  prepared: { mark: 'waiting', sign: '✋' },
  sent: { mark: 'waiting', sign: '⏸' },
  withdrawn: { mark: 'cancelled', sign: '⏹' },
  expired: { mark: 'expired', sign: '⌛' },
  estimated: { mark: 'waiting', sign: '💶' },
  offered: { mark: 'waiting', sign: '⏸' },
  accepted: { mark: 'running', sign: '▶' },
  declined: { mark: 'refused', sign: '✋' },
  'too-dear': { mark: 'denied', sign: '✋' },
  done: { mark: 'succeeded', sign: '✔' },
  safe: { mark: 'succeeded', sign: '✔' },
  'safe-if': { mark: 'succeeded', sign: '⚠' },
  unsafe: { mark: 'refused', sign: '✋' },
};

/** The one card of a request to a vendor, for whatever state it is in: from its events alone, as a run's. */
export function renderEscalationCard(story: EscalationStory, reading: Reading): Rendered {
  const { what, how, body, presses } = reading.channelIsShared ? outward(story) : inward(story, reading);
  const { sign, mark } = LOOK[story.state.is];
  const name = requestName(story.id);
  const { run } = story.prepared;
  const mine = { stream: `escalation#${story.id}`, ...(run !== undefined && { run: `run#${run}` }) };
  return {
    text: `${sign} ${what} ${how.replaceAll('*', '')} · ${name}`,
    blocks: [section(`${sign} *${what}* ${how} · ${name}`), ...body, ...lastingActions(presses)],
    metadata: runMetadata({ ...mine, seq: story.seq, outcome: mark }),
  };
}

export function signOfRequest({ is }: Pick<EscalationState, 'is'>): string {
  return LOOK[is].sign;
}

function inward(story: EscalationStory, reading: Reading): Card {
  const { ask, by, prepared } = story;
  const why = ask.because === undefined ? '' : `: ${quoted(ask.because)}`;
  return {
    what: inline(ask.task, 200),
    how: how(story, reading),
    body: [
      ...sections([
        ...ask.cells.map((cell) => `Matrix: ${askedCellLine(cell)}`),
        ...(reading.lost && isOpen(story.state) ? [vendorLossWords(reading.lost)] : []),
        ...(reading.due && isOpen(story.state) ? [`Due of them: ${dueWords(reading.due, ask.kind, reading)}`] : []),
        ...next(story, reading),
      ]),
      ...(isOpen(story.state) && ask.custom.length > 0
        ? customBlocks({ first: ask.custom, count: ask.custom.length })
        : []),
      context(
        `${person(by, reading)} asked${ofOwner(prepared, reading)}${why} · ${pressing(ask, reading)} · ${originWords(prepared)}`,
      ),
    ],
    presses: requestPresses(story, reading),
  };
}

/** Of our own people, the one who is meant. */
function ofOwner({ owner }: EscalationStory['prepared'], reading: Reading): string {
  return owner ? ` ${person(owner, reading)} first` : '';
}

function how(story: EscalationStory, reading: Reading): string {
  const { ask, state, sent } = story;
  const vendor = `*${inline(ask.receiver, 80)}*`;
  switch (state.is) {
    case 'prepared':
      return `${whose(ask.kind, vendor)} · request prepared, not sent`;
    case 'sent': {
      const sender = sent ? ` by ${person(sent.by, reading)}` : '';
      return `· sent to ${vendor}${sender}, who ${state.clock?.firstReply === undefined ? 'has not answered yet' : 'asked back'}`;
    }
    case 'estimated':
    case 'offered':
    case 'accepted':
      return underWay(story, { state, vendor, reading });
    default:
      return howItEnded(state.is, { story, reading });
  }
}

type Kind = EscalationStory['ask']['kind'];

function whose(kind: Kind, vendor: string): string {
  switch (kind) {
    case 'task':
      return `is a task of ${vendor}`;
    case 'paid':
      return `is a task of ${vendor}, as paid work`;
    case 'safety':
      return `is not listed: ${vendor} says first whether it is safe`;
    case 'other':
    case 'inner':
      return `is for ${vendor}`;
    default:
      return kind satisfies never;
  }
}

/** What has to happen, and who does it. */
function next(story: EscalationStory, reading: Reading): string[] {
  const { state, ask, answered, ended } = story;
  const until = when(state.expiresAt, reading.now);
  if (state.is === 'prepared') return [`Nothing was run. It is sent by ${sender(state)}, until ${until}`, ...paid(ask)];
  if (state.is === 'sent') return [`Waits for them until ${until}`, ...paid(ask), ...saidLines(story, reading)];
  if (isOpen(state)) return [...costLines(story, reading), ...untilWhen(state, reading), ...saidLines(story, reading)];
  if (answered) {
    const condition = answered.condition === undefined ? [] : [`Only if: ${quoted(answered.condition)}`];
    return [...condition, `Their word: ${quoted(answered.because)}`];
  }
  const words = ended?.because ? [`${person(ended.by, reading)}: ${quoted(ended.because)}`] : [];
  return [...saidLines(story, reading), ...words];
}

/** Only a plan can wait for a word: what no document of ours does is done by hand after it. */
function sender({ kind, digest }: EscalationState): string {
  if (kind === 'paid') return 'an operator, for an estimate';
  if (kind !== 'safety') return 'an operator';
  return digest === undefined
    ? 'an operator; it is done by hand after their word'
    : 'an operator; the run waits for their word';
}

function paid({ kind }: { kind: Kind }): string[] {
  if (kind !== 'paid') return [];
  return ['Paid work: they estimate, then a budget holder approves the cost; nothing goes further without'];
}

/** Buttons for what is still open; `show` says it whole. */
export function requestPresses({ id, state, ask }: EscalationStory, { definitions }: Reading): Press[] {
  const name = requestName(id);
  const show: Press = { id: 'show', label: 'See what they will see', says: `show ${name}` };
  const shown = { ...show, label: `Show ${name}` };
  if (state.is === 'done') return [shown, { id: 'reopen', label: 'Reopen…', says: `form reopen ${name}` }];
  if (!isOpen(state)) return [shown];
  if (ask.kind === 'inner') return [...ownerPresses(state, name), { ...WITHDRAW, says: `withdraw ${name}` }];
  const label = ask.kind === 'paid' ? 'Send for an estimate' : 'Send';
  const send: Press[] =
    state.is === 'prepared' ? [{ id: 'send', label, says: `form send ${name}`, style: 'primary' }] : [];
  const canDiagnose = state.is === 'prepared' && definitions.some((one) => one.name === DIAGNOSE);
  const diagnose = canDiagnose ? diagnosePresses(ask) : [];
  const record: Press[] =
    ask.kind === 'safety' ? [{ id: 'record', label: 'Record their word', says: `form record ${name}` }] : [];
  const cost: Press[] =
    state.is === 'estimated'
      ? [
          { id: 'approve-cost', label: 'Approve the cost…', says: `approve cost ${name}`, style: 'primary' },
          { id: 'deny-cost', label: 'Deny…', says: `form deny cost ${name}`, style: 'danger' },
        ]
      : [];
  const reply: Press[] =
    isWithVendor(state) && state.vendor !== undefined
      ? [{ id: 'reply', label: 'Reply…', says: `form reply ${name}` }]
      : [];
  return [...send, ...cost, ...reply, show, ...diagnose, ...record, { ...WITHDRAW, says: `withdraw ${name}` }];
}

const WITHDRAW = { id: 'withdraw', label: 'Withdraw' };

/** What our own circle owners may say of it. */
function ownerPresses({ is }: EscalationState, name: string): Press[] {
  const form = (verb: string, label: string, more: Partial<Press> = {}): Press => ({
    ...{ id: `inner-${verb}`, label: `${label}…`, says: `form ${verb} ${name}` },
    ...more,
  });
  if (is === 'prepared') return [];
  const first =
    is === 'accepted'
      ? [form('done', 'Done', { style: 'primary' }), form('progress', 'Progress')]
      : [form('accept', 'Accept', { style: 'primary' })];
  return [...first, form('ask', 'Ask'), form('reply', 'Reply'), form('decline', 'Decline')];
}

/** Of many targets the first ones: what is found there can be sent along. */
const DIAGNOSED = 3;

function diagnosePresses({ targets }: EscalationStory['ask']): Press[] {
  return targets.slice(0, DIAGNOSED).map(({ name }, index) => ({
    id: `diagnose:${index}`,
    label: targets.length === 1 ? 'Diagnose first' : `Diagnose ${name} first`,
    says: `${DIAGNOSE} ${name}`,
  }));
}

/** Where another organisation reads along, perhaps not the vendor's: that there is a request. No host, no task, no name. */
function outward({ id, state }: EscalationStory): Card {
  return {
    what: 'A request to a vendor',
    how: `is ${OUTWARD[state.is]}`,
    body: [],
    presses: [{ id: 'show', label: 'Show', says: `show ${requestName(id)}` }],
  };
}

const OUTWARD: Record<EscalationState['is'], string> = {
  prepared: 'prepared',
  sent: 'sent',
  estimated: 'estimated',
  offered: 'offered',
  accepted: 'accepted',
  declined: 'declined',
  'too-dear': 'over',
  withdrawn: 'withdrawn',
  expired: 'expired',
  done: 'done',
  safe: 'answered',
  'safe-if': 'answered',
  unsafe: 'answered',
};
