import type { IncidentRefusal } from '../../../domain/incident/refusal.ts';
import type { Press } from './blocks.ts';
import { incidentName, ROLE_TITLE, SEVERITY_WORDS } from './incident-words.ts';
import { oneWithRole, person, runName } from './labels.ts';
import type { No } from './refusal-words.ts';
import type { Reading } from './rendered.ts';
import { inline } from './text.ts';
import { when } from './when.ts';

const LIST: Press = { id: 'incidents', label: 'All incidents', says: 'incidents' };

/** Says why an act on an incident is refused. */
export function incidentRefusalWords(refusal: IncidentRefusal, id: string | undefined, reading: Reading): No {
  const name = incidentName(id ?? '');
  const show: Press = id === undefined ? LIST : { id: 'show', label: `Show ${name}`, says: `incident ${name}` };
  switch (refusal.reason) {
    case 'no-role':
      return {
        why: `this needs the role of ${oneWithRole(refusal.needed)}, which you do not have`,
        whose: `Ask ${oneWithRole(refusal.needed)} to do it, or an admin for the role`,
        next: { id: 'help', label: 'What you may do', says: 'help' },
      };
    case 'unknown-incident':
      return { why: `there is no incident *${name}*`, whose: 'The list has those that there are', next: LIST };
    case 'no-incident-here':
      return {
        why: 'this channel works on no incident, and none is open elsewhere',
        whose: 'Whoever sees something going wrong opens one',
        next: { id: 'form', label: 'Open an incident', says: 'form incident' },
        other: LIST,
      };
    case 'channel-taken': {
      const other = incidentName(refusal.other);
      return {
        why: `this channel works on *${other}*, which is not over`,
        whose: 'Go on with that one, or open the new one without `here`: it gets a channel of its own',
        next: { id: 'show', label: `Show ${other}`, says: `incident ${other}` },
      };
    }
    case 'already':
      return {
        why: `*${name}* is ${refusal.is} already${refusal.since === undefined ? '' : `, since ${when(refusal.since, reading.now)}`}`,
        whose: refusal.is === 'resolved' ? 'If it is back, reopen it' : 'There is nothing to be done about that',
        next: refusal.is === 'resolved' ? { id: 'reopen', label: 'Reopen…', says: `form reopen in ${name}` } : show,
      };
    case 'not-over':
      return { why: `*${name}* is open`, whose: 'There is nothing to be done about that', next: show };
    case 'same-severity':
      return {
        why: `*${name}* is ${SEVERITY_WORDS[refusal.severity].toLowerCase()} already`,
        whose: 'Say another one, or with `because …` what its impact is',
        next: show,
      };
    case 'role-held':
      return {
        why: `${person(refusal.by, reading)} has the role: ${ROLE_TITLE[refusal.role].toLowerCase()} of *${name}*`,
        whose: 'Two of them are none: agree with them, or free it first if they are away',
        next: { id: 'leave', label: `Free ${refusal.role}`, says: `leave ${refusal.role} in ${name}` },
        other: show,
      };
    case 'role-free':
      return {
        why: `nobody has the role: ${ROLE_TITLE[refusal.role].toLowerCase()} of *${name}*`,
        whose: 'Whoever wants it takes it',
        next: { id: 'take', label: `Take ${refusal.role}`, says: `take ${refusal.role} in ${name}` },
      };
    case 'following':
      return { why: `this channel follows *${name}*`, whose: 'There is nothing to be done about that', next: show };
    case 'not-following':
      return {
        why: `this channel does not follow *${name}*`,
        whose: 'There is nothing to be done about that',
        next: show,
      };
    case 'too-many-followers':
      return {
        why: `${refusal.most} channels follow *${name}*, and more cannot`,
        whose: 'Let one of them stop: `unfollow`, typed there',
        next: show,
      };
    case 'no-such-time':
      return { ...timeWords(refusal.why, reading), next: { id: 'note', label: 'Note…', says: `form note in ${name}` } };
    case 'unknown-entry':
      return {
        why: `there is no entry *${inline(refusal.entry, 10)}* on the timeline of *${name}*`,
        whose: 'The name of each stands behind it on the timeline',
        next: { id: 'timeline', label: 'Timeline', says: `timeline in ${name}` },
      };
    case 'same-entry':
      return {
        why: `the entry *${inline(refusal.entry, 10)}* is so already`,
        whose: 'Say what is wrong about it: its text, its time to the minute, or whether it stands there',
        next: {
          id: 'history',
          label: 'Its versions',
          says: `timeline history ${inline(refusal.entry, 10)} in ${name}`,
        },
      };
    case 'unknown-run':
      return {
        why: `there is no run *${runName(refusal.run)}*`,
        whose: 'The list has those that there are',
        next: { id: 'runs', label: 'All runs', says: 'runs' },
      };
    default:
      return refusal satisfies never;
  }
}

function timeWords(
  why: Extract<IncidentRefusal, { reason: 'no-such-time' }>['why'],
  { now }: Reading,
): Pick<No, 'why' | 'whose'> {
  switch (why.reason) {
    case 'future':
      return { why: `${when(why.at, now)} is to come`, whose: 'An entry is of what was: say a time before now' };
    case 'too-old':
      return {
        why: `${when(why.at, now)} is more than a week before it was noticed`,
        whose: 'Say a time nearer to it',
      };
    case 'skipped':
      return {
        why: `in ${inline(why.zone, 40)} the clocks are put forward and never say ${inline(why.clock, 40)}`,
        whose: `They say ${inline(why.next, 40)} right after`,
      };
    case 'twice':
      return {
        why: `in ${inline(why.zone, 40)} the clocks are put back and say ${inline(why.clock, 40)} twice`,
        whose: `Say which: with ${why.offsets.map((offset) => `\`${offset}\``).join(' or ')} behind it`,
      };
    default:
      return why satisfies never;
  }
}
