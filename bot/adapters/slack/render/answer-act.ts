import { context } from './blocks.ts';
import { runName } from './labels.ts';
import type { AnswerMark } from './rendered.ts';
import type { AnswerOf, Said } from './said.ts';
import { inline } from './text.ts';
import { TURNED_AWAY } from './turned-away.ts';

export function sayAccepted({ run, sentence }: AnswerOf<'accepted'>): Said {
  return {
    mark: 'accepted',
    first: `… *${inline(sentence, 300)}* · ${runName(run)} · its card follows here`,
    run,
  };
}

/** What the click or the sentence did to the run; what the run does then is on its card. */
export function sayActed({ act, run, more }: AnswerOf<'acted'>): Said {
  return { mark: markOf(act, more), first: acted(act, runName(run), more), run };
}

/** An approval goes on as the run does; the other acts are over with this answer. */
function markOf(act: AnswerOf<'acted'>['act'], more: number): AnswerMark {
  if (act === 'resumed') return 'approved';
  if (act !== 'approved') return 'information';
  return more > 0 ? 'waiting' : 'approved';
}

function acted(act: AnswerOf<'acted'>['act'], name: string, more: number): string {
  switch (act) {
    case 'approved':
      return more > 0
        ? `✔ Your approval of *${name}* counts; ${more} more ${more === 1 ? 'is' : 'are'} needed before it runs`
        : `✔ You approved *${name}*: it runs now`;
    case 'denied':
      return `✔ You denied *${name}*: nothing was run`;
    case 'cancelled':
      return `✔ You cancelled *${name}*: nothing was run`;
    case 'cancel-requested':
      return `✔ You asked to cancel *${name}*: what has begun on a host may still end as it would have`;
    case 'excepted':
      return `✔ You gave *${name}* an exception: it goes past what stopped it`;
    case 'settled':
      return `✔ You settled a host of *${name}*: it is free for other runs`;
    case 'reviewed':
      return `✔ Your review of *${name}* is on record`;
    case 'stopped':
      return `✔ You cancelled the rest of *${name}*: what has not started never does`;
    case 'resumed':
      return `✔ You resumed *${name}*: it goes on now`;
    default:
      return act satisfies never;
  }
}

/** `next` is a sentence of ours (`help`), or advice in words. */
export function sayNothing({ what, next }: AnswerOf<'nothing'>): Said {
  const isSentence = /^[a-z]+(?: (?:[a-z]+|[RCEI]-[0-9A-Z]{5}))*$/.test(next);
  return {
    mark: 'information',
    first: inline(what, 500),
    body: isSentence ? [] : [context(inline(next, 500))],
    presses: isSentence ? [{ id: 'next', label: `/ops ${next}`, says: next }] : [],
  };
}

export function sayOutsider(): Said {
  return { mark: 'refused', first: TURNED_AWAY };
}

/** A fault, not a refusal: the id is the one in the log. */
export function sayFailed({ id, outside }: AnswerOf<'failed'>): Said {
  if (outside) return { mark: 'failed', first: '✖ *That failed*. If nothing shows it in a minute, please try again' };
  return {
    mark: 'failed',
    first: `✖ *That failed*, and nothing was run · ${inline(id, 60)}`,
    body: [
      context(
        'The fault is Remit’s, not yours. Try again in a minute; if it stays, give that id to whoever runs Remit.',
      ),
    ],
    presses: [{ id: 'health', label: 'Check health', says: 'health' }],
  };
}
