import type { ModalView } from '@slack/types';
import { sameActor } from '../../../domain/actor.ts';
import type { Answer } from '../../../domain/answer.ts';
import type { Wording } from '../wording.ts';
import { renderAnnouncement, renderElsewhere } from './announcement.ts';
import { renderAnswer } from './answer.ts';
import { renderAnyCard } from './any-card.ts';
import { renderForm } from './form.ts';
import { plain } from './form-inputs.ts';
import { sentenceOf } from './form-sentence.ts';
import { renderHome } from './home.ts';
import type { Reading } from './rendered.ts';

export { renderAnnouncement, renderAnswer, renderAnyCard, renderElsewhere, renderForm, sentenceOf };

/** An answer where a form was. */
export function renderDialog(answer: Answer, reading: Reading): ModalView {
  const { blocks } = renderAnswer(answer, reading);
  return { type: 'modal', callback_id: 'dialog', title: plain('Remit', 24), close: plain('Close', 24), blocks };
}

type HomeOf = Parameters<Wording['home']>;

/** The App Home of one reader. */
export function renderHomeOf(help: HomeOf[0], { lines, requests, reader }: HomeOf[1], reading: Reading) {
  if (help.is !== 'help') return { type: 'home' as const, blocks: renderAnswer(help, reading).blocks };
  const mine = lines.filter(({ by }) => sameActor(by, reader));
  const waiting = help.roles.includes('approver')
    ? lines.filter(({ state, by }) => state.is === 'waiting' && !sameActor(by, reader))
    : [];
  return renderHome({ waiting, mine, requests, entries: help.entries }, reading);
}
