import type { JoiningHost } from '../domain/change/add-host.ts';
import type { Instant } from '../domain/instant.ts';

/** A host that a confirmed change lets join, and whose tags are not set yet. */
export type Joining = JoiningHost & { change: string; at: Instant };

/** Hosts that wait for their tags. Each waits once: what is tagged is taken from the list, and tags that go later stay gone. */
export type Joinings = {
  /** Once for each instance: a second record of it changes nothing. */
  record(joining: Joining): Promise<void>;
  /** By the id of the instance. */
  list(): Promise<Joining[]>;
  done(instanceId: string): Promise<void>;
};

/** What a cloud said to tags: `no` in its own short word. */
export type Tagged = { is: 'tagged' } | { is: 'no'; why: string };

/** Sets the tags of an instance that is not managed yet. Throws what no other answer of the cloud explains. */
export type SetTags = (instanceId: string, tags: Record<string, string>) => Promise<Tagged>;
