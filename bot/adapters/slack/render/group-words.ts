import type { GroupChange, SeenGroup } from '../../../domain/change/group-role.ts';
import type { ChangeRefusal } from '../../../domain/change/refusal.ts';
import type { Group } from '../../../domain/group.ts';
import { held, oneWithRole, person, roleWords } from './labels.ts';
import type { No } from './refusal-words.ts';
import type { Reading, Tense } from './rendered.ts';
import { inline, listed } from './text.ts';
import { when } from './when.ts';

/** A user group by the handle that it had, as plain text: a mention would call all its members. */
export function groupWords({ group }: Group, handle: string | undefined): string {
  return handle === undefined ? `the user group ${inline(group, 30)}` : `@${inline(handle, 60)}`;
}

/** `Grant operator to everybody in @platform-team until …`. */
export function groupChangeWords(change: GroupChange, tense: Tense, { now }: Reading): string {
  const { group, handle, role } = change;
  const all = `everybody in ${groupWords(group, handle)}`;
  if (change.kind === 'revoke-group')
    return `${{ ask: 'Revoke', doing: 'Revoking', done: 'Revoked' }[tense]} ${roleWords(role)} from ${all}`;
  const until = change.until === undefined ? '' : ` until ${when(change.until, now)}`;
  return `${{ ask: 'Grant', doing: 'Granting', done: 'Granted' }[tense]} ${roleWords(role)} to ${all}${until}`;
}

export function groupPreview(change: GroupChange, reading: Reading): string {
  const { group, handle, role, had } = change;
  const name = groupWords(group, handle);
  if (change.kind === 'revoke-group') {
    return `${name} gains: nothing · loses: the role of ${oneWithRole(role)}${held(had, reading)}. Roles of the people’s own stay`;
  }
  if (!change.seen) return 'Who is in it is shown when Slack was asked';
  const gains = `${name} gains: the role of ${oneWithRole(role)} · loses: nothing`;
  return [gains, membersLine(group.team, change.seen, reading), LATER].join('\n');
}

const LATER = 'Whoever joins the group in Slack gets the role, and whoever leaves it loses it, within some minutes';

function membersLine(team: string, { members, others }: SeenGroup, reading: Reading): string {
  const now = listed(members.map(({ user }) => person({ team, user }, reading))) || 'nobody';
  const without = others === 0 ? '' : ` · left out, as guests, apps or closed accounts: ${others}`;
  return `In it now: ${now}${without}`;
}

type GroupRefusal = Extract<ChangeRefusal, { group: Group }>;

export function groupRefusalWords(refusal: GroupRefusal, { now }: Reading): No {
  const next = { id: 'people', label: 'Who has which role', says: 'people' };
  switch (refusal.reason) {
    case 'group-already-has': {
      const end = refusal.until === undefined ? 'until it is revoked' : `until ${when(refusal.until, now)}`;
      return { why: `the group has the role of ${oneWithRole(refusal.role)} already, ${end}`, next };
    }
    case 'group-has-not':
      return { why: `the group does not have the role of ${oneWithRole(refusal.role)}`, next };
    case 'group':
      return refusal.why.reason === 'no-group'
        ? { why: 'Slack has no such user group that is enabled in your organisation', next }
        : {
            why: `the group has ${refusal.why.count} members; at most ${refusal.why.most} get a role by one`,
            whose: 'Name a smaller group, or the people',
            next,
          };
    default:
      return refusal satisfies never;
  }
}
