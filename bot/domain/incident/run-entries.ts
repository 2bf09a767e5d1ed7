import { REMIT, sameActor } from '../actor.ts';
import { writeRunId } from '../language/run-id.ts';
import type { RunEvent } from '../run/event.ts';
import type { Stop } from '../run/gates.ts';
import type { HostOutcome, HostStatus, Tally, Verdict } from '../run/outcome.ts';
import type { Refusal } from '../run/refusal.ts';
import type { NewEntry } from './entries.ts';
import type { EntryKind, Evidence } from './entry.ts';

/** Of more hosts in one report it is told how many ended how, and which failed: nobody reads a line for each of fifty. */
const HOSTS_EACH = 10;
/** Hosts that are named where they are counted. */
const NAMED = 5;

/**
 * A run whose events are told. `sentence`: what was asked. `hosts`: how many it is for, once that is known. `commandOf`: the command at SSM that a
 * host got. `end`: of a run that is over on its hosts, by which event.
 */
export type RunTold = {
  id: string;
  sentence: string;
  hosts: number;
  commandOf(host: string): string | undefined;
  end?: { seq: number; tally: Tally; verdict: Verdict };
};

/** What an event of a run writes on the timeline of the incident that it belongs to. Pure: the same event always says the same. */
export function entriesOfRun(run: RunTold, event: RunEvent): NewEntry[] {
  const entries = ofEvent(run, event);
  return run.end?.seq === event.seq && run.hosts > 1 ? [...entries, over(run, event, run.end)] : entries;
}

/** Of one host its own result is the end. */
function over(run: RunTold, event: RunEvent, { tally, verdict }: NonNullable<RunTold['end']>): NewEntry {
  const text = `${writeRunId(run.id)} is over: ${tally.succeeded} of ${run.hosts} hosts succeeded`;
  const mark = verdict === 'succeeded' ? ('good' as const) : ('bad' as const);
  return made(run, event, { kind: 'run', text, mark }, '/over');
}

function ofEvent(run: RunTold, event: RunEvent): NewEntry[] {
  const name = writeRunId(run.id);
  const say = (kind: EntryKind, text: string, more: Partial<NewEntry> = {}) => [
    made(run, event, { kind, text, ...more }),
  ];
  switch (event.type) {
    case 'asked':
      return say('run', `asked ${name}: ${run.sentence}`);
    case 'planned':
      return planned(run, event);
    case 'refused':
      return say('refusal', `${name} was refused: ${refusalText(event.data.refusal)}`, { mark: 'bad' });
    case 'halted':
      return say('refusal', `${name} was halted before it ran: ${refusalText(event.data.refusal)}`, { mark: 'bad' });
    case 'approved':
      return say('approval', `approved ${name}`, { mark: 'good' });
    case 'narrowed':
      return say('approval', `approved ${name} on ${hostsText(event.data.plan.hosts)}`, { mark: 'good' });
    case 'excepted':
      return say('approval', `let ${name} past what stopped it: “${event.data.because}”`, { mark: 'good' });
    case 'replanned':
      return say('approval', `${name} moved after it was approved, and waits for approval again`, { mark: 'waits' });
    case 'denied':
      return say('approval', `denied ${name}${tail(event.data.because)}`, { mark: 'bad', ends: true });
    case 'expired':
      return say('approval', `${name} expired: nobody approved it in time`, { mark: 'bad', ends: true });
    case 'cancelled':
      return say('run', `cancelled ${name}${tail(event.data.because)}`, { ends: true });
    case 'cancel-requested':
      return say('run', `asked to cancel ${name}${tail(event.data.because)}`);
    case 'cleared':
      return say('vendor', `${name}: the vendor says it is safe${tail(event.data.because)}`, { mark: 'good' });
    case 'gated':
      return event.data.stops.length === 0
        ? []
        : say('refusal', `${name} is held: ${stopsText(event.data.stops)}`, { mark: 'waits' });
    case 'sent':
      return say('run', `${name} started: ${run.sentence}`, {
        evidence: [...evidence(run), command(event.data.commandId)],
      });
    case 'paused':
      return say('run', `${name} paused: ${PAUSED[event.data.why]}`, { mark: 'waits' });
    case 'resumed':
      return say('run', `resumed ${name}`);
    case 'stopped':
      return say('run', `${name} ended before all its hosts had their turn${tail(event.data.because)}`, {
        mark: 'bad',
      });
    case 'progressed':
      return progressed(run, event);
    case 'settled':
      return hostEntries(run, event, [event.data.outcome]);
    case 'undone':
      return say('run', `${name} was taken back by ${writeRunId(event.data.by)}`);
    case 'reviewed':
      return say('approval', `reviewed ${name}, ${event.data.fine ? 'fine' : 'not fine'}: “${event.data.because}”`, {
        mark: event.data.fine ? 'good' : 'bad',
      });
    case 'linked':
    case 'intended':
    case 'put-off':
    case 'keep-intended':
    case 'keep-sent':
      return [];
    default:
      return event satisfies never;
  }
}

