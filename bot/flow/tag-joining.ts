import { tagsOf } from '../domain/change/add-host.ts';
import type { Discover } from '../ports/discovery.ts';
import type { Unmanaged } from '../ports/inventory.ts';
import type { Joining, Joinings, SetTags } from '../ports/joinings.ts';
import type { Log } from '../ports/log.ts';

export type TagDeps = { joinings: Pick<Joinings, 'list' | 'done'>; setTags: SetTags; log: Log };

type Found = Awaited<ReturnType<Discover>>;

/**
 * Sets the tags of hosts that joined and are not managed yet; what is managed is taken from the list, and never tagged
 * again. Returns how many were tagged, and those that cannot be, with why.
 */
export async function tagJoining(
  { joinings, setTags, log }: TagDeps,
  { targets, unmanaged }: Found,
): Promise<{ tagged: number; failed: Unmanaged[] }> {
  const there = [...targets, ...unmanaged];
  const failed: Unmanaged[] = [];
  let tagged = 0;
  for (const joining of await joinings.list()) {
    const { name, instanceId, change } = joining;
    if (there.some((one) => one.instanceId === instanceId)) {
      await joinings.done(instanceId);
      continue;
    }
    const why = await tag(
      setTags,
      joining,
      there.some((one) => one.name === name),
    );
    log(why === undefined ? 'info' : 'error', 'joined', { instanceId, change, ...(why !== undefined && { why }) });
    if (why === undefined) tagged += 1;
    else failed.push({ instanceId, name, why: `let in by ${change}, but ${why}` });
  }
  return { tagged, failed };
}

async function tag(setTags: SetTags, joining: Joining, doubled: boolean): Promise<string | undefined> {
  if (doubled) return 'another host has its name';
  const said = await setTags(joining.instanceId, tagsOf(joining));
  return said.is === 'tagged' ? undefined : `its tags cannot be set (${said.why})`;
}
