import { writeChangeSentence } from './change-sentence.ts';
import { writeCustomSentence } from './custom-sentence.ts';
import { writeDeploymentSentence } from './deployment-sentence.ts';
import { writeEscalationSentence } from './escalation-sentence.ts';
import { writeFilter } from './filter.ts';
import { writeFreezeSentence } from './freeze-sentence.ts';
import { writeIncidentSentence } from './incident-sentence.ts';
import { writeInquirySentence } from './inquiry-sentence.ts';
import { writeRunId } from './run-id.ts';
import { writeScheduleSentence } from './schedule-sentence.ts';
import type { Sentence } from './sentence.ts';
import { writeVendorSentence } from './vendor-sentence.ts';
import { quoted, writeSelector } from './write.ts';
import { writeQuestion } from './write-question.ts';

/** The canonical text of a sentence that was understood: reading it gives the same sentence again. */
export function writeSentence(sentence: Sentence): string {
  switch (sentence.is) {
    case 'command':
      return sentence.sentence;
    case 'plan':
      return `plan ${sentence.sentence}`;
    case 'form':
      return writeForm(sentence);
    case 'help':
      return sentence.about ? `help ${sentence.about}` : 'help';
    case 'targets':
      return ['targets', writeFilter(sentence.filter)].filter((part) => part !== '').join(' ');
    case 'approve':
      return writeApproval(sentence);
    case 'except':
      return `except ${writeRunId(sentence.run)}${sentence.plan ? ` plan ${sentence.plan}` : ''}${reason(sentence.because)}`;
    case 'deny':
    case 'cancel':
    case 'undo':
      return `${sentence.is} ${writeRunId(sentence.run)}${reason(sentence.because)}`;
    case 'resume':
      return sentence.run === undefined ? 'resume' : `resume ${writeRunId(sentence.run)}`;
    case 'retry':
      return writeRetry(sentence);
    case 'settle':
      return `settle ${writeRunId(sentence.run)} ${sentence.host} as ${outcome(sentence.as)}${reason(sentence.because)}`;
    case 'review':
      return `review ${writeRunId(sentence.run)} as ${sentence.fine ? 'fine' : 'not fine'}${reason(sentence.because)}`;
    case 'show':
    case 'why':
    case 'again':
      return `${sentence.is} ${writeRunId(sentence.run)}`;
    case 'policy':
    case 'runbook':
    case 'matrix':
    case 'who':
    case 'what':
      return writeQuestion(sentence);
    case 'people':
    case 'grant':
    case 'revoke':
    case 'grant-group':
    case 'revoke-group':
    case 'link':
    case 'unlink':
    case 'matrix-set':
    case 'matrix-use':
    case 'matrix-import':
    case 'policy-set':
    case 'policy-import':
    case 'add-host':
    case 'vendor-add':
    case 'vendor-set':
    case 'vendor-remove':
    case 'vendor-invite':
    case 'confirm':
    case 'show-change':
    case 'deny-change':
      return writeChangeSentence(sentence);
    case 'send':
    case 'escalate':
    case 'inner-act':
    case 'withdraw':
    case 'reply':
    case 'reopen-request':
    case 'show-request':
    case 'record':
    case 'requests':
    case 'approve-cost':
    case 'deny-cost':
    case 'budget':
      return writeEscalationSentence(sentence);
    case 'freeze':
    case 'thaw':
    case 'lock':
    case 'unlock':
    case 'stop-everything':
    case 'lift':
    case 'calendar':
      return writeFreezeSentence(sentence);
    case 'custom':
    case 'custom-list':
    case 'custom-remove':
      return writeCustomSentence(sentence);
    case 'deployments':
    case 'deployment-start':
    case 'deployment':
    case 'deployment-act':
      return writeDeploymentSentence(sentence);
    case 'schedule-act':
    case 'show-schedule':
      return writeScheduleSentence(sentence);
    case 'incident-declare':
    case 'incidents':
    case 'on-call':
    case 'incident':
    case 'incident-act':
    case 'timeline':
    case 'entry-history':
    case 'timeline-file':
    case 'figures':
    case 'report':
    case 'action':
      return writeIncidentSentence(sentence);
    case 'output':
    case 'audit':
    case 'vendor-settings':
    case 'vendor-figures':
      return writeInquirySentence(sentence);
    case 'vendors':
      return writeVendorSentence(sentence);
    case 'runs':
    case 'waiting':
    case 'scheduled':
    case 'health':
      return sentence.is;
    default:
      return sentence satisfies never;
  }
}

function writeForm({ gap, from, send }: Extract<Sentence, { is: 'form' }>): string {
  if (send) return `form ${writeEscalationSentence(send)}`;
  if (from) return `form ${from.command} from ${writeRunId(from.run)}${reason(from.because)}`;
  return gap ? `form ${gap.command}` : 'form';
}

function writeRetry({ run, hosts, because }: Extract<Sentence, { is: 'retry' }>): string {
  const looksLikeRun = run === undefined && /^r-/.test(hosts[0] ?? '');
  const names = looksLikeRun ? hosts.map(quoted).join(', ') : writeSelector({ names: hosts, groups: [] });
  const words = ['retry', run === undefined ? '' : writeRunId(run), names].filter((word) => word !== '');
  return `${words.join(' ')}${reason(because)}`;
}

function writeApproval({ run, plan, typed, only }: Extract<Sentence, { is: 'approve' }>): string {
  return [
    `approve ${writeRunId(run)}`,
    ...(plan === undefined ? [] : [`plan ${plan}`]),
    ...(typed === undefined ? [] : [`typed ${typed}`]),
    ...(only === undefined ? [] : [`only ${only.join(', ')}`]),
  ].join(' ');
}

function outcome(as: 'done' | 'not-done'): string {
  return as === 'done' ? 'done' : 'not done';
}

function reason(because: string | undefined): string {
  return because === undefined ? '' : ` because "${because}"`;
}
