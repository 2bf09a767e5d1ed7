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
  answer: async (answer) => message(answer.is === 'failed' ? `failed ${answer.id}` : answer.is),
  card: async (story, { channelIsShared }) => ({
    ...message(`card ${story.id}${channelIsShared ? ' outward' : ''}`),
    metadata: {
      event_type: 'remit_run',
      event_payload: { stream: `run#${story.id}`, effect: 'card', seq: story.seq, outcome: 'asked' },
    },
  }),
  update: async ({ outside }, { channelIsShared }) =>
    message(`update ${outside.id}${channelIsShared ? ' outward' : ''}`),
  announcement: async (story) => message(`<@${story.by.user}> ${story.id} is over`),
  wrongFields: async () => undefined,
  nudge: async (story, why) => message(`${why} ${story.id}`),
  form: async (form) => modal('form', form.gap?.command ?? 'all'),
  dialog: async (answer) => modal(answer.is),
  home: async (answer): Promise<HomeView> => ({ type: 'home', callback_id: answer.is, blocks: [] }),
  previewed: 'previewed',
  commandChoice: 'command-choice',
  sentenceOf: async ({ private_metadata, values }) => `${private_metadata} ${Object.keys(values).join(' ')}`,
  toldVendor: async ({ is, seq }) => message(`told vendor ${is} ${seq}`),
  elsewhere: async (story) => message(`elsewhere ${story.id}`),
};
