import type { Answer } from '../../domain/answer.ts';
import type { ShippedCommand } from '../../domain/command.ts';
import type { WhatQuestion } from '../../domain/language/question.ts';
import { writeQuestion } from '../../domain/language/write-question.ts';
import type { Request } from '../../domain/request.ts';
import { gatesNow } from '../../domain/run/gates-now.ts';
import { whatCan } from '../../domain/run/what-can.ts';
import type { Inventory } from '../../ports/inventory.ts';
import type { Ledger } from '../../ports/ledger.ts';
import { readStanding } from '../freeze/read-standing.ts';
import { refuseReader } from '../look.ts';
import type { ReadRecords } from '../records.ts';
import { chooseProfile } from './profiles.ts';
import { findTargets } from './targets.ts';
import { readerOf } from './who.ts';

type Deps = {
  ledger: Pick<Ledger, 'head' | 'recent'>;
  inventory: Pick<Inventory, 'list'>;
  records: ReadRecords;
  commands: readonly ShippedCommand[];
};

/** `/ops what can I do on …`: every command, decided for this person on these targets as if they asked for it now. */
export async function askWhat(deps: Deps, request: Request, question: WhatQuestion): Promise<Answer> {
  const sentence = writeQuestion(question);
  const refusal = await refuseReader(deps, request, 'what');
  if (refusal) return { is: 'refused', refusal, sentence };
  const [records, standing] = await Promise.all([deps.records(request.actor), readStanding(deps.ledger)]);
  const rewrite = (profile: string) => writeQuestion({ ...question, profile });
  const chosen = await chooseProfile(deps.ledger, request, { records, profile: question.profile, rewrite });
  if (!chosen.ok) return chosen.error;
  const { matrix, of } = chosen.value;
  if (!records.policy) return { is: 'refused', refusal: { reason: 'records-missing', what: 'policy' }, sentence };
  const targets = await findTargets(deps.inventory, question.targets, (selector) =>
    writeQuestion({ ...question, targets: selector }),
  );
  if (!targets.ok) return { is: 'refused', refusal: targets.error, sentence };
  const { actor, at: now } = request;
  const reader = readerOf(request, records.person);
  const gated = {
    risk: 'change',
    undoes: false,
    hosts: targets.value,
    actor: reader,
    policy: records.policy,
    now,
  } as const;
  const gates = gatesNow(gated, standing);
  const asked = { actor, definitions: deps.commands, targets: targets.value, records: { ...records, matrix }, now };
  return {
    is: 'what',
    of,
    policyVersion: records.policy.version,
    targets: targets.value,
    prospects: whatCan(asked),
    ...(gates && { gates }),
  };
}