function planned(run: RunTold, event: RunEvent & { type: 'planned' }): NewEntry[] {
  const { approval, stops = [] } = event.data.plan;
  const name = writeRunId(run.id);
  const waits = { kind: 'approval', text: `${name} waits for approval`, mark: 'waits' } as const;
  const held = { kind: 'refusal', text: `${name} is held: ${stopsText(stops)}`, mark: 'waits' } as const;
  return [
    ...(approval === 'none' ? [] : [made(run, event, waits)]),
    ...(stops.length === 0 ? [] : [made(run, event, held, '/held')]),
  ];
}

const PAUSED = {
  'between-waves': 'somebody looks between the waves',
  failures: 'hosts failed',
  refused: 'something forbids the next step',
} as const;

type Said = Pick<NewEntry, 'kind' | 'text'> & Partial<NewEntry>;

function made(run: RunTold, { seq, at, by }: RunEvent, said: Said, part = ''): NewEntry {
  const who = sameActor(by, REMIT) ? {} : { by };
  return { source: `run#${run.id}/e#${seq}${part}`, occurredAt: at, ...who, evidence: evidence(run), ...said };
}

function evidence({ id }: RunTold): Evidence[] {
  return [{ is: 'run', run: id }];
}

function command(commandId: string): Evidence {
  return { is: 'command', commandId };
}

function tail(why: string | undefined): string {
  return why === undefined ? '' : `: “${why}”`;
}

function hostsText(hosts: readonly { name: string }[]): string {
  const names = hosts.slice(0, NAMED).map(({ name }) => name);
  const more = hosts.length - names.length;
  return more > 0 ? `${names.join(', ')} and ${more} more` : names.join(', ');
}

/** The end of what each host did; what is still going on is on the run's card. */
const ENDED: Partial<Record<HostStatus, { words: string; mark: NewEntry['mark'] & string }>> = {
  succeeded: { words: 'succeeded', mark: 'good' },
  failed: { words: 'failed', mark: 'bad' },
  'timed-out': { words: 'timed out', mark: 'bad' },
  cancelled: { words: 'was cancelled', mark: 'waits' },
  'did-not-run': { words: 'did not run', mark: 'bad' },
  'not-started': { words: 'was not started', mark: 'waits' },
  unknown: { words: 'is unknown: it may have run', mark: 'bad' },
};

function progressed(run: RunTold, event: RunEvent & { type: 'progressed' }): NewEntry[] {
  const over = event.data.outcomes.filter(({ status }) => ENDED[status]);
  return over.length > HOSTS_EACH ? counted(run, event, over) : hostEntries(run, event, over);
}

function hostEntries(run: RunTold, event: RunEvent, outcomes: readonly HostOutcome[]): NewEntry[] {
  return outcomes.flatMap(({ host, status, exitCode }) => {
    const end = ENDED[status];
    if (!end) return [];
    const code = exitCode === undefined || exitCode === 0 ? '' : ` (exit ${exitCode})`;
    const commandId = run.commandOf(host);
    const said = {
      kind: run.hosts === 1 ? ('run' as const) : ('host' as const),
      text: `${writeRunId(run.id)} on ${host} ${end.words}${code}`,
      host,
      mark: end.mark,
      ...(run.hosts === 1 && run.end?.seq === event.seq && { ends: true as const }),
      evidence: [...evidence(run), ...(commandId === undefined ? [] : [command(commandId)])],
    };
    return [made(run, event, said, `/${host}`)];
  });
}

function counted(run: RunTold, event: RunEvent, over: readonly HostOutcome[]): NewEntry[] {
  const name = writeRunId(run.id);
  return Object.entries(ENDED).flatMap(([status, end]) => {
    const hosts = over.filter((outcome) => outcome.status === status).map(({ host }) => ({ name: host }));
    if (hosts.length === 0 || !end) return [];
    const which = end.mark === 'good' ? '' : `: ${hostsText(hosts)}`;
    const text = `${name} on ${hosts.length} hosts ${end.words}${which}`;
    return [made(run, event, { kind: 'host', text, mark: end.mark }, `/${status}`)];
  });
}

/** In words that need no record: what is behind it is on the run's card and in `why`. */
function refusalText(refusal: Refusal): string {
  switch (refusal.reason) {
    case 'stopped':
      return stopsText([refusal.stop]);
    case 'vendor-task':
      return `it is a task of ${refusal.cell.party.label}`;
    case 'locked':
      return `${refusal.host} is held by ${writeRunId(refusal.holder)}`;
    case 'moved':
      return `what was approved has moved (${refusal.what.join(', ')})`;
    default:
      return refusal.reason.replaceAll('-', ' ');
  }
}

function stopsText(stops: readonly Stop[]): string {
  return stops.map(stopText).join('; ');
}

function stopText(stop: Stop): string {
  switch (stop.gate) {
    case 'stop':
      return `everything is stopped: “${stop.because}”`;
    case 'freeze':
      return `a freeze of ${stop.environments.join(', ')}: “${stop.because}”`;
    case 'calendar':
      return `the calendar ${stop.calendar} is closed for ${stop.environment}`;
    case 'hours':
      return `outside the hours of changes in ${stop.environment}`;
    case 'lock':
      return `${stop.host} is kept: “${stop.because}”`;
    default:
      return stop satisfies never;
  }
}
