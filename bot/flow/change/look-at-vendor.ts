import type { Answer } from '../../domain/answer.ts';
import type { SetVendor } from '../../domain/change/set-vendor.ts';
import { sayBack } from '../../domain/language/letters.ts';
import { meant, notUnderstood } from '../../domain/language/misread.ts';
import { nearest } from '../../domain/language/suggest.ts';
import type { VendorChangeSentence } from '../../domain/language/vendor-sentence.ts';
import { writeSentence } from '../../domain/language/write-sentence.ts';
import type { Matrix } from '../../domain/matrix/matrix.ts';
import type { Request } from '../../domain/request.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import { edited, newVendor, sameVendor, vendorsAfter } from '../../domain/vendor/edit.ts';
import { refuseSize, refuseVendor, type VendorRefusal } from '../../domain/vendor/refusal.ts';
import type { Vendor } from '../../domain/vendor/vendor.ts';
import { stateOf } from '../decode.ts';
import { requestsOf } from '../vendor/open-requests.ts';
import { VENDORS, type Vendors } from '../vendor/read-vendors.ts';
import { oursIn, partiesFor } from '../vendor/vendor-parties.ts';
import { namedInMatrix } from './name-in-matrix.ts';
import type { Look, Looked, ProposeDeps } from './propose.ts';

type Sentence<T extends VendorChangeSentence['is']> = Extract<VendorChangeSentence, { is: T }>;
type Found = { vendors: Vendor[]; base: number; matrix: Matrix };
type Read = Result<Looked, Answer>;

/** `vendor add`, `set`, `remove` and `invite`, by the records. What Slack has to say is asked by the worker. */
export function lookAtVendor(deps: ProposeDeps, request: Request, sentence: VendorChangeSentence): Look {
  const blank = blankOf(sentence);
  return {
    blank,
    async look() {
      const [head, { matrix }] = await Promise.all([deps.ledger.head(VENDORS), deps.records(request.actor)]);
      const missing = { reason: 'records-missing', what: 'matrix' } as const;
      if (!matrix) return err({ is: 'refused', refusal: missing, sentence: writeSentence(sentence) });
      const found = { vendors: head ? stateOf<Vendors>(head).vendors : [], base: head?.seq ?? -1, matrix };
      if (sentence.is === 'vendor-add') return lookAtNew(request, sentence, found);
      const before = found.vendors.find(({ name }) => name === sentence.vendor);
      return before
        ? lookAtKnown(deps, request, { sentence, blank, found: { ...found, before } })
        : err(noVendor(request, sentence, found.vendors));
    },
  };
}

type OfKnown = Exclude<VendorChangeSentence, { is: 'vendor-add' }>;
type Known = Found & { before: Vendor };

async function lookAtKnown(
  deps: ProposeDeps,
  request: Request,
  { sentence, blank, found }: { sentence: OfKnown; blank: SetVendor; found: Known },
): Promise<Read> {
  const { before } = found;
  switch (sentence.is) {
    case 'vendor-set':
      return lookAtEdit(request, sentence, found);
    case 'vendor-remove': {
      const requests = await requestsOf(deps.ledger, before.name, request.at);
      const asked: VendorRefusal = { reason: 'vendor-asked', vendor: before.name, requests };
      return looked(found, { ...blank, before }, requests.length > 0 ? asked : undefined);
    }
    case 'vendor-invite': {
      const nowhere: VendorRefusal = { reason: 'no-vendor-channel', vendor: before.name };
      return looked(found, { ...blank, before, after: before }, before.channel ? undefined : nowhere);
    }
    default:
      return sentence satisfies never;
  }
}

/** By its words alone. */
function blankOf(sentence: VendorChangeSentence): SetVendor {
  const of = { kind: 'set-vendor', vendor: sentence.vendor } as const;
  switch (sentence.is) {
    case 'vendor-add':
      return { ...of, does: 'add' };
    case 'vendor-set':
      return { ...of, does: sentence.edit.set };
    case 'vendor-remove':
      return { ...of, does: 'remove' };
    case 'vendor-invite':
      return { ...of, does: 'invite', address: sentence.address };
    default:
      return sentence satisfies never;
  }
}

/** `file` names the channel that the worker asks Slack about. */
function looked({ base }: Found, change: SetVendor, refusal?: VendorRefusal, file?: string): Read {
  return ok({ change, base, ...(refusal && { refusal }), ...(refusal || file === undefined ? {} : { file }) });
}

function lookAtNew(request: Request, sentence: Sentence<'vendor-add'>, found: Found): Read {
  const { vendors, matrix } = found;
  const { vendor: name, label, organisations, channel } = sentence;
  const blank = blankOf(sentence);
  if (vendors.some((one) => one.name === name)) return looked(found, blank, { reason: 'vendor-there', vendor: name });
  const where = channel === undefined ? {} : { channel: { team: request.installedTeam, channel } };
  const after = newVendor({ name, label, organisations, parties: partiesFor(vendors, matrix), ...where });
  return looked(found, { ...blank, after }, refuse(request, after, found), channel);
}

function lookAtEdit(request: Request, sentence: Sentence<'vendor-set'>, { before, ...found }: Known): Read {
  const edit = namedInMatrix(request, sentence, { before, matrix: found.matrix });
  if (!edit.ok) return edit;
  const of = { ...blankOf(sentence), before };
  if (edit.value.set === 'contacts' && edit.value.users.length > 0) {
    return looked(found, { ...of, after: before, users: edit.value.users }, undefined, 'contacts');
  }
  const after = edited(before, edit.value, { team: request.installedTeam });
  if (sameVendor(before, after)) return looked(found, of, { reason: 'vendor-same', vendor: before.name });
  const asks = edit.value.set === 'channel' || edit.value.set === 'organisations' ? after.channel?.channel : undefined;
  return looked(found, { ...of, after }, refuse(request, after, found), asks);
}

function refuse({ installedTeam }: Request, after: Vendor, { vendors, matrix }: Found): VendorRefusal | undefined {
  const others = vendors.filter(({ name }) => name !== after.name);
  const ours = oursIn(matrix, installedTeam);
  return refuseVendor(after, { others, ours }) ?? refuseSize(vendorsAfter(vendors, after.name, after), after);
}

function noVendor({ text: typed }: Request, sentence: VendorChangeSentence, vendors: readonly Vendor[]): Answer {
  const names = vendors.map(({ name }) => name);
  const near = nearest(sentence.vendor, names).map((vendor) => writeSentence({ ...sentence, vendor }));
  const allowed = names.map((name) => `\`${name}\``).join(', ') || 'none is registered yet: `vendor add` does';
  const no = notUnderstood(`${sayBack(sentence.vendor)} is no vendor`, allowed, 'vendors');
  const read = meant(`There is no vendor ${sayBack(sentence.vendor)}. Which one did you mean?`, near) ?? no;
  return read.ok ? read.value : { ...read.error, typed };
}
