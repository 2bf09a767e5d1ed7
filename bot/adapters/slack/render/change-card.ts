import { sameActor } from '../../../domain/actor.ts';
import type { ChangeStory } from '../../../domain/change/apply.ts';
import type { Change } from '../../../domain/change/change.ts';
import { concernedBy } from '../../../domain/change/change.ts';
import type { ChangeState } from '../../../domain/change/state.ts';
import type { UseProfile } from '../../../domain/change/use-profile.ts';
import { writeQuestion } from '../../../domain/language/write-question.ts';
import { context, lastingActions, type Press, section, sections } from './blocks.ts';
import { type Card, quoted } from './card-lines.ts';
import { setUp } from './change-host-words.ts';
import { changeRefusalWords } from './change-refusal-words.ts';
import { changeName, changeWords, previewWords } from './change-words.ts';
import { person } from './labels.ts';
import { type Reading, type Rendered, type RunMark, runMetadata } from './rendered.ts';
import { listed } from './text.ts';
import { when } from './when.ts';

const LOOK: Record<ChangeState['is'], { mark: RunMark; sign: string }> = {
  asked: { mark: 'waiting', sign: '…' },
  proposed: { mark: 'waiting', sign: '⏸' },
  confirmed: { mark: 'running', sign: '▶' },
  applied: { mark: 'succeeded', sign: '✔' },
  denied: { mark: 'denied', sign: '⛔' },
  expired: { mark: 'expired', sign: '⌛' },
  void: { mark: 'refused', sign: '✋' },
  refused: { mark: 'refused', sign: '✋' },
};

/** The one card of a proposed change, for whatever state it is in: from its events alone, as a run's. */
export function renderChangeCard(story: ChangeStory, reading: Reading): Rendered {
  const { what, how, body, presses } = reading.channelIsShared ? outward(story) : inward(story, reading);
  const { sign, mark } = LOOK[story.state.is];
  const name = changeName(story.id);
  return {
    text: `${sign} ${what} ${how} · ${name}`,
    blocks: [section(`${sign} *${what}* ${how} · ${name}`), ...body, ...lastingActions(presses)],
    metadata: runMetadata({ stream: `change#${story.id}`, seq: story.seq, outcome: mark }),
  };
}

function inward(story: ChangeStory, reading: Reading): Card {
  const { state, proposal, by } = story;
  const tense = state.is === 'applied' ? 'done' : state.is === 'confirmed' ? 'doing' : 'ask';
  const proposed = `${person(by, reading)} ${state.is === 'refused' ? 'asked for' : 'proposes'} it: ${quoted(proposal.because)}`;
  const confirms = state.confirms.map((confirm) => `confirmed by ${person(confirm.by, reading)}`);
  return {
    what: changeWords(proposal.change, tense, reading),
    how: how(story, reading),
    body: [
      ...sections([previewWords(proposal.change, reading), ...whoMust(story, reading), ...why(story, reading)]),
      context([proposed, ...confirms].join(' · ')),
    ],
    presses: presses(story),
  };
}

function how({ state, ended, proposal }: ChangeStory, reading: Reading): string {
  const by = ended ? ` by ${person(ended.by, reading)}` : '';
  switch (state.is) {
    case 'asked':
      return proposal.change.kind === 'set-vendor' ? '· Slack is being asked' : '· its file is being read';
    case 'proposed':
      return 'waits for a second admin';
    case 'confirmed':
      return '· about to be done';
    case 'applied':
      return appliedWords(proposal.change);
    case 'denied':
      return `was denied${by} · nothing was changed`;
    case 'expired':
      return 'expired: no second admin confirmed it in time · nothing was changed';
    case 'void':
      return 'is void · nothing was changed';
    case 'refused':
      return 'was refused · nothing was changed';
    default:
      return state satisfies never;
  }
}

function appliedWords(change: Change): string {
  if (change.kind === 'add-host') return '· it joins within five minutes';
  return change.kind === 'set-vendor' && change.does === 'invite' ? '· Slack sent the invitation' : '· it holds now';
}

function whoMust({ state, by, proposal }: ChangeStory, reading: Reading): string[] {
  if (state.is !== 'proposed') return [];
  const others = concernedBy(proposal.change).filter((one) => !sameActor(one, by));
  const nobody = listed([by, ...others].map((one) => person(one, reading)));
  return [`One admin other than ${nobody} has to confirm it, until ${when(state.expiresAt, reading.now)}`];
}

function why({ refusal, ended }: ChangeStory, reading: Reading): string[] {
  const no = refusal && changeRefusalWords(refusal, reading);
  const said = ended?.because ? [`${person(ended.by, reading)}: ${quoted(ended.because)}`] : [];
  return [...said, ...(no ? [`Why: ${no.why}`, ...(no.whose ? [no.whose] : [])] : [])];
}

function presses({ id, state, proposal: { change } }: ChangeStory): Press[] {
  const name = changeName(id);
  if (state.is === 'applied') return afterwards(change);
  if (state.is !== 'proposed') return [];
  return [
    { id: 'confirm', label: 'Confirm', says: `confirm ${name}`, style: 'primary' },
    { id: 'deny', label: 'Deny', says: `form deny ${name}`, style: 'danger' },
    ...otherProfile(change).map(differences),
  ];
}

/** What comes next, once it holds. */
function afterwards(change: Change): Press[] {
  if (change.kind === 'add-host') return [setUp(change.host)];
  if (change.kind !== 'set-vendor' || change.does === 'remove') return [];
  return [{ id: 'settings', label: 'What is missing', says: `vendor ${change.vendor} settings` }];
}

function otherProfile(change: Change): UseProfile[] {
  if (change.kind === 'use-profile') return [change];
  return change.kind === 'import-policy' && change.seen?.use ? [change.seen.use] : [];
}

function differences({ from, to }: UseProfile): Press {
  const profiles: [string, string] = [from.profile, to.profile];
  return { id: 'diff', label: 'Differences', says: writeQuestion({ is: 'matrix', show: 'diff', profiles }) };
}

/** Where another organisation reads along: that there is a change, and how it stands. No name, no role. */
function outward({ id, state }: ChangeStory): Card {
  const name = changeName(id);
  return {
    what: 'A change of Remit’s own records',
    how: `is ${OUTWARD[state.is]}`,
    body: [],
    presses: [{ id: 'show', label: 'Show', says: `show ${name}` }],
  };
}

const OUTWARD: Record<ChangeState['is'], string> = {
  asked: 'being read',
  proposed: 'waiting to be confirmed',
  confirmed: 'about to be done',
  applied: 'done',
  denied: 'denied',
  expired: 'expired',
  void: 'void',
  refused: 'refused',
};
