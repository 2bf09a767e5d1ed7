import type { Instant } from '../../../domain/instant.ts';
import { kindWords } from '../../../domain/language/groups.ts';
import type { Refusal } from '../../../domain/run/refusal.ts';
import type { Kind } from '../../../domain/target.ts';
import type { Press } from './blocks.ts';
import { gateRefusalWords } from './gate-words.ts';
import { cellLine, kindTitle, oneWithRole, person, runName } from './labels.ts';
import type { Reading } from './rendered.ts';
import { accountWords } from './rule-words.ts';
import { code, inline, listed } from './text.ts';
import { timeRefusalWords } from './time-words.ts';
import { TURNED_AWAY } from './turned-away.ts';
import { undoRefusalWords } from './undo-words.ts';
import { mixedWords, unlistedWords, unsafeWords, vendorRightWords, vendorTaskWords } from './vendor-refusal-words.ts';
import { when } from './when.ts';

/** The three parts of a no: why (it reads on after "No:") and by which rule, whose it would be, and the one thing to do next. */
export type No = { why: string; rule?: string; whose?: string; next?: Press; other?: Press };

/** What the refused request was: its sentence is what the next step starts from. */
export type Refused = { sentence: string; run?: string; request?: string };

const HELP: Press = { id: 'help', label: 'What you may do', says: 'help' };
const TARGETS: Press = { id: 'targets', label: 'List the targets', says: 'targets' };
const HAD_RIGHTS = {
  requester: 'who asked',
  approver: 'who approved',
  recorder: 'who recorded the vendor’s word',
  excepter: 'who gave the exception',
};
const HEALTH: Press = { id: 'health', label: 'Check health', says: 'health' };

/** Of a task that the matrix gives to us and no document does. */
export const NO_DOCUMENT = 'Remit has no document for it';

