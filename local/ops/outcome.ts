import type { Message } from '../slack/wire.ts';

/** What the process answers: done, waiting for somebody, or not done. */
export type ExitCode = 0 | 1 | 2;

/** What a message of the bot says about the sentence that was sent. `follow`: it is not over, the run's card goes on. */
export type Heard = { is: 'over'; code: ExitCode } | { is: 'follow'; stream: string; past: 'asking' | 'approval' };

const RUN_CODES: Record<string, ExitCode> = {
  waiting: 2,
  'asked-again': 2,
  paused: 2,
  scheduled: 2,
  succeeded: 0,
  partly: 1,
  failed: 1,
  unknown: 1,
  refused: 1,
  denied: 1,
  expired: 1,
  cancelled: 1,
};
const ANSWER_CODES: Record<string, ExitCode> = {
  information: 0,
  waiting: 2,
  suggestion: 1,
  question: 1,
  refused: 1,
  failed: 1,
};

/** Reads an answer by its metadata. A message without any is the fixed sentence for outsiders: not done. */
export function hearAnswer({ metadata }: Message): Heard {
  const { outcome, stream } = metadata?.event_payload ?? {};
  // An incident is over in hours or days: nobody's shell waits for it.
  if (typeof stream === 'string' && outcome === 'accepted' && stream.startsWith('incident#'))
    return { is: 'over', code: 0 };
  if (typeof stream === 'string' && outcome === 'accepted') return { is: 'follow', stream, past: 'asking' };
  if (typeof stream === 'string' && outcome === 'approved') return { is: 'follow', stream, past: 'approval' };
  return { is: 'over', code: ANSWER_CODES[String(outcome)] ?? 1 };
}

/**
 * Reads a message while a run is followed: its card, the card of the request to a vendor that it led to, or the refusal
 * that came instead of one. Undefined: not about this
 * run, or not over. After an approval a card that still says "waiting" is the one from before it.
 */
export function hearRun(
  { metadata }: Message,
  run: { stream: string; past: 'asking' | 'approval' },
): ExitCode | undefined {
  const { outcome, stream, run: of } = metadata?.event_payload ?? {};
  if ((stream !== run.stream && of !== run.stream) || typeof outcome !== 'string') return undefined;
  if (metadata?.event_type === 'remit_answer' && run.stream.startsWith('inquiry#')) return ANSWER_CODES[outcome];
  if (metadata?.event_type === 'remit_answer') return ANSWERED[outcome];
  if (outcome === 'waiting' && run.past === 'approval') return undefined;
  return RUN_CODES[outcome];
}

/** A refusal that came instead of a card; a request to the vendor that waits already. */
const ANSWERED: Record<string, ExitCode> = { refused: 1, waiting: 2 };

/** Of several: not done outweighs waiting, which outweighs done. */
export function worst(a: ExitCode, b: ExitCode): ExitCode {
  if (a === 1 || b === 1) return 1;
  return a === 2 || b === 2 ? 2 : 0;
}
