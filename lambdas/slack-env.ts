import * as z from 'zod/mini';

/** Slack's own host, or a stand-in on this machine: never a third one. */
const host = (slack: RegExp) => z.string().check(z.regex(slack));

const read = z
  .object({
    /** The name of the secret: `{signingSecret, previousSigningSecret?, botToken}` as JSON. */
    REMIT_SECRETS: z.string().check(z.minLength(1)),
    REMIT_APP_ID: z.string().check(z.regex(/^A[A-Z0-9]+$/)),
    SLACK_API_URL: z._default(
      host(/^(?:https:\/\/slack\.com\/api\/|http:\/\/127\.0\.0\.1:\d{1,5}\/api\/)$/),
      'https://slack.com/api/',
    ),
    REMIT_RESPONSE_URL_BASE: z._default(
      host(/^(?:https:\/\/hooks\.slack\.com|http:\/\/127\.0\.0\.1:\d{1,5})$/),
      'https://hooks.slack.com',
    ),
    REMIT_FILES_URL_BASE: z._default(
      host(/^(?:https:\/\/files\.slack\.com|http:\/\/127\.0\.0\.1:\d{1,5})$/),
      'https://files.slack.com',
    ),
  })
  .parse(process.env);

/** Where Slack is, and where its secrets are kept. */
export const slack = {
  secrets: read.REMIT_SECRETS,
  appId: read.REMIT_APP_ID,
  slackApiUrl: read.SLACK_API_URL,
  responseBase: read.REMIT_RESPONSE_URL_BASE,
  filesBase: read.REMIT_FILES_URL_BASE,
};
