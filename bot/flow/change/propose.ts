import { type Person, rolesOf } from '../../domain/actor.ts';
import type { Answer } from '../../domain/answer.ts';
import { refuseCell } from '../../domain/change/activities.ts';
import { type Change, confirmsWanted } from '../../domain/change/change.ts';
import type { Beginning } from '../../domain/change/event.ts';
import type { ChangeRefusal } from '../../domain/change/refusal.ts';
import { ownId } from '../../domain/change/role.ts';
import type { ShippedCommand } from '../../domain/command.ts';
import { HOUR } from '../../domain/instant.ts';
import type { ProposalSentence } from '../../domain/language/change-sentence.ts';
import { writeSentence } from '../../domain/language/write-sentence.ts';
import type { Matrix } from '../../domain/matrix/matrix.ts';
import type { Reply, Request } from '../../domain/request.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { Inventory } from '../../ports/inventory.ts';
import type { Ledger } from '../../ports/ledger.ts';
import { underFreeName } from '../free-name.ts';
import type { ReadRecords } from '../records.ts';
import { refusedOften } from '../refused-often.ts';
import { beginChange } from './append-change.ts';
import { lookAtCells } from './look-at-cells.ts';
import { lookAtGroup } from './look-at-group.ts';
import { lookAtHost } from './look-at-host.ts';
import { lookAtImport } from './look-at-import.ts';
import { lookAtLink } from './look-at-link.ts';
import { lookAtPolicy } from './look-at-policy.ts';
import { lookAtPolicyImport } from './look-at-policy-import.ts';
import { lookAtProfile } from './look-at-profile.ts';
import { lookAtRole } from './look-at-role.ts';
import { lookAtVendor } from './look-at-vendor.ts';

export type ProposeDeps = {
  ledger: Pick<Ledger, 'head' | 'recent' | 'append'>;
  records: ReadRecords;
  inventory: Pick<Inventory, 'list'>;
  commands: readonly ShippedCommand[];
};

/** A second admin has this long; then whoever still wants the change asks again. */
const WINDOW = 24 * HOUR;

/**
 * What a proposal would change, by the records as they are. `base` is the last event of the stream that it changes; `file`
 * is what the worker has to read before there is a preview.
 */
export type Looked = { change: Change; base: number; file?: string; refusal?: ChangeRefusal };

/** How a proposal is looked at: `blank` by its words alone, `look` by the records; an answer means that it was misread. */
export type Look = { blank: Change; look(): Promise<Result<Looked, Answer>> };

/**
 * Puts a proposed change on record, with what it was previewed upon. Nothing is changed here: the function that strangers
 * reach has no right to.
 */
export async function propose(deps: ProposeDeps, request: Request, sentence: ProposalSentence): Promise<Reply> {
  const { person: by, matrix } = await deps.records(request.actor);
  const read = await look(lookAt(deps, request, sentence), { by, matrix, request });
  if (!read.ok) return read.error;
  const { change, file, refusal } = read.value;
  if (refusal && (await refusedOften(deps.ledger, request.actor, request.at, 'change'))) {
    return { is: 'change-refused', change, refusal };
  }
  const { actor, at } = request;
  const step = beginning(request, { ...read.value, by, sentence });
  const id = await underFreeName(request.source, (id) => beginChange(deps.ledger, { id, step, by: actor, at }));
  if (request.mention) return { is: 'later' };
  if (refusal) return { is: 'change-refused', id, change, refusal };
  const reads = file === undefined ? {} : { reads: true as const };
  return { is: 'proposed', id, change, wants: confirmsWanted(change), ...reads } satisfies Answer;
}

function lookAt(deps: ProposeDeps, request: Request, sentence: ProposalSentence): Look {
  switch (sentence.is) {
    case 'grant':
    case 'revoke':
      return lookAtRole(deps, request, sentence);
    case 'grant-group':
    case 'revoke-group':
      return lookAtGroup(deps, request, sentence);
    case 'link':
    case 'unlink':
      return lookAtLink(deps, request, sentence);
    case 'matrix-set':
      return lookAtCells(deps, request, sentence);
    case 'matrix-import':
      return lookAtImport(deps, request, sentence);
    case 'policy-set':
      return lookAtPolicy(deps, request, sentence);
    case 'policy-import':
      return lookAtPolicyImport(deps, request, sentence);
    case 'matrix-use':
      return lookAtProfile(deps, request, sentence);
    case 'add-host':
      return lookAtHost(deps, request, sentence);
    case 'vendor-add':
    case 'vendor-set':
    case 'vendor-remove':
    case 'vendor-invite':
      return lookAtVendor(deps, request, sentence);
    default:
      return sentence satisfies never;
  }
}

/** Who is no admin hears nothing of what the records hold. */
async function look(
  { blank, look }: Look,
  { by, matrix, request }: { by: Person | undefined; matrix: Matrix | undefined; request: Request },
): Promise<Result<Looked, Answer>> {
  const refused = (refusal: ChangeRefusal) => ok({ change: blank, base: -1, refusal });
  if (!rolesOf(by, request.at).includes('admin')) return refused({ reason: 'no-role' });
  const foreign = refuseCell(blank, matrix);
  return foreign ? refused(foreign) : look();
}

type Asked = Looked & { by: Person | undefined; sentence: ProposalSentence };

function beginning(request: Request, { change, base, file, refusal, by, sentence }: Asked): Beginning {
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
  if (refusal) return { type: 'refused', data: { ...data, refusal } };
  return file === undefined ? { type: 'proposed', data } : { type: 'asked', data: { ...data, file } };
}
