import { REMIT, sameActor } from '../actor.ts';
import type { EscalationEvent } from '../escalation/event.ts';
import { writeMoney } from '../language/money.ts';
import { writeRequestId } from '../language/run-id.ts';
import type { NewEntry } from './entries.ts';

/** A request to a vendor whose events are told. `receiver`: the vendor, as the matrix names it. */
export type RequestTold = { id: string; receiver: string; sentence: string };

/** What an event of a request to a vendor writes on the timeline of the incident that it belongs to. Pure: the same event always says the same. */
export function entriesOfRequest(request: RequestTold, event: EscalationEvent): NewEntry[] {
  const name = writeRequestId(request.id);
  const say = (text: string, more: Partial<NewEntry> = {}) => [made(request, event, { text, ...more })];
  switch (event.type) {
    case 'prepared':
      if (event.data.atOnce) return [];
      return say(`asked for a task of ${request.receiver}, ${name} is prepared: ${request.sentence}`);
    case 'sent':
      return say(`asked ${request.receiver}, ${name}: ${request.sentence}`, { mark: 'waits' });
    case 'accepted':
      return say(`accepted ${name}${until(event.data.eta)}`);
    case 'declined':
      return say(`declined ${name}${tail(event.data.because)}`, { mark: 'bad' });
    case 'asked-back':
      return say(`asks about ${name}${tail(event.data.text)}`);
    case 'replied':
      return say(`answered about ${name}${tail(event.data.text)}`);
    case 'progressed':
      return say(`goes on with ${name}${tail(event.data.text)}${until(event.data.eta)}`);
    case 'estimated':
      return say(`estimated ${name} at ${writeMoney(event.data)}${tail(event.data.text)}`);
    case 'cost-agreed':
      return say(`agreed to the cost of ${name}`);
    case 'cost-approved':
      return say(`approved the cost of ${name}`);
    case 'cost-denied':
      return say(`denied the cost of ${name}${tail(event.data.because)}`, { mark: 'bad' });
    case 'done':
      return say(
        `${event.data.heard === 'given' ? 'says' : 'recorded'} that ${name} is done${tail(event.data.because)}`,
        {
          mark: 'good',
        },
      );
    case 'reopened':
      return say(`reopened ${name}${tail(event.data.because)}`, { mark: 'waits' });
    case 'answered':
      return say(`${WORD[event.data.word]} (${name})${tail(event.data.because)}`, {
        mark: event.data.word === 'unsafe' ? 'bad' : 'good',
      });
    case 'withdrawn':
      return say(`withdrew ${name}${tail(event.data.because)}`, { mark: 'bad' });
    case 'expired':
      return say(`${name} expired`, { mark: 'bad' });
    case 'reminded': {
      const late = `${name} is late (${event.data.of})`;
      return say(
        event.data.to?.side === 'ours' ? `${late}: told one of ours` : `${late}: reminded ${request.receiver}`,
        { mark: 'waits' },
      );
    }
    case 'run-moved': // the run's own entries say it
    case 'retimed':
      return [];
    default:
      return event satisfies never;
  }
}

const WORD = {
  safe: 'has their word that it is safe',
  unsafe: 'has their word that it is not safe',
  'safe-if': 'has their word that it is safe under a condition',
} as const;

function made({ id }: RequestTold, { seq, at, by }: EscalationEvent, said: Pick<NewEntry, 'text'> & Partial<NewEntry>) {
  const who = sameActor(by, REMIT) ? {} : { by };
  const evidence: NewEntry['evidence'] = [{ is: 'request', request: id }];
  return { source: `escalation#${id}/e#${seq}`, kind: 'vendor' as const, occurredAt: at, ...who, evidence, ...said };
}

function tail(words: string | undefined): string {
  return words === undefined ? '' : `: “${words}”`;
}

function until(eta: number | undefined): string {
  return eta === undefined ? '' : `, to be done by ${new Date(eta).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
