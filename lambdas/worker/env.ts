import * as z from 'zod/mini';
import { aws } from '../aws-env.ts';
import { slack } from '../slack-env.ts';

const LOOPBACK = 'http://127.0.0.1:';

const read = z
  .object({
    REMIT_TABLE: z.string().check(z.minLength(1)),
    REMIT_SOON_URL: z.url(),
    /** The bucket in which agents store what commands print. */
    REMIT_OUTPUTS: z.string().check(z.minLength(3)),
    /** The bucket of the ledger's copies. */
    REMIT_COPIES: z.string().check(z.minLength(3)),
    /** GitHub's REST API, its enterprise server's (`https://github.acme.example/api/v3`), or a stand-in on this machine. */
    REMIT_GITHUB_URL: z._default(
      z.string().check(z.regex(/^(?:https:\/\/[a-z0-9.-]+(?:\/api\/v3)?|http:\/\/127\.0\.0\.1:\d{1,5})$/)),
      'https://api.github.com',
    ),
    /** The name of the secret: `{token}` as JSON. It is read only when the policy names a repository. */
    REMIT_GITHUB_SECRET: z._default(z.string().check(z.minLength(1)), 'remit/github'),
    /** Divides every wait, so that a test of crashes takes minutes. Waits are what keeps a command from running late or twice. */
    REMIT_WAITS_DIVISOR: z._default(z.coerce.number().check(z.int(), z.gte(1), z.lte(20)), 1),
  })
  .check(
    z.refine(
      ({ REMIT_WAITS_DIVISOR }) => REMIT_WAITS_DIVISOR === 1 || slack.slackApiUrl.startsWith(LOOPBACK),
      'REMIT_WAITS_DIVISOR is for a Slack on this machine only',
    ),
  )
  .parse(process.env);

export const env = {
  ...aws,
  ...slack,
  table: read.REMIT_TABLE,
  soonUrl: read.REMIT_SOON_URL,
  outputs: read.REMIT_OUTPUTS,
  copies: read.REMIT_COPIES,
  github: { url: read.REMIT_GITHUB_URL, secret: read.REMIT_GITHUB_SECRET },
  waitsDivisor: read.REMIT_WAITS_DIVISOR,
};
