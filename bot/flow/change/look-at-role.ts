import type { Person } from '../../domain/actor.ts';
import { ownId, type RoleChange, refuseLastAdmin, roleChangeOf, takesAnAdmin } from '../../domain/change/role.ts';
import type { RoleSentence } from '../../domain/language/change-sentence.ts';
import { endOf } from '../../domain/language/term.ts';
import type { Request } from '../../domain/request.ts';
import { ok } from '../../domain/result.ts';
import { stateOf } from '../decode.ts';
import { everybody } from '../everybody.ts';
import { personStream } from '../records.ts';
import type { Look, ProposeDeps } from './propose.ts';

/** `grant …` and `revoke …`. */
export function lookAtRole({ ledger }: ProposeDeps, { at, installedTeam }: Request, sentence: RoleSentence): Look {
  const { is: kind, role, user } = sentence;
  const whom = { team: installedTeam, user };
  const until = sentence.is === 'grant' ? endOf(sentence, at) : undefined;
  const wanted = { kind, whom, role, ...(until !== undefined && { until }) };
  const blank: RoleChange = { ...wanted, person: ownId(whom) };
  return {
    blank,
    async look() {
      const head = await ledger.head(personStream(whom));
      const base = head?.seq ?? -1;
      const change = roleChangeOf(wanted, { person: head && stateOf<Person>(head), now: at });
      if (!change.ok) return ok({ change: blank, base, refusal: change.error });
      const last = takesAnAdmin(change.value) && refuseLastAdmin(change.value, await everybody(ledger));
      return ok({ change: change.value, base, ...(last && { refusal: last }) });
    },
  };
}
