import { sameActor } from '../../../domain/actor.ts';
import type { SetVendor, VendorDoes } from '../../../domain/change/set-vendor.ts';
import type { Vendor } from '../../../domain/vendor/vendor.ts';
import { person } from './labels.ts';
import type { Reading, Tense } from './rendered.ts';
import { code, inline, listed } from './text.ts';
import { channelWords, codes, contactLine, limitWords, names, supportHours, targetsWords } from './vendor-parts.ts';
import { roomLines } from './vendor-room-words.ts';

const PART: Record<Exclude<VendorDoes, 'add' | 'remove' | 'invite' | 'runs' | 'output'>, string> = {
  channel: 'the channel',
  organisations: 'the organisations',
  hours: 'the support hours',
  zone: 'the time zone',
  targets: 'the targets',
  contacts: 'the contacts',
  parties: 'what the matrix calls them',
  activities: 'the activities',
  'cost limit': 'the cost limit',
};

/** `Register Zeta Ltd (zeta) as a vendor`; `Set the support hours of Virtuozzo`. */
export function vendorWords({ vendor, does, before, after, address }: SetVendor, tense: Tense): string {
  const label = (after ?? before)?.label;
  const who = label === undefined ? code(vendor, 70) : `${inline(label, 60)} (${code(vendor, 70)})`;
  switch (does) {
    case 'add':
      return `${{ ask: 'Register', doing: 'Registering', done: 'Registered' }[tense]} ${who} as a vendor`;
    case 'remove':
      return `${{ ask: 'Remove', doing: 'Removing', done: 'Removed' }[tense]} the vendor ${who}`;
    case 'invite': {
      const verb = { ask: 'Invite', doing: 'Inviting', done: 'Invited' }[tense];
      return `${verb} ${inline(address ?? 'somebody', 120)} to the channel of ${who}`;
    }
    case 'output':
    case 'runs': {
      const [is, whose] =
        does === 'runs' ? [after?.runs, 'runs by people'] : [after?.output, 'output of runs for people'];
      const on = is ? 'on' : 'off';
      const what = after ? ` ${on}` : '';
      return `${{ ask: 'Switch', doing: 'Switching', done: 'Switched' }[tense]} ${whose} of ${who}${what}`;
    }
    default:
      return `${{ ask: 'Set', doing: 'Setting', done: 'Set' }[tense]} ${PART[does]} of ${who}`;
  }
}

/** What changes for whom, the most serious first. */
export function vendorPreview(change: SetVendor, reading: Reading): string {
  const { does, before, after, users, seen, vendor } = change;
  if (users) return 'Whose people they are is asked of Slack: the card follows';
  const room = seen ? roomLines(seen, (after ?? before)?.organisations ?? []) : [];
  const [warnings, says] = [room.filter(isWarning), room.filter((line) => !isWarning(line))];
  if (does === 'add') return after ? [...warnings, ...newLines(after), ...says].join('\n') : '';
  if (!before) return '';
  if (does === 'remove') return goneLines(before).join('\n');
  if (!after) return '';
  if (does === 'invite') return inviteLines(after, vendor).join('\n');
  return [...warnings, ...editLines(does, { before, after }, reading), ...says].join('\n');
}

function isWarning(line: string): boolean {
  return line.startsWith('⚠');
}

function newLines({ label, organisations, channel, parties }: Vendor): string[] {
  const name = inline(label, 60);
  const where = channel ? `in ${channelWords(channel)} and nowhere else` : 'nowhere yet: it has no channel';
  return [
    `People of ${codes(organisations)} gain: they act for ${name}, on what is asked of it alone, ${where}`,
    parties.length > 0
      ? `From now on ${name} is asked for what the matrix gives to: ${names(parties)}`
      : `The matrix gives nothing to ${name} yet: no party of a vendor is free`,
    'They run nothing on our hosts, and no cost can be approved, until that is set',
  ];
}

function goneLines({ label, organisations, parties }: Vendor): string[] {
  const name = inline(label, 60);
  return [
    `People of ${codes(organisations)} lose: they cannot act any more, in any channel`,
    `What the matrix gives to ${names(parties) || 'nobody'} is asked of nobody: somebody of ours has to tell them by hand`,
    `The channel stays as it is: who leaves it is for its people to see to. What ${name} did stays on record`,
  ];
}

