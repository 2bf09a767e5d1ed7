import type { Actor } from '../../../domain/actor.ts';
import type { ChangeActRefusal, ChangeRefusal, Moved, OtherMistakes } from '../../../domain/change/refusal.ts';
import type { FileMistake } from '../../../domain/table/mistake.ts';
import { hostRefusalWords } from './change-host-words.ts';
import { changeName } from './change-words.ts';
import { endWords, stopWords } from './gate-words.ts';
import { groupRefusalWords } from './group-words.ts';
import { oneWithRole, person } from './labels.ts';
import type { No } from './refusal-words.ts';
import type { Reading } from './rendered.ts';
import { accountWords } from './rule-words.ts';
import { code, counted, inline, listed } from './text.ts';
import { vendorRecordRefusal } from './vendor-record-refusal.ts';
import { when } from './when.ts';

const PEOPLE = { id: 'people', label: 'Who has which role', says: 'people' };
const POLICY = { id: 'policy', label: 'Show the policy', says: 'policy' };
const CALENDAR = { id: 'calendar', label: 'Calendar', says: 'calendar' };
const ANEW = 'Look at it as it is now, and propose it again if it is still wanted';

/** Says why a change is not proposed, or was not applied. */
export function changeRefusalWords(refusal: ChangeRefusal, reading: Reading): No {
  switch (refusal.reason) {
    case 'no-role':
      return needsAdmin('to change Remit’s own records');
    case 'already-has': {
      const end = refusal.until === undefined ? 'until it is revoked' : `until ${when(refusal.until, reading.now)}`;
      return {
        why: `${person(refusal.whom, reading)} has the role of ${oneWithRole(refusal.role)} already, ${end}`,
        whose: 'A grant makes it last longer; to shorten it, revoke it first',
        next: PEOPLE,
      };
    }
    case 'has-not':
      return {
        why: `${person(refusal.whom, reading)} does not have the role of ${oneWithRole(refusal.role)}`,
        next: PEOPLE,
      };
    case 'last-admin':
      return {
        why: `${person(refusal.whom, reading)} is the last admin: nobody could grant a role any more`,
        whose: 'Make somebody else an admin first, without an end',
        next: PEOPLE,
      };
    case 'over-already':
      return { why: `that would have ended ${when(refusal.until, reading.now)}`, whose: 'Name a later end' };
    case 'account':
      return {
        why: `of ${person(refusal.whom, reading)} Slack says that ${accountWords(refusal.flag)}`,
        whose: 'Roles are for members of the organisation that runs Remit',
      };
    case 'nothing-changes':
      return {
        why: `in ${inline(refusal.profile, 60)} that is so already`,
        next: matrixOf(refusal.profile),
      };
    case 'same-policy':
      return { why: 'that would make nothing different', next: POLICY };
    case 'one-already':
      return {
        why: `${person(refusal.whom, reading)} and ${person(refusal.to, reading)} are one person already`,
        next: PEOPLE,
      };
    case 'linked-already':
      return {
        why: `${person(refusal.whom, reading)} is one person with ${people(refusal.others, reading)} already`,
        whose: 'Unlink it first, then link it anew',
        next: PEOPLE,
      };
    case 'others-linked':
      return {
        why: `${people(refusal.others, reading)} ${refusal.others.length === 1 ? 'is' : 'are'} linked to ${person(refusal.whom, reading)} and would stay behind`,
        whose: 'Link the other way round, or unlink them first',
        next: PEOPLE,
      };
    case 'not-linked':
      return {
        why: `${person(refusal.whom, reading)} is linked to no other account`,
        whose:
          refusal.others.length === 0
            ? '`people` shows which accounts are one person'
            : `It is the other way round: unlink ${people(refusal.others, reading)}`,
        next: PEOPLE,
      };
    case 'one-person':
      return {
        why: `${people(refusal.users, reading)} are one person: nobody confirms what they proposed`,
        whose: 'Another admin has to confirm it',
        next: PEOPLE,
      };
    case 'file':
      return {
        why: `${mistakeWords(refusal.mistake)}${refusal.more ? ` · and ${counted(refusal.more.count, 'more mistake')}` : ''}`,
        whose: [...otherMistakes(refusal.more), 'Mend the file and import it again'].join('\n'),
      };
    case 'moved':
      return movedWords(refusal.what, reading);
    case 'group':
    case 'group-already-has':
    case 'group-has-not':
      return groupRefusalWords(refusal, reading);
    case 'not-ours':
    case 'no-region':
    case 'no-host-group':
    case 'host-there':
    case 'no-agent':
      return hostRefusalWords(refusal);
    case 'vendor-there':
    case 'vendor-same':
    case 'organisation-ours':
    case 'organisation-taken':
    case 'channel-taken':
    case 'party-taken':
    case 'vendor-too-large':
    case 'vendor-asked':
    case 'no-contact':
    case 'no-vendor-channel':
    case 'not-invited':
      return vendorRecordRefusal(refusal, reading);
    case 'stopped':
      return { why: stopWords(refusal.stop, reading), whose: endWords(refusal.stop, reading), next: CALENDAR };
    case 'rights-lost':
      return { why: `${person(refusal.user, reading)} is no admin any more`, whose: ANEW };
    default:
      return refusal satisfies never;
  }
}

