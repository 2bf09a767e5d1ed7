import { type GroupChange, groupChangeOf } from '../../domain/change/group-role.ts';
import type { GroupRoles } from '../../domain/group.ts';
import type { GroupSentence } from '../../domain/language/change-sentence.ts';
import { endOf } from '../../domain/language/term.ts';
import type { Request } from '../../domain/request.ts';
import { ok } from '../../domain/result.ts';
import { stateOf } from '../decode.ts';
import { groupStream } from '../records.ts';
import type { Look, ProposeDeps } from './propose.ts';

/** `grant … to @group` and `revoke … from @group`. Who is in the group is asked of Slack by the worker. */
export function lookAtGroup({ ledger }: ProposeDeps, { at, installedTeam }: Request, sentence: GroupSentence): Look {
  const { role } = sentence;
  const group = { team: installedTeam, group: sentence.group };
  const until = sentence.is === 'grant-group' ? endOf(sentence, at) : undefined;
  const blank: GroupChange =
    sentence.is === 'grant-group'
      ? { kind: 'grant-group', group, role, ...(until !== undefined && { until }) }
      : { kind: 'revoke-group', group, role };
  return {
    blank,
    async look() {
      const head = await ledger.head(groupStream(group));
      const base = head?.seq ?? -1;
      const change = groupChangeOf(blank, { roles: head && stateOf<GroupRoles>(head), now: at });
      if (!change.ok) return ok({ change: blank, base, refusal: change.error });
      const reads = change.value.kind === 'grant-group' ? { file: group.group } : {};
      return ok({ change: change.value, base, ...reads });
    },
  };
}
