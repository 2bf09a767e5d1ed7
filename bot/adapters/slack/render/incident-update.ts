import type { UpdateTold } from '../../../domain/incident/update.ts';
import { actions, context, section } from './blocks.ts';
import { INCIDENT_LOOK, incidentName, SEVERITY_WORDS } from './incident-words.ts';
import { person } from './labels.ts';
import { answerMetadata, type Reading, type Rendered } from './rendered.ts';
import type { AnswerOf, Said } from './said.ts';
import { inline, mentioned } from './text.ts';
import { whenWithUtc } from './when.ts';

/** Characters of an update: all of it. */
const TEXT = 1_500;

/** An update in a channel. Where others read along it says what of it is theirs to know, and offers nothing. */
export function renderUpdate(told: UpdateTold, reading: Reading & { channel: string }): Rendered {
  return reading.channelIsShared ? toOthers(told, reading) : toUs(told, reading);
}

function toOthers({ outside }: UpdateTold, { now }: Reading): Rendered {
  const { id, drill, severity, is, since, text, nextAt } = outside;
  const first = `${INCIDENT_LOOK[is].sign} ${drill ? '*DRILL* · ' : ''}*${SEVERITY_WORDS[severity]} incident* · ${INCIDENT_LOOK[is].words} · ${incidentName(id)}`;
  const clocks = [`Since ${whenWithUtc(since, now)}`, ...(nextAt === undefined ? [] : [next(nextAt, now)])];
  return message(first, { id, text, clocks });
}

function toUs({ outside, title, by, room, text }: UpdateTold, reading: Reading & { channel: string }): Rendered {
  const { id, drill, severity, is, since, nextAt } = outside;
  const { now } = reading;
  const first = `${INCIDENT_LOOK[is].sign} ${drill ? '*DRILL* · ' : ''}*${SEVERITY_WORDS[severity]}: ${inline(title, 130)}* · ${INCIDENT_LOOK[is].words} · ${incidentName(id)}`;
  const own = room === reading.channel;
  const where = room === undefined || own ? '' : ` · people work on it in <#${room.replace(/[^A-Z0-9]/g, '')}>`;
  const clocks = [
    text === undefined ? `This channel follows it${where}` : `${person(by, reading)}${where}`,
    `since ${whenWithUtc(since, now)}`,
    ...(nextAt === undefined ? [] : [next(nextAt, now)]),
  ];
  const { blocks, ...rest } = message(first, { id, text, clocks });
  const presses = [
    { id: 'show', label: 'Show', says: `incident ${incidentName(id)}` },
    // The incident's own channel hears all of it in any case.
    ...(own ? [] : [{ id: 'unfollow', label: 'Unfollow', says: `unfollow ${incidentName(id)}` }]),
  ];
  return { ...rest, blocks: [...blocks, ...actions(presses)] };
}

function next(at: number, now: number): string {
  return `next update ${whenWithUtc(at, now)}`;
}

function message(first: string, ask: { id: string; text: string | undefined; clocks: string[] }): Rendered {
  const said = ask.text === undefined ? '' : mentioned(inline(ask.text, TEXT));
  return {
    text: `${first.replace(/\*([^*]+)\*/g, '$1')}${said === '' ? '' : `: ${said}`}`,
    blocks: [section(first), ...(said === '' ? [] : [section(said)]), context(ask.clocks.join(' · '))],
    metadata: answerMetadata('information', `incident#${ask.id}`),
  };
}

/** What Slack's codes mean, for whoever reads that a channel is dropped. */
const GONE: Readonly<Record<string, string>> = {
  not_in_channel: 'Remit is not in it',
  channel_not_found: 'Remit does not see it',
  is_archived: 'it is archived',
};

export function sayFollowerLost({ id, channel, why }: AnswerOf<'follower-lost'>): Said {
  return {
    mark: 'information',
    first: `📪 <#${channel.replace(/[^A-Z0-9]/g, '')}> hears no updates of ${incidentName(id)} any more: ${GONE[why] ?? inline(why.replaceAll('_', ' '), 60)}`,
    body: [context(`Once Remit can post there again: \`follow ${incidentName(id)}\`, typed in that channel.`)],
    presses: [],
  };
}
