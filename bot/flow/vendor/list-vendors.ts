import type { Answer } from '../../domain/answer.ts';
import type { Request } from '../../domain/request.ts';
import { askedOf } from '../../domain/vendor/asked-of.ts';
import { missingIn, setupOf } from '../../domain/vendor/setup.ts';
import type { Ledger } from '../../ports/ledger.ts';
import { openEscalations } from '../escalation/find.ts';
import { refuseReader } from '../look.ts';
import type { ReadRecords } from '../records.ts';
import { readVendors } from './read-vendors.ts';

/** `vendors`: all of them, with what each lacks as far as the records say, and what each is asked for. Slack is asked of one at a time. */
export async function listVendors(
  deps: { ledger: Pick<Ledger, 'head' | 'recent'>; records: ReadRecords },
  request: Request,
): Promise<Answer> {
  const refusal = await refuseReader(deps, request, 'vendors');
  if (refusal) return { is: 'refused', refusal, sentence: 'vendors' };
  const [vendors, { matrix }] = await Promise.all([readVendors(deps.ledger), deps.records(request.actor)]);
  if (vendors.length === 0) {
    return {
      is: 'nothing',
      what: 'No vendor is registered: what is asked of one is told by hand.',
      next: 'help vendor add',
    };
  }
  const parties = matrix?.parties ?? [];
  const states = (await openEscalations(deps.ledger, request.at)).map(({ state }) => state);
  return {
    is: 'vendors',
    lines: vendors.map((vendor) => ({
      vendor,
      missing: missingIn(setupOf(vendor, { parties })),
      asked: askedOf(vendor, states, request.at),
    })),
  };
}