function inviteLines({ label, organisations, channel }: Vendor, vendor: string): string[] {
  return [
    `Who comes by it reads all that was and will be written in ${channel ? channelWords(channel) : 'the channel'}, and may write there`,
    `They act for ${inline(label, 60)} only if they are of ${codes(organisations)}; where somebody of another organisation comes in, nobody of theirs acts until that is settled`,
    `An admin of theirs, or of ours, may have to say yes in Slack. ${code(`vendor ${vendor} settings`)} shows whether they came`,
  ];
}

type Both = { before: Vendor; after: Vendor };

function editLines(does: Exclude<VendorDoes, 'add' | 'remove' | 'invite'>, both: Both, reading: Reading): string[] {
  const { before, after } = both;
  const name = inline(after.label, 60);
  switch (does) {
    case 'runs':
      return runLines(after, name);
    case 'output':
      return outputLines(after, name);
    case 'organisations':
      return organisationLines(both, reading);
    case 'channel':
      return [
        `People of ${name} act in ${after.channel ? channelWords(after.channel) : 'no channel'} and nowhere else${before.channel ? `; until now in ${channelWords(before.channel)}` : ''}`,
        ...(before.channel ? ['Nothing can be done any more from the cards that stand in the channel before'] : []),
      ];
    case 'parties':
      return turns(before.parties, after.parties, `${name} is asked for what the matrix gives to`);
    case 'activities':
      return [`Of that, ${name} takes: ${activityWords(before)} → ${activityWords(after)}. The rest is told by hand`];
    case 'contacts':
      return contactLines(after, reading);
    case 'cost limit':
      return [
        `Budget holders may approve, in a calendar month, ${limitWords(before)} → *${limitWords(after)}* of paid work of ${name}`,
      ];
    case 'hours':
    case 'zone':
      return [
        `${supportHours(before)} → *${supportHours(after)}*`,
        `Targets and reminders of ${name} count in these hours`,
      ];
    case 'targets':
      return targetsWords(before, after);
    default:
      return does satisfies never;
  }
}

function runLines({ runs, output, organisations }: Vendor, name: string): string[] {
  if (!runs) return [`People of ${name} run nothing on our hosts any more. What runs now ends by itself`];
  return [
    `⚠ *Risk*: people of another company run commands on our hosts: anybody of ${codes(organisations)} who accepted a request of ours presses Run on it`,
    `Each run still wants the vendor’s cell in the matrix and at least one approval of ours, and passes policy, freezes and locks. They see how it ended${output ? ', and what it printed' : ''}`,
  ];
}

function outputLines({ output, organisations }: Vendor, name: string): string[] {
  if (!output) return [`People of ${name} see of their runs how they ended, and nothing that our hosts print`];
  return [
    `⚠ *Risk*: ${codes(organisations)} reads what our hosts print in runs of theirs, in the shared channel`,
    'Secrets that can be told as such are masked; names, addresses and whatever else stands there are not',
  ];
}

function organisationLines({ before, after }: Both, reading: Reading): string[] {
  const name = inline(after.label, 60);
  const gone = before.contacts.filter(({ who }) => !after.contacts.some((one) => sameActor(one.who, who)));
  const left = gone.map(({ who }) => person(who, reading));
  return [
    ...turns(before.organisations, after.organisations, `these organisations act for ${name}`),
    ...(left.length > 0 ? [`Contacts who are of theirs no more: ${listed(left)}`] : []),
  ];
}

/** `gains: … · loses: …` of a list. */
function turns(before: readonly string[], after: readonly string[], what: string): string[] {
  const come = after.filter((one) => !before.includes(one));
  const gone = before.filter((one) => !after.includes(one));
  return [
    `From now on ${what}: ${names(after) || 'nothing'}`,
    `Gains: ${names(come) || 'nothing'} · loses: ${names(gone) || 'nothing'}`,
  ];
}

function activityWords({ activities }: Vendor): string {
  return activities ? names(activities) : 'all activities';
}

function contactLines(after: Vendor, reading: Reading): string[] {
  const name = inline(after.label, 60);
  if (after.contacts.length === 0) return [`Nobody is written to when ${name} misses a target`];
  const lines = after.contacts.map((contact, at) => `${at + 1}. ${contactLine(contact, after, reading)}`);
  return [`Written to when ${name} misses a target, one after the other:`, ...lines];
}
