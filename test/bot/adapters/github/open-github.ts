import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createGithub } from '../../../../bot/adapters/github/client.ts';
import { createTracker } from '../../../../bot/adapters/github/tracker.ts';
import { startGithub } from '../../../../local/github/start.ts';

/** The adapter over the local GitHub, on a folder of its own. */
export async function openGithub({ timeoutMs = 5_000 }: { timeoutMs?: number } = {}) {
  const home = await mkdtemp(join(tmpdir(), 'remit-github-'));
  const repositories = ['acme/operations'];
  const github = await startGithub({ home, token: 'tok', repositories, members: ['octo-owner'] });
  const trackerWith = (token: string, now: () => number = Date.now) =>
    createTracker({ github: createGithub({ url: github.url, token: async () => token, timeoutMs }), now });
  return {
    ...github,
    tracker: trackerWith('tok'),
    trackerWith,
    async close() {
      await github.close();
      await rm(home, { recursive: true });
    },
  };
}
