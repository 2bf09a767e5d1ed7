import type { ModalView } from '@slack/types';
import { sameActor } from '../../../domain/actor.ts';
import type { Answer } from '../../../domain/answer.ts';
import type { CommandDefinition } from '../../../domain/command.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { Wording } from '../wording.ts';
import { renderAnnouncement, renderElsewhere } from './announcement.ts';
import { renderAnswer } from './answer.ts';
import { renderAnyCard } from './any-card.ts';
import { FORM_COMMAND, renderForm } from './form.ts';
import { plain } from './form-inputs.ts';
import { sentenceOf } from './form-sentence.ts';
import { renderHome } from './home.ts';
import type { Reading } from './rendered.ts';

/** Everything that Remit says in Slack, with these commands and by this clock. */
export function createWording({ commands, now }: { commands: readonly CommandDefinition[]; now: Clock }): Wording {
  const reading = (): Reading => ({ now: now(), definitions: commands });
  return {
    answer: (answer) => renderAnswer(answer, reading()),
    card: (story, audience) => renderAnyCard(story, { ...reading(), ...audience }),
    announcement: (story, audience) => renderAnnouncement(story, { ...reading(), ...audience }),
    elsewhere: (story) => renderElsewhere(story, reading()),
    form: renderForm,
    dialog: (answer) => dialog(answer, reading()),
    home: (help, { lines, reader }) => {
      if (help.is !== 'help') return { type: 'home', blocks: renderAnswer(help, reading()).blocks };
      const mine = lines.filter(({ by }) => sameActor(by, reader));
      const waiting = help.roles.includes('approver')
        ? lines.filter(({ state, by }) => state.is === 'waiting' && !sameActor(by, reader))
        : [];
      return renderHome({ waiting, mine, entries: help.entries }, reading());
    },
    commandChoice: FORM_COMMAND,
    sentenceOf: (view) => sentenceOf(view, commands),
  };
}

/** An answer where a form was. */
function dialog(answer: Answer, reading: Reading): ModalView {
  const { blocks } = renderAnswer(answer, reading);
  return { type: 'modal', callback_id: 'dialog', title: plain('Remit', 24), close: plain('Close', 24), blocks };
}
