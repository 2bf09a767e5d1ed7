import type { NotFollowed, VendorMoved } from '../../../domain/channel/news.ts';
import { context, type Press, sections } from './blocks.ts';
import { requestName } from './escalation-words.ts';
import { incidentName } from './incident-words.ts';
import { inviteStepWords } from './invite-step-words.ts';
import type { Reading } from './rendered.ts';
import type { AnswerOf, Said } from './said.ts';
import { code, counted, inline, listed } from './text.ts';
import { channelWords, codes } from './vendor-parts.ts';

type Answer = AnswerOf<'channel-news'>;
type News<Is extends Answer['news']['is']> = Extract<Answer['news'], { is: Is }>;
type Came<Is extends Answer['came']['is']> = Extract<Answer['came'], { is: Is }>;

/** What became of a channel that is on record, and what there is to do. */
export function sayChannelNews({ news, came }: Answer, reading: Reading): Said {
  if (came.is === 'moved' && news.is === 'moved') return sayMoved(news, came);
  if (came.is === 'unshared' && news.is === 'unshared') return sayUnshared(news, came);
  if (came.is === 'invitation' && news.is === 'invitation') return sayInvitation(news, came, reading);
  return { mark: 'information', first: `Slack says something of ${channelWords(news)} that is on no record` };
}

function sayMoved({ channel, to }: News<'moved'>, { vendor, incidents, policy }: Came<'moved'>): Said {
  const ids = `${code(channel, 30)} → ${code(to, 30)}`;
  const body = [
    ...(vendor ? vendorLines(vendor, to) : []),
    ...(incidents.length > 0 ? [`${listed(incidents.map(incidentName))} goes on there`] : []),
    ...(policy
      ? [
          `✋ The policy’s alarms name the old id, and open incidents nowhere. Take it as a file, put the new id in, and import it: ${code('policy export', 60)}`,
        ]
      : []),
  ];
  return {
    mark: 'information',
    first: `🔀 *${channelWords({ channel: to })} has another id*, since it is being shared: ${ids}`,
    body: [...sections(body), context('What it was called and what stands in it is as it was')],
    presses: vendor ? settings(vendor.name) : [],
  };
}

function vendorLines({ name, requests, not }: VendorMoved, to: string): string[] {
  if (not === undefined) {
    return [
      `✔ The record of *${inline(name, 60)}* follows, and so do its cards: ${counted(requests.length, 'open request')}`,
    ];
  }
  const says = `vendor set ${name} channel to #${to} because "it is shared"`;
  return [
    `✋ The record of *${inline(name, 60)}* does *not* follow: ${NOT[not]}. Until it is bound anew nobody of theirs can act, on ${counted(requests.length, 'open request')}`,
    `When that is settled: ${code(says, 200)}`,
  ];
}

const NOT: Record<NotFollowed, string> = {
  archived: 'the channel is archived',
  'left-out': 'the bot is not in it: say `/invite @ops` there',
  absent: 'Slack does not show it to the bot: say `/invite @ops` there',
  forbidden: 'the bot may not look at it',
  strangers: 'somebody of a third organisation is in it, or is invited',
  taken: 'it is another vendor’s channel',
};

/** Requests that are named; of more, how many. */
const NAMED = 10;

function sayUnshared({ channel, organisation }: News<'unshared'>, { vendor, requests, still }: Came<'unshared'>): Said {
  const named = requests.slice(0, NAMED).map(requestName);
  const more = requests.length > NAMED ? ` and ${requests.length - NAMED} more` : '';
  const open =
    requests.length === 0
      ? 'Nothing is asked of them at the moment.'
      : `*${counted(requests.length, 'request')} open with them*: ${named.join(', ')}${more}. Nothing of it is lost: it is said to them when the channel is shared again, and their clocks go on.`;
  const left =
    still.length > 0
      ? `${codes(still)} of theirs is still in it, and can act.`
      : `Nobody of theirs can act. Invite them again, or bind another channel: ${code(`vendor invite ${vendor} name@their.company because …`, 120)} · ${code(`vendor set ${vendor} channel to #… because …`, 120)}`;
  return {
    mark: 'information',
    first: `✂ *${inline(vendor, 60)}* is cut off from ${channelWords({ channel })}: ${code(organisation, 30)} is not in it any more`,
    body: [
      ...sections([open, left]),
      ...(requests.length > 0
        ? [context('What cannot wait is withdrawn, and done otherwise: `withdraw E-… because …`')]
        : []),
    ],
    presses: [...settings(vendor), { id: 'requests', label: 'Open requests', says: 'requests' }],
  };
}

function sayInvitation(
  { channel, at, ...step }: News<'invitation'>,
  { vendor }: Came<'invitation'>,
  reading: Reading,
): Said {
  const { step: is, address } = step;
  const whom = address === undefined ? '' : ` of ${inline(address, 120)}`;
  return {
    mark: 'information',
    first: `✉ The invitation${whom} to ${channelWords({ channel })} was *${inviteStepWords({ ...step, is, at }, reading)}*`,
    body: sections([
      is === 'declined'
        ? `Invite somebody else of theirs: ${code(`vendor invite ${vendor} name@their.company because …`, 120)}`
        : 'What is still missing is in the settings',
    ]),
    presses: settings(vendor),
  };
}

function settings(vendor: string): Press[] {
  return [{ id: 'settings', label: 'Settings', says: `vendor ${vendor} settings` }];
}