/** Says a refusal. Every text from a record, a host or a person is escaped here. */
export function refusalWords(refusal: Refusal, asked: Refused, reading: Reading): No {
  const { now } = reading;
  const again: Press = { id: 'again', label: 'Ask again', says: asked.sentence };
  switch (refusal.reason) {
    case 'outsider':
      return { why: TURNED_AWAY };
    case 'no-role':
      return {
        why: `this needs the role of ${oneWithRole(refusal.needed)}, which you do not have`,
        whose: `Ask ${oneWithRole(refusal.needed)} to do it, or an admin for the role`,
        next: HELP,
      };
    case 'staging-only':
    case 'stopped':
    case 'calendar-silent':
    case 'not-staged':
      return gateRefusalWords(refusal, asked, reading);
    case 'account':
      return {
        why: `Slack says that ${accountWords(refusal.flag)}; it may not run anything`,
        whose: 'A full member of this workspace with the role can ask for it',
        next: HELP,
      };
    case 'records-missing':
      return {
        why: `without a ${refusal.what} on record nothing can be decided`,
        whose: 'An admin loads it (`npm run bootstrap`)',
        next: HEALTH,
      };
    case 'not-available':
      return {
        why: `${inline(refusal.cell.label, 120)} does not exist for ${hosts(refusal.hosts)}`,
        rule: cellLine(refusal.cell),
        whose: `The matrix has it for: ${listed(refusal.availableFor.map(kindTitle)) || 'no kind of target'}`,
        next: targetsOf(refusal.availableFor[0]),
      };
    case 'vendor-task':
      return vendorTaskWords(refusal, asked);
    case 'unlisted':
      return unlistedWords(refusal, asked);
    case 'mixed':
      return mixedWords(refusal);
    case 'unsafe':
      return unsafeWords(refusal);
    case 'vendor-right':
      return vendorRightWords(refusal);
    case 'no-document':
      return {
        why: `${NO_DOCUMENT.toLowerCase()} · ${hosts(refusal.hosts)}`,
        rule: cellLine(refusal.cell),
        whose: 'The task is ours by the matrix: somebody who may work on the host does it by hand',
        next: HELP,
      };
    case 'not-undone':
      return undoRefusalWords(refusal.why, refusal.run, reading);
    case 'unknown-targets':
      return {
        why: `there is no managed target called ${listed(refusal.unknown.map((name) => code(name, 70)))}`,
        whose: 'The names are those of the inventory, letter by letter',
        next: suggested(refusal.suggestion) ?? TARGETS,
      };
    case 'no-targets':
      return {
        why: `there is no managed target that matches ${code(refusal.group)}`,
        whose: 'Groups are made of the kinds, environments and tags in the inventory',
        next: TARGETS,
      };
    case 'too-many-targets':
      return {
        why: `${refusal.count} targets are too many for one run: at most ${refusal.limit}`,
        whose: 'Divide them into several runs, by names, a tag or an environment',
        next: form(asked),
      };
    case 'wrong-kind':
      return {
        why: `this command cannot work on ${hosts(refusal.hosts)} (${kindTitle(refusal.kind)})`,
        whose: `It works on: ${listed(refusal.kinds.map(kindTitle))}`,
        next: targetsOf(refusal.kinds[0]),
      };
    case 'unknown-service':
      return {
        why: `there is no service ${code(refusal.service, 70)} on ${inline(refusal.host, 64)}`,
        whose: `It runs: ${listed(refusal.services.map((name) => inline(name, 64)))}`,
        next: suggested(refusal.suggestion) ?? form(asked),
      };
    case 'not-listed':
      return { ...notListed(refusal), next: form(asked) };
    case 'not-managed':
      return {
        why: `Remit does not manage ${hosts(refusal.hosts)}`,
        whose: 'Whoever owns the host corrects its tags; `/ops health` says what is wrong with them',
        next: HEALTH,
      };
    case 'offline':
      return {
        why: `${hosts(refusal.hosts)} cannot be reached by SSM${lastHeard(refusal.lastPing, now)}`,
        whose: 'Whoever owns the host brings its SSM agent back; nothing was sent',
        next: again,
      };
    case 'agent-too-old':
      return {
        why: `the SSM agent on ${hosts(refusal.hosts)} is ${code(refusal.version, 40)}; ${code(refusal.needed, 40)} is needed`,
        whose: 'Whoever owns the host updates the agent',
        next: again,
      };
    case 'document-missing':
      return {
        why: `the document ${code(refusal.document)} is not on AWS`,
        whose: 'Whoever deploys Remit has to deploy its documents',
        next: HEALTH,
      };
    case 'already-asked':
      return {
        why: `you have asked for the same already: *${runName(refusal.run)}* is not over yet`,
        whose: 'It is decided there, on its card',
        next: showOf(refusal.run),
        other: { id: 'again', label: 'Run again', says: `again ${runName(refusal.run)}` },
      };
    case 'locked':
      return {
        why: `${inline(refusal.host, 64)} is in use by *${runName(refusal.holder)}* since ${when(refusal.since, now)}`,
        whose: 'It is free as soon as that run is over, or its unknown outcome is settled',
        next: showOf(refusal.holder),
        other: again,
      };
    case 'moved':
      return {
        why: `since it was decided, ${listed(refusal.what.map((what) => inline(what, 60)))} changed`,
        whose: 'What was decided then does not hold for what it would be now; ask again for a new decision',
        next: again,
      };
    case 'rights-lost':
      return {
        why: `${person(refusal.user, reading)}, ${HAD_RIGHTS[refusal.who]}, no longer has the right to`,
        whose: 'Somebody who has it now can ask again',
        next: again,
      };
    case 'one-person':
      return {
        why: `${listed(refusal.users.map((user) => person(user, reading)))} are one person with two accounts, which counts once`,
        whose: 'Somebody else has to approve it; who asked never counts',
        next: again,
      };
    case 'stale':
      return {
        why: `it was asked ${when(refusal.asked, now)}, and what was meant for then is not run now`,
        whose: 'Something that Remit needs did not answer in the meantime',
        next: again,
        other: HEALTH,
      };
    case 'name-targets':
      return {
        why: `this is of high risk, and nobody would type the name of a target for you: the sentence has to name ${refusal.hosts.length === 1 ? 'it' : 'one of them'}`,
        whose: `It would run on ${hosts(refusal.hosts)}: write their names instead of a group`,
        next: TARGETS,
      };
    case 'no-such-time':
    case 'missed':
      return timeRefusalWords(refusal, asked);
    case 'fault':
      return {
        why: 'something that Remit needs to decide this did not answer',
        whose: 'The fault is in the log; whoever runs Remit can look there',
        next: again,
        other: HEALTH,
      };
    default:
      return refusal satisfies never;
  }
}

function hosts(names: readonly string[]): string {
  return listed(names.map((name) => inline(name, 64)));
}

function suggested(sentence: string | undefined): Press | undefined {
  return sentence === undefined ? undefined : { id: 'suggest', label: sentence, says: sentence };
}

function form({ sentence }: Refused): Press {
  return { id: 'form', label: 'Open the form', says: `form ${sentence}` };
}

function targetsOf(kind: Kind | undefined): Press {
  return kind === undefined ? TARGETS : { ...TARGETS, says: `targets ${kindWords(kind)}s` };
}

function showOf(run: string): Press {
  return { id: 'show', label: `Show ${runName(run)}`, says: `show ${runName(run)}` };
}

function lastHeard(at: Instant | undefined, now: Instant): string {
  return at === undefined ? '' : `; last heard of ${when(at, now)}`;
}

/** What stands on a list of the policy alone, and does not stand there. */
function notListed({ value, listed: entries, list }: Extract<Refusal, { reason: 'not-listed' }>): Omit<No, 'next'> {
  const [verb, things] =
    list === 'may-edit' ? ['read or edit', 'file that may be edited'] : ['ask', 'host that may be asked from a target'];
  const shown = entries.map((name) => code(name, 80));
  return {
    why: `the policy does not let me ${verb} ${code(value, 200)}`,
    whose:
      shown.length > 0
        ? `It lists: ${listed(shown, list === 'may-edit' ? 20 : 10)}. An admin may list more`
        : `It lists no ${things}: an admin lists them`,
  };
}
