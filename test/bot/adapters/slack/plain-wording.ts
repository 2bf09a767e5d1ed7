import type { HomeView, ModalView } from '@slack/types';
import type { Wording } from '../../../../bot/adapters/slack/wording.ts';

const message = (text: string) => ({
  text,
  blocks: [{ type: 'section' as const, text: { type: 'plain_text' as const, text } }],
  metadata: { event_type: 'remit_answer', event_payload: { outcome: 'information' } },
});

const modal = (title: string, private_metadata = ''): ModalView => ({
  type: 'modal',
  callback_id: 'form',
  title: { type: 'plain_text', text: title },
  blocks: [],
  private_metadata,
});

/** Words short enough to compare: what is said, by kind, with no decoration. */
export const plainWording: Wording = {
  answer: (answer) => message(answer.is === 'failed' ? `failed ${answer.id}` : answer.is),
  card: (story, { channelIsShared }) => ({
    ...message(`card ${story.id}${channelIsShared ? ' outward' : ''}`),
    metadata: {
      event_type: 'remit_run',
      event_payload: { stream: `run#${story.id}`, effect: 'card', seq: story.seq, outcome: 'asked' },
    },
  }),
  announcement: (story) => message(`<@${story.by.user}> ${story.id} is over`),
  form: (form) => modal('form', form.gap?.command ?? 'all'),
  dialog: (answer) => modal(answer.is),
  home: (answer): HomeView => ({ type: 'home', callback_id: answer.is, blocks: [] }),
  commandChoice: 'command-choice',
  sentenceOf: ({ private_metadata, values }) => `${private_metadata} ${Object.keys(values).join(' ')}`,
  elsewhere: (story) => message(`elsewhere ${story.id}`),
};
