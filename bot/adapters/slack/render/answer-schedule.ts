import type { ScheduleRefusal } from '../../../domain/schedule/refusal.ts';
import type { ScheduleTold } from '../../../domain/schedule/told.ts';
import { sayNo } from './answer-refused.ts';
import { context, type Press } from './blocks.ts';
import { oneWithRole, runName } from './labels.ts';
import type { No } from './refusal-words.ts';
import type { Reading } from './rendered.ts';
import type { AnswerOf, Said } from './said.ts';
import { scheduleBody } from './schedule-card.ts';
import { howItStands, repeated, scheduleName, schedulePresses } from './schedule-words.ts';
import { code } from './text.ts';

const LIST: Press = { id: 'scheduled', label: 'What has a time', says: 'scheduled' };

/** What somebody is told of what repeats. */
export function saySchedule(told: ScheduleTold, reading: Reading): Said {
  switch (told.is) {
    case 'schedule-asked':
      return {
        mark: 'accepted',
        first: `⟳ *${repeated(told.sentence)}* · ${scheduleName(told.id)} · its card follows here`,
        schedule: told.id,
        presses: [LIST],
      };
    case 'schedule':
    case 'schedule-acted':
      return sayStory(told, reading);
    case 'schedule-refused': {
      const asked = `${code(told.asked, 200)} · nothing was changed`;
      return sayNo(scheduleRefusalWords(told.refusal), { asked, reason: told.refusal.reason });
    }
    default:
      return told satisfies never;
  }
}

function sayStory(told: AnswerOf<'schedule' | 'schedule-acted'>, reading: Reading): Said {
  const { story } = told;
  const { state } = story;
  const asked = 'last' in state && told.is === 'schedule-acted' && told.act !== 'resume' ? state.last?.run : undefined;
  const left =
    asked === undefined
      ? []
      : [
          context(
            `Its last run, ${runName(asked)}, is another matter: if it waits still, ${code(`cancel ${runName(asked)}`, 40)} takes it back`,
          ),
        ];
  const sign = told.is === 'schedule-acted' ? '✔ ' : '';
  return {
    mark: 'information',
    first: `${sign}*${repeated(state.sentence)}* ${howItStands(state)} · ${scheduleName(story.id)}`,
    body: [...scheduleBody(story, reading), ...left],
    presses: [...schedulePresses(state), LIST],
    schedule: story.id,
  };
}

function scheduleRefusalWords(refusal: ScheduleRefusal): No {
  switch (refusal.reason) {
    case 'no-role':
      return {
        why: `this needs the role of ${oneWithRole(refusal.needed)}, which you do not have`,
        whose: `Ask ${oneWithRole(refusal.needed)} to do it, or an admin for the role`,
        next: { id: 'help', label: 'What you may do', says: 'help' },
      };
    case 'unknown-schedule':
      return { why: 'nothing that repeats has that id', whose: 'The list has what there is', next: LIST };
    case 'not-yours':
      return {
        why: 'it is somebody else’s',
        whose: 'Its owner, an approver or an admin pauses and ends it',
        next: LIST,
      };
    case 'not-now':
      return { why: NOT_NOW[refusal.state], whose: 'There is nothing to be done about that', next: LIST };
    case 'owner-lost':
      return {
        why: 'its owner may not ask for that command any more, and each of its runs is decided on their rights',
        whose: 'End it, and let somebody who may ask for it anew',
        next: LIST,
      };
    case 'already-scheduled': {
      const name = scheduleName(refusal.other);
      return {
        why: `you have that already, as *${name}*`,
        whose: 'Go on with that one, or end it first',
        next: { id: 'show', label: `Show ${name}`, says: `show ${name}` },
      };
    }
    case 'too-many':
      return {
        why:
          refusal.whose === 'own'
            ? `you have ${refusal.most} commands that repeat: nobody has more`
            : `${refusal.most} commands repeat: there are no more at once`,
        whose: 'End one that is not needed, or name more targets in one of them',
        next: LIST,
      };
    default:
      return refusal satisfies never;
  }
}

const NOT_NOW: Record<Extract<ScheduleRefusal, { reason: 'not-now' }>['state'], string> = {
  asked: 'it is being looked at: in a moment',
  refused: 'it was refused and never began',
  active: 'it repeats already',
  paused: 'it rests already',
  ended: 'it has ended, for good',
};
