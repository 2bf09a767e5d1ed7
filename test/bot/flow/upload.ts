import type { FakeUpload } from '../../fakes/files.ts';
import { PEOPLE, type Who } from './people.ts';
import type { World } from './world.ts';

/** Somebody puts a file into Slack, where the bot sees it. */
export function upload(
  world: World,
  { who = 'admin', id, bytes, is = 'shared' }: { who?: Who; id: string; bytes: Uint8Array; is?: FakeUpload['is'] },
): void {
  const { team, user } = PEOPLE[who];
  world.files.uploads.set(id, { id, team, user, name: 'cells.csv', type: 'text/csv', bytes, is });
}
