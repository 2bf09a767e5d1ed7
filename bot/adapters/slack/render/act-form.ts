import type { KnownBlock, ModalView } from '@slack/types';
import type { Gap } from '../../../domain/answer.ts';
import { REASON_LIMIT } from '../../../domain/language/normalise.ts';
import { context, section } from './blocks.ts';
import { changeName } from './change-words.ts';
import { deploymentName } from './deployment-words.ts';
import { requestName } from './escalation-words.ts';
import { choiceElement, input, plain, textElement } from './form-inputs.ts';
import { runName } from './labels.ts';
import { code } from './text.ts';

export const ACT_FORM = 'act';
export const ACT_REASON_BLOCK = 'because';
export const ACT_OUTCOME_BLOCK = 'outcome';

type ActName =
  | 'except'
  | 'deny'
  | 'cancel'
  | 'settle'
  | 'review'
  | 'record'
  | 'withdraw'
  | 'deny cost'
  | 'reply'
  | 'reopen request'
  | 'deployment done'
  | 'deployment skip'
  | 'deployment close';
const ACTS: Record<ActName, { title: string; what: string; label?: string }> = {
  except: {
    title: 'Except',
    what: 'This one run may go past what stops it. It approves nothing. The reason stands on its card.',
  },
  deny: { title: 'Deny', what: 'It ends here; nothing is done. Whoever asked reads your reason.' },
  cancel: { title: 'Cancel', what: 'The run ends here, or its hosts are asked to stop.' },
  record: { title: 'Record', what: 'What the vendor said elsewhere about safety. It is on record as told by you.' },
  'deny cost': { title: 'Deny cost', what: 'Nothing is spent, and the request ends. Whoever asked reads your reason.' },
  withdraw: { title: 'Withdraw', what: 'The vendor is asked for nothing. Nothing is run.' },
  reply: {
    title: 'Reply',
    what: 'The vendor reads it below their card, in the name of our organisation. Name nobody. What it names of ours beyond the request is asked after first.',
    label: 'What to say',
  },
  'reopen request': {
    title: 'Reopen',
    what: 'It is the vendor’s again. They read why, in the name of our organisation.',
    label: 'What is not done',
  },
  'deployment done': {
    title: 'Done',
    what: 'The stage is done. Of one of the vendor’s: say who of them told you, and when.',
    label: 'Who said so',
  },
  'deployment skip': { title: 'Not applicable', what: 'The stage is left out. Say why it does not apply here.' },
  'deployment close': { title: 'Give up', what: 'Nothing is marked, and nobody is reminded any more.' },
  review: {
    title: 'Review',
    what: 'Say whether it was right to ask nobody first. It is on record, and whoever asked reads it.',
  },
  settle: { title: 'Settle', what: 'Say what you found on the host. It is free for other runs afterwards.' },
};

/** Acts that are nothing without a reason. */
const REASONED: readonly string[] = [
  'settle',
  'review',
  'record',
  'reply',
  'reopen request',
  'except',
  'deployment done',
  'deployment skip',
  'deployment close',
];

export function isActGap({ command }: Gap): boolean {
  return Object.hasOwn(ACTS, command);
}

/** A small form for an act that takes a reason. What it is about is its private data: the beginning of the sentence. */
export function actForm({ command, filled, because }: Gap): ModalView {
  const act = ACTS[command as ActName];
  const name = nameOf(filled);
  const host = command === 'settle' ? ` ${filled.host ?? ''}` : '';
  const stage = filled.stage === undefined ? '' : ` ${filled.stage}`;
  const begun = `${verbOf(command)} ${name}${host}${stage}`;
  return {
    type: 'modal',
    callback_id: ACT_FORM,
    private_metadata: begun,
    title: plain(`${act.title} ${stage ? `· stage${stage}` : name}`, 24),
    submit: plain(act.title, 24),
    close: plain('Back', 24),
    blocks: [
      section(act.what),
      ...outcome(command, host),
      input({
        id: ACT_REASON_BLOCK,
        label: act.label ?? 'Why',
        optional: !REASONED.includes(command),
        element: textElement({ multiline: true, most: REASON_LIMIT, ...(because ? { value: because } : {}) }),
      }),
      context(`The same, typed: ${typedAs(command, begun)}`),
    ],
  };
}

/** An act that is called after what it is about is typed without that. */
function verbOf(command: string): string {
  return command === 'reopen request' ? 'reopen' : command;
}

/** What is chosen in the form is a word of the sentence; a condition of the vendor's can be typed only. */
function typedAs(command: string, begun: string): string {
  if (command === 'settle') return code(`${begun} as done because …`);
  if (command === 'review') return code(`${begun} as fine because …`);
  if (command === 'reply') return code(`${begun} "…"`);
  if (command !== 'record') return code(`${begun} because …`);
  return `${code(`${begun} safe because …`)}; under a condition ${code(`${begun} safe if "…" because …`)}`;
}

function nameOf({ run, change, request, deployment }: Gap['filled']): string {
  if (deployment !== undefined) return deploymentName(deployment);
  if (request !== undefined) return requestName(request);
  return change === undefined ? runName(run ?? '') : changeName(change);
}

function outcome(command: string, host: string): KnownBlock[] {
  if (command === 'record') {
    const element = choiceElement(['safe', 'unsafe'], undefined);
    return [input({ id: ACT_OUTCOME_BLOCK, label: 'What they said', element })];
  }
  if (command === 'review') {
    const element = choiceElement(['fine', 'not fine'], undefined);
    return [input({ id: ACT_OUTCOME_BLOCK, label: 'What you found', element })];
  }
  if (command !== 'settle') return [];
  const label = `What became of it on ${host.trim()}`;
  return [input({ id: ACT_OUTCOME_BLOCK, label, element: choiceElement(['done', 'not done'], undefined) })];
}
