import type { Slack } from '../context.ts';
import { refused } from '../outcome.ts';
import type { UserGroup } from '../wire.ts';
import { text } from './arguments.ts';
import type { Methods } from './method.ts';

/** User groups, which are the organisation's own: nobody else's are shown to the bot. */
export const usergroups: Methods = {
  'usergroups.list': (slack) => ({ ok: true, usergroups: groupsOf(slack).map(asGroup) }),

  'usergroups.users.list': (slack, args) => {
    const group = groupsOf(slack).find(({ id }) => id === text(args, 'usergroup'));
    return group ? { ok: true, users: group.members } : refused('no_such_subteam');
  },
};

function groupsOf({ workspace, installedTeam }: Slack): UserGroup[] {
  return workspace.seed.userGroups.filter(({ team }) => team === installedTeam);
}

function asGroup({ id, team, handle, name, members }: UserGroup): Record<string, unknown> {
  return {
    ...{ id, team_id: team, is_usergroup: true, is_subteam: true, name, description: '', handle },
    ...{
      is_external: false,
      date_create: 0,
      date_update: 0,
      date_delete: 0,
      auto_type: null,
      user_count: members.length,
    },
  };
}
