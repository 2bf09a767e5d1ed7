import type { Actor } from '../../domain/actor.ts';
import type { AuditedStream } from '../../domain/language/inquiry-sentence.ts';
import { writeAuditedStream } from '../../domain/language/inquiry-sentence.ts';
import type { ChainedEvent } from '../../domain/ledger/chain.ts';
import { evidenceOf } from '../../domain/run/evidence.ts';
import { runEventOf, storyOf } from '../decode.ts';
import type { TendDeps } from '../deps.ts';
import type { Answered } from './tend-inquiry.ts';
import { examined } from './verify-ledger.ts';

/** Every event of one stream, in order, and of a run what it rests on. Of a stream with a flaw nothing is concluded. */
export async function auditStream(
  deps: Pick<TendDeps, 'evidence' | 'copies' | 'now'>,
  of: AuditedStream,
): Promise<Answered> {
  const stream = `${of.kind}#${of.id}`;
  const { standing, flaw, copied } = await examined(deps, stream);
  const { events } = standing;
  if (events.length === 0 && !flaw) {
    return {
      answer: { is: 'nothing', what: `There is nothing on record called ${writeAuditedStream(of)}.`, next: 'runs' },
    };
  }
  const evidence = flaw || of.kind !== 'run' ? undefined : evidenceOf(storyOf(stream, events), events.map(runEventOf));
  const lines = events.map(({ seq, type, at, by, hash }) => ({ seq, type, at, by: actorIn(by), hash }));
  return { answer: { is: 'audit-stream', of, lines, copied, ...(flaw && { flaw }), ...(evidence && { evidence }) } };
}

/** Who an event says did it; what is no actor any more is nobody. */
export function actorIn(by: ChainedEvent['by']): Actor {
  const { team, user } = partsIn(by);
  return { team: typeof team === 'string' ? team : '', user: typeof user === 'string' ? user : '' };
}

/** The parts of a JSON text; none when it does not parse: whoever reads the record as it stands must not fail on it. */
export function partsIn(text: string): Record<string, unknown> {
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === 'object' && read !== null ? { ...read } : {};
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}
