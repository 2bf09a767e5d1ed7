import { WebClient } from '@slack/web-api';
import { CHANNELS } from './slack/seed.ts';

const TRY = ['restart nginx on host-4', 'restart nginx on host-7 because "worker leak"', 'help'];

/** The first message of a fresh workspace, pinned: three commands to try, each a button. */
export async function postWelcome(apiUrl: string, token: string): Promise<void> {
  const web = new WebClient(token, { slackApiUrl: apiUrl });
  const { messages = [] } = await web.conversations.history({ channel: CHANNELS.ops, limit: 1 });
  if (messages.length > 0) return;
  const words = '*Welcome.* Remit asks before every action whether it is within your remit. Try one:';
  const posted = await web.chat.postMessage({
    channel: CHANNELS.ops,
    text: 'Welcome. Three commands to try.',
    blocks: [
      { type: 'section', text: { type: 'mrkdwn', text: words } },
      {
        type: 'actions',
        elements: TRY.map((sentence, at) => ({
          type: 'button',
          action_id: `try:${at}`,
          value: sentence,
          text: { type: 'plain_text', text: `/ops ${sentence}` },
        })),
      },
      {
        type: 'context',
        elements: [
          {
            type: 'mrkdwn',
            text: 'host-4 is staging: it runs at once. host-7 is production: switch to `approver` to approve it. Type `/ops` for the form.',
          },
        ],
      },
    ],
  });
  if (posted.ts) await web.pins.add({ channel: CHANNELS.ops, timestamp: posted.ts });
}
