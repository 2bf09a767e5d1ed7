import type { InviteFailure, VendorRefusal } from '../../../domain/vendor/refusal.ts';
import { requestName } from './escalation-words.ts';
import { person } from './labels.ts';
import type { No } from './refusal-words.ts';
import type { Reading } from './rendered.ts';
import { accountWords } from './rule-words.ts';
import { code, inline, listed } from './text.ts';
import { channelWords } from './vendor-parts.ts';

const VENDORS = { id: 'vendors', label: 'Show the vendors', says: 'vendors' };

/** Says why a vendor's record is not changed. */
export function vendorRecordRefusal(refusal: VendorRefusal, reading: Reading): No {
  switch (refusal.reason) {
    case 'vendor-there':
      return {
        why: `there is a vendor ${code(refusal.vendor, 70)} already`,
        whose: `Change it: \`vendor set ${inline(refusal.vendor, 70)} … to …\``,
        next: settings(refusal.vendor),
      };
    case 'vendor-same':
      return { why: `of ${code(refusal.vendor, 70)} that is so already`, next: settings(refusal.vendor) };
    case 'organisation-ours':
      return {
        why: `${code(refusal.organisation, 30)} is our own organisation: our people would act as the vendor’s`,
        whose: 'Name the workspace of the vendor',
        next: VENDORS,
      };
    case 'organisation-taken':
      return {
        why: `${code(refusal.organisation, 30)} is of the vendor ${code(refusal.by, 70)}: an organisation is of one only`,
        whose: 'Vendors are blind to each other. Take it from that one first, or name another',
        next: settings(refusal.by),
      };
    case 'channel-taken':
      return {
        why: `${channelWords(refusal)} is the channel of ${code(refusal.by, 70)}: a channel is of one vendor only`,
        whose: 'Make a channel of its own, so that neither reads what is asked of the other',
        next: settings(refusal.by),
      };
    case 'party-taken':
      return {
        why: `what the matrix gives to ${inline(refusal.party, 80)} is asked of ${code(refusal.by, 70)}: there would be two to ask`,
        whose: `Take the party from that one, or part their activities: \`vendor set ${inline(refusal.by, 70)} activities to …\``,
        next: settings(refusal.by),
      };
    case 'vendor-too-large':
      return tooLarge(refusal);
    case 'vendor-asked': {
      const [first] = refusal.requests;
      const of = listed(refusal.requests.map((id) => requestName(id)));
      return {
        why: `${code(refusal.vendor, 70)} is still asked for ${of}: nobody of theirs could finish it`,
        whose: 'Have it finished, or withdraw it, then remove the vendor',
        ...(first !== undefined && {
          next: { id: 'show', label: `Show ${requestName(first)}`, says: `show ${requestName(first)}` },
        }),
      };
    }
    case 'no-contact':
      return noContact(refusal, reading);
    case 'no-vendor-channel':
      return {
        why: `${code(refusal.vendor, 70)} has no channel to invite anybody to`,
        whose: `Bind one first: \`vendor set ${inline(refusal.vendor, 70)} channel to #… because …\``,
        next: settings(refusal.vendor),
      };
    case 'not-invited':
      return {
        why: `Slack did not invite ${inline(refusal.address, 120)}: ${NOT_INVITED[refusal.why].why}`,
        whose: NOT_INVITED[refusal.why].whose,
        next: settings(refusal.vendor),
      };
    default:
      return refusal satisfies never;
  }
}

function settings(vendor: string) {
  return { id: 'settings', label: 'Show the settings', says: `vendor ${vendor} settings` };
}

function tooLarge({ size, most, all, vendor }: Extract<VendorRefusal, { reason: 'vendor-too-large' }>): No {
  const what = all ? 'all vendors together' : code(vendor, 70);
  const numbers = `${size.toLocaleString('en')} bytes; at most ${most.toLocaleString('en')}`;
  return {
    why: `the record of ${what} would have ${numbers}`,
    whose: 'Name fewer contacts or activities; `activities to all` takes no room',
    next: all ? VENDORS : settings(vendor),
  };
}

function noContact(refusal: Extract<VendorRefusal, { reason: 'no-contact' }>, reading: Reading): No {
  const who = person({ team: '', user: refusal.user }, reading);
  const next = settings(refusal.vendor);
  switch (refusal.why) {
    case 'unknown':
      return {
        why: `Slack shows nobody by ${who} to the bot`,
        whose: 'Somebody of theirs is known once they are in the shared channel',
        next,
      };
    case 'elsewhere':
      return {
        why: `${who} is neither of ours nor of an organisation of ${code(refusal.vendor, 70)}`,
        whose: `If it is theirs: \`vendor set ${inline(refusal.vendor, 70)} organisations to …\``,
        next,
      };
    case 'flag':
      return { why: `of ${who} Slack says that ${accountWords(refusal.flag ?? '')}`, whose: 'Name a member', next };
    default:
      return refusal.why satisfies never;
  }
}

const SLACK_ADMIN = 'A Slack admin of ours sees to it under Settings → Slack Connect, then propose it again';

/** What Slack answered, and what helps. */
const NOT_INVITED: Record<InviteFailure, { why: string; whose: string }> = {
  'no-right': {
    why: 'the settings of our workspace do not let the bot invite people of other organisations',
    whose: SLACK_ADMIN,
  },
  'no-scope': {
    why: 'the app has no right to (`conversations.connect:write`)',
    whose: 'Install the app anew with the manifest of this version, then propose it again',
  },
  'bad-address': {
    why: 'it knows nobody who can be invited by that address',
    whose: 'Look at the address, and propose it again',
  },
  'in-already': { why: 'they are in the channel already', whose: 'Nothing is left to do' },
  full: {
    why: 'the channel has as many people or organisations as a channel may have',
    whose: 'Make another channel, and bind it',
  },
  'not-paid': { why: 'Slack Connect is part of paid plans only', whose: SLACK_ADMIN },
  'not-host': {
    why: 'another organisation made the channel, and only that one invites',
    whose: 'Ask them to invite, or make a channel of ours and bind it',
  },
  'not-shareable': { why: 'this channel cannot be shared', whose: 'Make another channel, and bind it' },
  'no-channel': {
    why: 'there is no such channel any more',
    whose: 'Bind the channel that there is: `vendor set … channel to #…`',
  },
  'left-out': { why: 'the bot is not in the channel', whose: 'Say `/invite @ops` there, then propose it again' },
  archived: { why: 'the channel is archived', whose: 'Unarchive it, then propose it again' },
};
