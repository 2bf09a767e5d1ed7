import { readVendorSentence } from '../../bot/domain/language/read-vendor-act.ts';
import type { HeardEvent, Settled } from '../../bot/domain/vendor/heard.ts';
import { PARKED } from '../../bot/flow/claim.ts';
import type { StoredEvent } from '../../bot/ports/ledger.ts';
import { OURS } from '../bot/flow/people.ts';
import { first } from './first.ts';
import type { Seen } from './seen.ts';

type Heard = { id: string; said: HeardEvent & { type: 'heard' }; settled: Settled | undefined; events: StoredEvent[] };

/** V4: what a vendor's people said and was taken is on record, and in the end decided once: done by one step, or answered. */
export function heardIsDecided(seen: Seen): string | undefined {
  if (!seen.final) return undefined;
  const heard = heardOf(seen);
  return lost(seen, heard) ?? first(heard, (one) => undecided(one) ?? actedOnce(seen, one)) ?? answered(seen, heard);
}

function heardOf({ world }: Seen): Heard[] {
  return [...world.ledger.streams].flatMap(([stream, events]) => {
    const [begin, end] = events;
    if (!begin || !stream.startsWith('heard#')) return [];
    const said = { ...begin, data: JSON.parse(begin.data), by: JSON.parse(begin.by), type: 'heard' as const };
    return [{ id: stream.slice('heard#'.length), said, settled: end && JSON.parse(end.data), events }];
  });
}

/** Everything whose delivery was taken, and that is a sentence of theirs which names a request. */
function lost({ taken }: Seen, heard: readonly Heard[]): string | undefined {
  const sources = heard.map(({ said }) => said.data.source);
  const isOn = (source: string) => sources.some((one) => one === source || one.startsWith(`${source}:`));
  const text = taken.happenings.find(({ happening }) => {
    if (happening.is !== 'wrote' || ('team' in happening.by && happening.by.team === OURS)) return false;
    const said = readVendorSentence(happening.message.text);
    const isNamed = said && ('wrong' in said ? said.named : said.request !== undefined);
    return isNamed && !isOn(happening.source.replace(/^wrote:/, 'said:'));
  });
  if (text) return `${text.happening.source} was taken and is not on record`;
  const asked = taken.replies.find(({ request, reply }) => {
    if (reply.is !== 'later' || request.actor.team === OURS || !readVendorSentence(request.text)) return false;
    return !isOn(request.source.replace(/^mention:/, 'said:'));
  });
  return asked && `${asked.source} was taken and is not on record`;
}

function undecided({ id, settled, events }: Heard): string | undefined {
  if (settled || events.some(({ due }) => due === PARKED)) return undefined;
  return `what was heard as ${id} is never decided`;
}

function actedOnce({ world }: Seen, { id, settled }: Heard): string | undefined {
  const steps = [...world.ledger.streams].flatMap(([stream, events]) =>
    stream.startsWith('escalation#') ? events.filter(({ data }) => JSON.parse(data).heardAs === id) : [],
  );
  if (settled?.is === 'ran') return world.ledger.streams.has(`run#${settled.run}`) ? undefined : `${id} ran nothing`;
  if (settled?.is !== 'acted') return steps.length === 0 ? undefined : `${id} is ${settled?.is}, and was done`;
  const [step, other] = steps;
  if (other) return `${id} was done twice`;
  const same = step?.stream === `escalation#${settled.request}` && step.seq === settled.seq;
  return same ? undefined : `${id} was done otherwise than its record says`;
}

/** Who is refused is told so, and who is turned away gets the one sentence; whoever dies between that and its receipt says it again. */
function answered({ world }: Seen, heard: readonly Heard[]): string | undefined {
  const { turnedAway, answered: told } = world.chat;
  const away = heard.filter(({ settled }) => settled?.is === 'turned-away' && settled.why !== 'ours');
  if (turnedAway.length < away.length) return `${away.length} were turned away, and ${turnedAway.length} were told`;
  const refused = heard.filter(({ said, settled }) => {
    if (settled?.is === 'misread') return true;
    return settled?.is === 'refused' && !(said.data.via === 'reaction' && settled.refusal.reason === 'too-late');
  });
  if (told.length < refused.length) return `${refused.length} were refused, and ${told.length} were told`;
  return first(told, ({ place }) => {
    const isHere = refused.some(({ said }) => said.data.place.channel === place.channel);
    return isHere ? undefined : `an answer to a vendor stands in ${place.channel}`;
  });
}
