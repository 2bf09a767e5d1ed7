import type { SetupStep } from '../../../domain/vendor/setup.ts';
import type { Vendor } from '../../../domain/vendor/vendor.ts';
import { listed } from './text.ts';
import { codes, names } from './vendor-parts.ts';

/** A step in words: what it is about; where it is not done, what to do, and the sentence that does it. */
export type StepWords = { what: string; how?: string; says?: string };

type Step<S extends SetupStep['step']> = Extract<SetupStep, { step: S }>;

export function stepWords(step: SetupStep, vendor: Vendor): StepWords {
  switch (step.step) {
    case 'slack':
      return { ...SLACK[step.why], says: setting(vendor, 'channel to #…') };
    case 'pending':
      return pendingWords(step, vendor);
    case 'strangers':
      return strangerWords(step, vendor);
    case 'limited':
      return {
        what: `${codes(step.organisations)} may only post there`,
        how: 'It is not certain that such people can press buttons: they can write `accept E-…`, or be given more in the channel’s settings in Slack',
      };
    case 'parties-elsewhere':
      return { what: `of other profiles they are ${names(step.parties)}` };
    default:
      return plainWords(step, vendor);
  }
}

function setting({ name }: Vendor, part: string): string {
  return `vendor set ${name} ${part} because …`;
}

type Plain = Exclude<SetupStep['step'], 'slack' | 'pending' | 'strangers' | 'limited' | 'parties-elsewhere'>;

/** What it is about when it is done, when it is not, and what is set then. */
const PLAIN: Record<Plain, { done: string; not: string; how?: string; part?: string }> = {
  organisations: {
    done: 'their organisation is registered',
    not: 'their organisation',
    part: 'organisations to T…',
  },
  channel: {
    done: 'a channel is bound',
    not: 'a channel',
    how: 'Make one for them alone, and bind it',
    part: 'channel to #…',
  },
  bot: {
    done: 'the bot is in the channel',
    not: 'the bot in the channel',
    how: 'Say `/invite @ops` there',
  },
  connected: {
    done: 'the channel is shared with them',
    not: 'the channel shared with them',
    how: 'Invite one of theirs by their e-mail address',
  },
  parties: {
    done: 'the matrix in force gives them something',
    not: 'what the matrix calls them: no party of the one in force is theirs',
    part: 'parties to "…"',
  },
  contacts: {
    done: 'there is somebody of theirs to write to',
    not: 'somebody of theirs to write to',
    part: 'contacts to @…, @…',
  },
  hours: {
    done: 'their support hours are said',
    not: 'support hours: none are said, so their clocks never rest',
    part: 'hours to 8:00-18:00 mon-fri in Europe/Sofia',
  },
  zone: {
    done: 'the zone of their hours',
    not: 'the zone of their hours: none is said, so they are by UTC',
    part: 'zone to Europe/Sofia',
  },
  limit: {
    done: 'no cost limit is missing',
    not: 'a cost limit: no cost can be approved',
    part: 'cost limit to 5000 EUR a month',
  },
  runs: {
    done: 'their people run nothing on our hosts',
    not: 'their people run what they accepted on our hosts, after an approval of ours',
    part: 'runs to off',
  },
};

function plainWords({ step, is }: Extract<SetupStep, { step: Plain }>, vendor: Vendor): StepWords {
  const { done, not, how, part } = PLAIN[step];
  if (is === 'done') return { what: done };
  const says =
    step === 'connected' ? `vendor invite ${vendor.name} name@their.company because …` : part && setting(vendor, part);
  return { what: not, ...(how && { how }), ...(says && { says }) };
}

function strangerWords({ organisations }: Step<'strangers'>, vendor: Vendor): StepWords {
  return {
    what: `only them in the channel: ${codes(organisations)} is in it, and not of theirs`,
    how: 'Nobody of theirs can act until it is taken out of the channel in Slack; or, if it is theirs, registered',
    says: setting(vendor, `organisations to ${[...vendor.organisations, ...organisations].join(', ')}`),
  };
}

const SLACK: Record<Step<'slack'>['why'], { what: string; how: string }> = {
  absent: {
    what: 'a channel that the bot sees',
    how: 'It is gone, has another id since it was shared or disconnected, or is private: invite the bot, or bind it anew',
  },
  archived: { what: 'a channel that is not archived', how: 'Unarchive it in Slack, or bind another' },
  forbidden: { what: 'a channel that the bot may look at', how: 'An admin of Slack sees to it; or bind another' },
};

function pendingWords({ organisations }: Step<'pending'>, { invited }: Vendor): StepWords {
  const whom = [...(invited ? [invited.address] : []), ...(organisations.length > 0 ? [codes(organisations)] : [])];
  const of = whom.length > 0 ? ` (${listed(whom)})` : '';
  return {
    what: `an answer to the invitation${of}`,
    how: 'They accept it in their Slack, and an admin there, or of ours, may have to approve. After 14 days it lapses: invite again',
  };
}
