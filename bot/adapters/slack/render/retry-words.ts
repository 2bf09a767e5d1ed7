import type { RetryRefusal } from '../../../domain/run/retry.ts';
import { HOST_WORD } from './host-words.ts';
import { runName } from './labels.ts';
import type { No } from './refusal-words.ts';
import { counted, inline } from './text.ts';

/** Says why hosts of a run are not tried again. */
export function retryRefusalWords(refusal: Exclude<RetryRefusal, { reason: 'too-early' }>, run: string): No {
  const name = runName(run);
  const show = { id: 'show', label: `Show ${name}`, says: `show ${name}` };
  switch (refusal.reason) {
    case 'not-of-run':
      return {
        why: `${name} was not about ${inline(refusal.host, 64)}`,
        whose: 'Its card names its hosts',
        next: show,
      };
    case 'not-failed': {
      const host = inline(refusal.host, 64);
      const why = `${name} did not fail on ${host}: ${HOST_WORD[refusal.status]}`;
      const settle = `Look at ${host} and settle it first: it may have run`;
      return { why, ...(refusal.status === 'unknown' && { whose: settle }), next: show };
    }
    case 'nothing-failed':
      return {
        why: `${name} failed on no host`,
        next: show,
        other: { id: 'again', label: 'Ask again', says: `again ${name}` },
      };
    case 'too-many-failed':
      return {
        why: `${name} failed on ${counted(refusal.count, 'host')}; one retry names at most ${refusal.most}`,
        whose: `Name them: \`retry ${name} host-8, host-9\``,
        next: show,
      };
    default:
      return refusal satisfies never;
  }
}
