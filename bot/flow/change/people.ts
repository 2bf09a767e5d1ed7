import { holds, type Person } from '../../domain/actor.ts';
import type { Answer } from '../../domain/answer.ts';
import type { Request } from '../../domain/request.ts';
import type { Ledger } from '../../ports/ledger.ts';
import { everybody } from '../everybody.ts';
import { refuseReader } from '../look.ts';
import type { ReadRecords } from '../records.ts';

/** `/ops people`: who has which role, until when. */
export async function listPeople(
  deps: { ledger: Pick<Ledger, 'recent' | 'head'>; records: ReadRecords },
  request: Request,
): Promise<Answer> {
  const refusal = await refuseReader(deps, request, 'people');
  if (refusal) return { is: 'refused', refusal, sentence: 'people' };
  const all = await everybody(deps.ledger);
  const people = all.map((one) => withRoles(one, request.at)).filter(({ grants }) => grants.length > 0);
  return { is: 'people', people: people.sort((a, b) => (a.user < b.user ? -1 : 1)) };
}

function withRoles(person: Person, now: number): Person {
  return { ...person, grants: person.grants.filter((grant) => holds(grant, now)) };
}
