import type { ActRefusal } from '../../../domain/run/refusal.ts';
import { stoppedActWords } from './gate-words.ts';
import { oneWithRole, person, runName } from './labels.ts';
import type { No } from './refusal-words.ts';
import type { Reading } from './rendered.ts';
import { retryRefusalWords } from './retry-words.ts';
import { needsWords } from './rule-words.ts';
import { stateWords } from './run-words.ts';
import { code, inline, listed } from './text.ts';
import { TURNED_AWAY } from './turned-away.ts';
import { undoRefusalWords } from './undo-words.ts';
import { when } from './when.ts';

/** Says why an act on a run is refused. `act` is the verb of the sentence: approve, deny, cancel, settle, show, why. */
export function actRefusalWords(refusal: ActRefusal, asked: { act: string; run: string }, reading: Reading): No {
  const name = runName(asked.run);
  const act = inline(asked.act, 20);
  const show = { id: 'show', label: `Show ${name}`, says: `show ${name}` };
  const again = { id: 'again', label: 'Ask again', says: `again ${name}` };
  switch (refusal.reason) {
    case 'outsider':
      return { why: TURNED_AWAY };
    case 'no-role':
      return {
        why: `to ${act} ${name} needs the role of ${oneWithRole(refusal.needed)}, which you do not have`,
        whose: `Ask ${oneWithRole(refusal.needed)} to do it`,
        next: { id: 'help', label: 'What you may do', says: 'help' },
      };
    case 'unknown-run':
      return {
        why: `there is no run called ${runName(refusal.id)}`,
        whose: 'A run’s id stands on its card',
        next: refusal.suggestion
          ? {
              id: 'suggest',
              label: `${act} ${runName(refusal.suggestion)}`,
              says: `${act} ${runName(refusal.suggestion)}`,
            }
          : { id: 'runs', label: 'List the runs', says: 'runs' },
      };
    case 'own-request':
      return { ...ownRequest(asked.act, name), next: show };
    case 'not-asked':
      return {
        why: `${name} still wants ${needsWords(refusal.wanted)}: your approval would not count for that`,
        whose: 'The policy says whose approval it takes',
        next: show,
        other: { id: 'policy', label: 'The policy', says: 'policy' },
      };
    case 'not-in-plan':
      return {
        why:
          refusal.hosts.length === 0
            ? `none of the hosts of ${name} would be left`
            : `${listed(refusal.hosts.map((host) => code(host, 70)))} is not in the plan of ${name}: a plan is narrowed, never widened`,
        whose: `It has: ${listed(refusal.has.map((host) => inline(host, 64)))}`,
        next: show,
      };
    case 'name-needed':
      return {
        why: `${name} is of high risk: whoever approves it types the name of a target`,
        whose: `Type ${code(`approve ${name} typed …`)} with the name of ${refusal.hosts.length === 1 ? 'the target' : 'one of the targets'}, or use the form`,
        next: { id: 'form', label: 'Approve…', says: `form approve ${name}` },
        other: show,
      };
    case 'wrong-name':
      return {
        why: `${code(refusal.typed, 70)} is not ${refusal.hosts.length === 1 ? 'the target' : 'one of the targets'} of ${name}`,
        whose: `Look at what it would run on, then type the name of ${refusal.hosts.length === 1 ? 'it' : 'one of them'}`,
        next: { id: 'form', label: 'Approve…', says: `form approve ${name}` },
        other: show,
      };
    case 'already-approved':
      return {
        why: `${person(refusal.by, reading)} has already approved ${name}`,
        whose: 'One person counts once',
        next: show,
      };
    case 'too-late':
      return { why: `${name} is ${stateWords(refusal.state)}: too late to ${act} it`, next: again, other: show };
    case 'too-early':
      return { why: `${name} is ${stateWords(refusal.state)}: too early to ${act} it`, next: show };
    case 'other-plan':
      return {
        why: `the plan of ${name} is not the one you were shown`,
        whose: 'Look at it as it is now, then decide',
        next: show,
      };
    case 'expired':
      return {
        why: `${name} expired ${when(refusal.at, reading.now)}: nobody approved it in time`,
        whose: 'Whoever still needs it can ask again',
        next: again,
      };
    case 'not-unknown':
      return {
        why: `the outcome of ${name} on ${inline(refusal.host, 64)} is known: there is nothing to settle`,
        next: show,
      };
    case 'stopped':
      return stoppedActWords(refusal.stop, asked, reading);
    case 'nothing-to-except':
      return {
        why: `nothing stops ${name} now: it wants no exception`,
        whose: 'An approver can approve it',
        next: show,
      };
    case 'nothing-to-review':
      return {
        why: `${name} wants no review: nobody broke the glass for it, or nothing of it reached a host`,
        whose: 'Runs that want one are listed by `/ops waiting`',
        next: { id: 'waiting', label: 'What waits', says: 'waiting' },
        other: show,
      };
    case 'already-reviewed':
      return {
        why: `${person(refusal.by, reading)} has already reviewed ${name}`,
        whose: 'A review is said once, and stays',
        next: show,
      };
    case 'no-undo':
    case 'nothing-to-undo':
    case 'already-undone':
    case 'undo-too-late':
      return undoRefusalWords(refusal, asked.run, reading);
    case 'not-of-run':
    case 'not-failed':
    case 'nothing-failed':
    case 'too-many-failed':
      return retryRefusalWords(refusal, asked.run);
    default:
      return refusal satisfies never;
  }
}

function ownRequest(act: string, name: string): Pick<No, 'why' | 'whose'> {
  if (act === 'review') {
    return {
      why: `you asked for ${name} yourself: nobody reviews what they did`,
      whose: 'An approver other than you reviews it',
    };
  }
  if (act !== 'resume') {
    return {
      why: `you asked for ${name} yourself: nobody approves their own request`,
      whose: 'Another person with the role has to approve it',
    };
  }
  return {
    why: `you asked for ${name} yourself: after a failure somebody else decides whether it goes on`,
    whose: 'Another person with the role has to resume it',
  };
}
