import type { KnownBlock } from '@slack/types';
import { allOf } from '../../../domain/need.ts';
import type { Story } from '../../../domain/run/apply.ts';
import type { Plan } from '../../../domain/run/plan.ts';
import type { UnconfirmedRun, WaitingRun } from '../../../domain/run/state.ts';
import { stillWanted } from '../../../domain/run/wanted.ts';
import { type Press, sections } from './blocks.ts';
import { askedBy, type Card, planName, rights, type Shown } from './card-lines.ts';
import { customBlocks, requestName } from './escalation-words.ts';
import { gateLines, stoppedBy } from './gate-words.ts';
import { person, runName, whereabouts } from './labels.ts';
import { movedLines, movedPresses } from './moved-words.ts';
import { ON_CARD, previewBlocks } from './preview.ts';
import type { Reading } from './rendered.ts';
import { approvalWords, needsWords } from './rule-words.ts';
import { whatAndWhere } from './run-words.ts';
import { inline, listed, unescaped } from './text.ts';
import { startLines } from './time-words.ts';
import { rolloutLines } from './wave-lines.ts';
import { when } from './when.ts';
import { unlistedLines, wordLines } from './word-lines.ts';

/** Between the request and its plan: a moment, unless something is down. */
export function askedCard(story: Story, reading: Reading): Card {
  return {
    what: whatAndWhere(story, 'ask', reading),
    how: 'is being looked at',
    body: sections([askedBy(story, reading)]),
    presses: [],
  };
}

/** Between the plan and the vendor's word on what the matrix does not list. */
export function unconfirmedCard(story: Story, state: UnconfirmedRun, reading: Shown): Card {
  const { plan } = story;
  const vendor = inline(plan?.unlisted?.vendor ?? 'the vendor', 80);
  const request = state.request === undefined ? '' : requestName(state.request);
  const facts = plan ? `${askedBy(story, reading)} · ${whereabouts(plan.hosts)} · ${inline(plan.effect, 300)}` : '';
  const name = runName(state.id);
  const show: Press[] = request ? [{ id: 'request', label: `Show ${request}`, says: `show ${request}` }] : [];
  return {
    what: whatAndWhere(story, 'ask', reading),
    how: 'waits for the vendor’s word',
    body: [
      ...sections([
        facts,
        ...startLines(plan, reading),
        ...unlistedLines(plan ?? {}),
        `${vendor} is asked${request ? ` in *${request}*` : ''}; then the usual approvals, until ${when(state.expiresAt, reading.now)} · ${planName(state.digest)}`,
      ]),
      ...previewOf(plan, reading),
      ...customBlocks(story.custom),
    ],
    presses: [
      ...show,
      { id: 'show', label: 'Show plan', says: `show ${name}` },
      { id: 'cancel', label: 'Cancel', says: `cancel ${name}` },
    ],
  };
}

/** Where the plan follows word for word, its preview is there. */
function previewOf(plan: Plan | undefined, reading: Shown): KnownBlock[] {
  return plan && !reading.look ? previewBlocks(plan, reading, ON_CARD) : [];
}

const HOW = {
  nothing: 'waits for approval',
  exception: 'is stopped, and waits for an exception',
  'for-all': 'is stopped',
} as const;

function howOf(story: Story): string {
  const stopped = stoppedBy(story);
  return story.moved && stopped === 'nothing' ? `${HOW.nothing} again` : HOW[stopped];
}

/** What would happen, where, on whose right, and who has to say yes until when. */
export function waitingCard(story: Story, state: WaitingRun, reading: Shown): Card {
  const { plan } = story;
  const facts = plan ? `${askedBy(story, reading)} · ${whereabouts(plan.hosts)} · ${inline(plan.effect, 300)}` : '';
  const hosts =
    plan && plan.hosts.length > 3 && (plan.rollout?.ends.length ?? 1) === 1
      ? [
          `On ${listed(
            plan.hosts.map(({ name }) => inline(name, 64)),
            20,
          )}`,
        ]
      : [];
  return {
    what: whatAndWhere(story, 'ask', reading),
    how: howOf(story),
    body: [
      ...sections(movedLines(story, reading)),
      ...sections([
        facts,
        ...hosts,
        ...(plan ? rolloutLines(plan) : []),
        ...startLines(plan, reading),
        ...rights(story),
        ...undoLine(plan),
        ...wordLines(story, reading),
        ...gateLines(story, reading),
        wanted(story, state, reading),
      ]),
      ...previewOf(plan, reading),
      ...customBlocks(story.custom),
    ],
    presses: waitingPresses(story, state, reading),
  };
}

function wanted({ by }: Story, state: WaitingRun, reading: Reading): string {
  const given = state.approvals.map((approval) => person(approval.by, reading));
  if (state.wants === 0)
    return `Nobody has to approve it; until ${when(state.expiresAt, reading.now)} · ${planName(state.digest)}`;
  const still = approvalWords(allOf(stillWanted(state)), listed([person(by, reading), ...given]));
  const soFar = given.length > 0 ? `${soFarWords(state)}, by ${listed(given)}. ` : '';
  return `${soFar}${still}, until ${when(state.expiresAt, reading.now)} · ${planName(state.digest)}`;
}

/** Of one need how far it is; of several what was wanted in all. */
function soFarWords({ approvals, wants, needs }: WaitingRun): string {
  const wanted = needs ? needsWords(needs) : `${wants} approvals`;
  return needs ? `${approvals.length} approved (of ${wanted})` : `${approvals.length} of ${wanted}`;
}

function undoLine(plan: Plan | undefined): string[] {
  return plan && plan.risk !== 'read' ? [`Undo: ${inline(plan.undo, 300)}`] : [];
}

function waitingPresses(story: Story, state: WaitingRun, reading: Reading): Press[] {
  const name = runName(story.id);
  const except: Press = { id: 'except', label: 'Give an exception', says: `form except ${name}` };
  const stopped = stoppedBy(story);
  const approve = stopped === 'nothing' && state.wants > 0 ? approvePresses(story, state, reading) : [];
  const [first, ...others] = stopped === 'exception' ? [except] : approve;
  return [
    ...(first ? [first] : []),
    { id: 'deny', label: 'Deny', says: `form deny ${name}`, style: 'danger' },
    { id: 'show', label: 'Show plan', says: `show ${name}` },
    ...others,
    { id: 'cancel', label: 'Cancel', says: `cancel ${name}` },
    ...movedPresses(story),
  ];
}

/**
 * An approval names the plan that was shown: pressed on another one, it is refused. What interrupts something is asked
 * about once more, since a thumb slips; where the risk is high, the form asks for a name instead.
 */
function approvePresses(story: Story, { id, digest }: WaitingRun, reading: Reading): Press[] {
  const { plan } = story;
  const says = `approve ${runName(id)} plan ${digest.slice(0, 16)}`;
  const approve: Press = { id: 'approve', label: 'Approve', says, style: 'primary' };
  const form: Press = { id: 'approve-form', label: 'Fewer hosts…', says: `form ${says}` };
  if (plan?.typed) return [{ ...form, label: 'Approve…', style: 'primary' }];
  const sure = plan?.risk === 'disruptive' ? { confirm: confirmation(story, plan, reading) } : {};
  return [{ ...approve, ...sure }, ...(plan && plan.hosts.length > 1 ? [form] : [])];
}

function confirmation(story: Story, plan: Plan, reading: Reading): Required<Press>['confirm'] {
  const what = unescaped(whatAndWhere(story, 'ask', reading));
  return { title: 'Approve it?', text: `${what} · ${whereabouts(plan.hosts)} · ${plan.effect}`, yes: 'Approve' };
}
