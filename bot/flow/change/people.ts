import { holds, type Person } from '../../domain/actor.ts';
import type { Answer } from '../../domain/answer.ts';
import { ownId } from '../../domain/change/role.ts';
import type { Request } from '../../domain/request.ts';
import type { Ledger } from '../../ports/ledger.ts';
import { everybodyNow } from '../everybody.ts';
import { refuseReader } from '../look.ts';
import type { ReadRecords } from '../records.ts';

/** `/ops people`: who has which role, until when. */
export async function listPeople(
  deps: { ledger: Pick<Ledger, 'recent' | 'head'>; records: ReadRecords },
  request: Request,
): Promise<Answer> {
  const refusal = await refuseReader(deps, request, 'people');
  if (refusal) return { is: 'refused', refusal, sentence: 'people' };
  const all = (await everybodyNow(deps.ledger, request.at)).map((one) => withRoles(one, request.at));
  const linked = all.filter((one) => one.id !== ownId(one));
  const people = [...all, ...accountsNamed(linked, all)].filter(
    ({ id, grants }) => grants.length > 0 || linked.some((one) => one.id === id),
  );
  return { is: 'people', people: people.sort((a, b) => (a.user < b.user ? -1 : 1)) };
}

function withRoles(person: Person, now: number): Person {
  return { ...person, grants: person.grants.filter((grant) => holds(grant, now)) };
}

/** Accounts that others are linked to and that never had a role of their own: they are on no record but as that name. */
function accountsNamed(linked: readonly Person[], all: readonly Person[]): Person[] {
  const ids = [...new Set(linked.map(({ id }) => id))].filter((id) => !all.some((one) => ownId(one) === id));
  return ids.flatMap((id) => {
    const [team, user] = id.split('/');
    return team && user ? [{ team, user, id, grants: [] }] : [];
  });
}
