/** What somebody chose in a `file_input`: the page names files by id, Slack tells the bot what they are. */
import type { Slack } from '../context.ts';
import type { Values } from '../deliver/payloads.ts';
import { uploadedBy } from '../files.ts';
import { type Outcome, refused } from '../outcome.ts';
import { asSlackFile } from '../slack-file.ts';
import type { Account } from '../wire.ts';

/** The values with their files as Slack gives them. From now on the bot may read these files. */
export function withFiles(slack: Slack, me: Account, values: Values): Outcome<{ values: Values }> {
  const told: Values = {};
  for (const [blockId, elements] of Object.entries(values)) {
    for (const [actionId, state] of Object.entries(elements)) {
      const handed = handOver(slack, me, state);
      if (!handed) return refused('file_not_found');
      told[blockId] = { ...told[blockId], [actionId]: handed };
    }
  }
  return { ok: true, values: told };
}

function handOver(slack: Slack, me: Account, state: unknown): unknown {
  const { type, files } = state as { type?: string; files?: string[] | null };
  if (type !== 'file_input') return state;
  const own = uploadedBy(slack, me.id, files ?? []);
  for (const file of own ?? []) slack.workspace.record({ kind: 'file', file: { ...file, handedOver: true } });
  return own && { type, files: own.map((file) => asSlackFile(slack, file)) };
}
