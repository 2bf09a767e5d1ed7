import { REMIT } from '../../domain/actor.ts';
import { type AlarmRule, alarmRule } from '../../domain/incident/alarm.ts';
import type { AlarmChange, Declared } from '../../domain/incident/event.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Ledger } from '../../ports/ledger.ts';
import type { Log } from '../../ports/log.ts';
import type { Timeline } from '../../ports/timeline.ts';
import { dataOf } from '../decode.ts';
import { underFreeName } from '../free-name.ts';
import type { ReadRecords } from '../records.ts';
import { appendIncident, beginIncident, incidentStream, isDone, readIncident } from './append-incident.ts';

type Deps = {
  ledger: Pick<Ledger, 'head' | 'append' | 'event'>;
  timeline: Pick<Timeline, 'incidentOf' | 'attach' | 'detach'>;
  records: ReadRecords;
  now: Clock;
  log: Log;
};

export type Heard = { is: 'opened' | 'joined' | 'known'; incident: string } | { is: 'ignored'; why: string };

/** Crossed alarms settle in a round or two. */
const ROUNDS = 5;

/**
 * An alarm changed its state: it joins the incident that its rule has open, or opens one when it rings. `source` is the alarm with the time of
 * the change, so that the same change again does nothing. Throws when the store does not answer: whoever delivers it tries again.
 */
export async function hearAlarm(deps: Deps, change: AlarmChange): Promise<Heard> {
  const { policy, matrix } = await deps.records(REMIT);
  const rule = policy && alarmRule(policy, change.name);
  if (!rule) return ignored(deps, change, 'no rule of the policy names it');
  const team = matrix?.parties.find(({ kind }) => kind === 'owner')?.organisations[0];
  if (team === undefined) return ignored(deps, change, 'nobody has said whose hosts these are');
  for (let round = 0; round < ROUNDS; round += 1) {
    const heard = await tryOnce(deps, { change, rule, team });
    if (heard) return heard;
  }
  throw new Error(`the incident of ${rule.match} moved ${ROUNDS} times while an alarm was heard`);
}

function ignored({ log }: Deps, { name }: AlarmChange, why: string): Heard {
  log('info', 'alarm-ignored', { alarm: name, why });
  return { is: 'ignored', why };
}

type Ringing = { change: AlarmChange; rule: AlarmRule; team: string };

const sourceOf = ({ arn, at }: AlarmChange) => `alarm:${arn}:${at}`;

/** Undefined when somebody was first: look again. */
async function tryOnce(deps: Deps, ringing: Ringing): Promise<Heard | undefined> {
  const where = { team: 'alarms', channel: ringing.rule.match };
  const current = await deps.timeline.incidentOf(where);
  const held = current === undefined ? undefined : await readIncident(deps.ledger, current);
  if (held && (await isKnown(deps, held, ringing.change))) return { is: 'known', incident: held.id };
  if (held && held.state.is !== 'resolved') return join(deps, held, ringing.change);
  if (!ringing.change.ringing) return ignored(deps, ringing.change, 'it is over, and nothing is open');
  // Another alarm of the rule is about to declare it, or died before: whoever is first declares it, under that name.
  if (current !== undefined && !held) return declare(deps, current, ringing);
  return open(deps, ringing, { where, over: current });
}

/** Under a name of its own, in the place of the one that is over. */
async function open(
  deps: Deps,
  ringing: Ringing,
  { where, over }: { where: { team: string; channel: string }; over: string | undefined },
): Promise<Heard | undefined> {
  const source = sourceOf(ringing.change);
  const id = await underFreeName(source, (name) => deps.ledger.event({ stream: incidentStream(name), seq: 0 }));
  // One that another delivery of this change began, and that is over since.
  if (await readIncident(deps.ledger, id)) return { is: 'known', incident: id };
  if (over !== undefined && over !== id) await deps.timeline.detach(where, over);
  const attached = await deps.timeline.attach(where, id);
  if (attached.is === 'taken' && attached.by !== id) return undefined;
  return declare(deps, id, ringing);
}

async function declare(deps: Deps, id: string, { change, rule, team }: Ringing): Promise<Heard | undefined> {
  const { severity, kind = 'infrastructure', channel } = rule;
  const data: Declared = {
    source: sourceOf(change),
    title: change.name.slice(0, 120),
    severity,
    kind,
    place: { team, channel },
    detectedAt: change.at,
    from: { alarm: change },
  };
  const winner = await beginIncident(deps.ledger, { id, step: { type: 'declared', data }, by: REMIT, at: deps.now() });
  return winner ? undefined : { is: 'opened', incident: id };
}

type Read = NonNullable<Awaited<ReturnType<typeof readIncident>>>;

/** Whether this change opened it, or is one of the latest that joined it. */
async function isKnown({ ledger }: Deps, { head, state }: Read, change: AlarmChange): Promise<boolean> {
  const source = sourceOf(change);
  if (isDone(state, source)) return true;
  const first = await ledger.event({ stream: head.stream, seq: 0 });
  return first !== undefined && dataOf<{ source?: string }>(first).source === source;
}

async function join(deps: Deps, read: Read, change: AlarmChange): Promise<Heard | undefined> {
  const step = { type: 'alarmed', data: change } as const;
  const ask = { step, by: REMIT, at: deps.now(), source: sourceOf(change) };
  const after = await appendIncident(deps.ledger, read, ask);
  return after && { is: 'joined', incident: read.id };
}
