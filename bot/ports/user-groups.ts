import type { Group } from '../domain/group.ts';

/** A group as Slack has it now. `members`: full members of the organisation; `others`: how many guests, apps and strangers are left out. */
export type UserGroup = { handle: string; members: string[]; others: number };

/** Why a group gives nothing: there is none that is enabled, or it has more than `most` members. */
export type UserGroupRefusal = { reason: 'no-group' } | { reason: 'too-large'; count: number; most: number };

/** Slack's user groups. May throw `ChatBusy`: the work is tried again later. */
export type UserGroups = {
  read(group: Group, most: number): Promise<{ ok: true; value: UserGroup } | { ok: false; error: UserGroupRefusal }>;
};