/** So many of this length stay below what a section of Slack's holds. */
const MISTAKE_OF_MANY = 200;

function otherMistakes(more: OtherMistakes | undefined): string[] {
  if (!more) return [];
  const left = more.count - more.first.length;
  const lines = more.first.map((one) => `• ${mistakeWords(one, MISTAKE_OF_MANY)}`);
  return left > 0 ? [...lines, `• … and ${left} more`] : lines;
}

function mistakeWords({ line, column, why }: FileMistake, most = 500): string {
  const place = [line === undefined ? [] : `line ${line}`, column === undefined ? [] : `cell ${column}`].flat();
  return `${place.length > 0 ? `${place.join(', ')}: ` : ''}${inline(why, most)}`;
}

function matrixOf(profile: string) {
  return { id: 'matrix', label: 'Show the matrix', says: `matrix in ${profile}` };
}

function movedWords(what: Moved, reading: Reading): No {
  switch (what.is) {
    case 'roles':
      return {
        why: `what is on record of ${person(what.whom, reading)} changed since this was proposed`,
        whose: ANEW,
        next: PEOPLE,
      };
    case 'matrix':
      return {
        why: `the profile ${inline(what.profile, 60)} changed since this was proposed`,
        whose: ANEW,
        next: matrixOf(what.profile),
      };
    case 'group':
      return { why: 'the group has other roles or members since this was proposed', whose: ANEW, next: PEOPLE };
    case 'host':
      return { why: `another host joined as ${code(what.name, 70)} since this was proposed`, whose: ANEW };
    case 'vendors':
      return {
        why: `what this changes of ${code(what.vendor, 70)} changed since this was proposed`,
        whose: ANEW,
        next: { id: 'settings', label: 'Show the settings', says: `vendor ${what.vendor} settings` },
      };
    case 'policy':
      return { why: 'the policy changed since this was proposed', whose: ANEW, next: POLICY };
    default:
      return what satisfies never;
  }
}

/** Says why an act on a change is refused. `act` is the verb of the sentence. */
export function changeActRefusalWords(
  refusal: ChangeActRefusal,
  { act, id }: { act: string; id: string },
  reading: Reading,
): No {
  const name = changeName(id);
  const show = { id: 'show', label: `Show ${name}`, says: `show ${name}` };
  switch (refusal.reason) {
    case 'no-role':
      return needsAdmin(`to ${inline(act, 20)} ${name}`);
    case 'unknown-change':
      return { why: `there is no change called ${name}`, whose: 'A change’s id stands on its card', next: PEOPLE };
    case 'own-change':
      return {
        why: `you proposed ${name} yourself: nobody confirms their own`,
        whose: 'Another admin has to confirm it',
        next: show,
      };
    case 'gains-by-it':
      return {
        why: `${name} gives a role to you: nobody confirms that for themselves`,
        whose: 'Another admin has to confirm it',
        next: show,
      };
    case 'other-change':
      return { why: `${name} changes neither the policy nor the profile in force`, next: show };
    case 'own-accounts':
      return {
        why: `${name} is about an account of yours: nobody confirms that for themselves`,
        whose: 'Another admin has to confirm it',
        next: show,
      };
    case 'too-early':
      return { why: `the file of ${name} is still being read`, whose: 'Its card follows', next: show };
    case 'too-late':
      return { why: `${name} is ${changeStateWords(refusal.state)}: too late to ${inline(act, 20)} it`, next: show };
    case 'expired':
      return {
        why: `${name} expired ${when(refusal.at, reading.now)}: nobody confirmed it in time`,
        whose: ANEW,
        next: show,
      };
    default:
      return refusal satisfies never;
  }
}

function people(accounts: readonly Actor[], reading: Reading): string {
  return listed(accounts.map((account) => person(account, reading)));
}

function needsAdmin(what: string): No {
  return {
    why: `${what} needs the role of an admin, which you do not have`,
    whose: 'Ask an admin to do it',
    next: { id: 'help', label: 'What you may do', says: 'help' },
  };
}

const STATE: Record<string, string> = {
  confirmed: 'confirmed already',
  applied: 'done already',
  denied: 'denied',
  refused: 'refused',
  void: 'void: it was not applied',
};

export function changeStateWords(is: string): string {
  return STATE[is] ?? inline(is, 40);
}
