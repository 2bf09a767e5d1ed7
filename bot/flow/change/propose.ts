import { type Person, rolesOf } from '../../domain/actor.ts';
import type { Answer } from '../../domain/answer.ts';
import { type Change, confirmsWanted } from '../../domain/change/change.ts';
import type { Beginning } from '../../domain/change/event.ts';
import { changeOf, ownId, refuseLastAdmin, takesAnAdmin } from '../../domain/change/propose.ts';
import type { ChangeRefusal } from '../../domain/change/refusal.ts';
import { HOUR } from '../../domain/instant.ts';
import type { Sentence } from '../../domain/language/sentence.ts';
import { endOf } from '../../domain/language/term.ts';
import { writeSentence } from '../../domain/language/write-sentence.ts';
import type { Reply, Request } from '../../domain/request.ts';
import type { Ledger } from '../../ports/ledger.ts';
import { stateOf } from '../decode.ts';
import { everybody } from '../everybody.ts';
import { underFreeName } from '../free-name.ts';
import { personStream, type ReadRecords } from '../records.ts';
import { refusedOften } from '../refused-often.ts';
import { beginChange } from './append-change.ts';

type Deps = { ledger: Pick<Ledger, 'head' | 'recent' | 'append'>; records: ReadRecords };
type RoleSentence = Extract<Sentence, { is: 'grant' | 'revoke' }>;

/** A second admin has this long; then whoever still wants the change asks again. */
const WINDOW = 24 * HOUR;

/**
 * Puts a proposed change on record, with what it was previewed upon. Nothing is changed here: the function that strangers
 * reach has no right to.
 */
export async function propose(deps: Deps, request: Request, sentence: RoleSentence): Promise<Reply> {
  const { person: by } = await deps.records(request.actor);
  const looked = await look(deps, request, { sentence, by });
  const { change, refusal } = looked;
  if (refusal && (await refusedOften(deps.ledger, request.actor, request.at, 'change'))) {
    return { is: 'change-refused', change, refusal };
  }
  const { actor, at } = request;
  const step = beginning(request, { ...looked, by, sentence });
  const id = await underFreeName(request.source, (id) => beginChange(deps.ledger, { id, step, by: actor, at }));
  if (request.mention) return { is: 'later' };
  if (refusal) return { is: 'change-refused', id, change, refusal };
  return { is: 'proposed', id, change, wants: confirmsWanted(change) } satisfies Answer;
}

type Looked = { change: Change; base: number; refusal?: ChangeRefusal };

/** Who is no admin hears nothing of what others have. */
async function look(
  { ledger }: Deps,
  { at, installedTeam }: Request,
  { sentence, by }: { sentence: RoleSentence; by: Person | undefined },
): Promise<Looked> {
  const { is: kind, role, user } = sentence;
  const whom = { team: installedTeam, user };
  const until = sentence.is === 'grant' ? endOf(sentence, at) : undefined;
  const wanted = { kind, whom, role, ...(until !== undefined && { until }) };
  const blank: Change = { ...wanted, person: ownId(whom) };
  if (!rolesOf(by, at).includes('admin')) return { change: blank, base: -1, refusal: { reason: 'no-role' } };
  const head = await ledger.head(personStream(whom));
  const base = head?.seq ?? -1;
  const change = changeOf(wanted, { person: head && stateOf<Person>(head), now: at });
  if (!change.ok) return { change: blank, base, refusal: change.error };
  const last = takesAnAdmin(change.value) && refuseLastAdmin(change.value, await everybody(ledger));
  return { change: change.value, base, ...(last && { refusal: last }) };
}

type Asked = Looked & { by: Person | undefined; sentence: RoleSentence };

function beginning(request: Request, { change, base, refusal, by, sentence }: Asked): Beginning {
  const { source, text, place, actor, at } = request;
  const data = {
    source,
    typed: text,
    sentence: writeSentence(sentence),
    place,
    proposer: by?.id ?? ownId(actor),
    change,
    because: sentence.because,
    base,
    expiresAt: at + WINDOW,
  };
  return refusal ? { type: 'refused', data: { ...data, refusal } } : { type: 'proposed', data };
}
