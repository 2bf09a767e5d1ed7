import type { Answer, Form, Gap } from '../../domain/answer.ts';
import { mayRespond } from '../../domain/incident/act.ts';
import { declaredIncident } from '../../domain/incident/apply.ts';
import type { Declared, OpenedOn } from '../../domain/incident/event.ts';
import { actorBy, entryText } from '../../domain/incident/follow.ts';
import { masked } from '../../domain/incident/masked.ts';
import type { IncidentRefusal } from '../../domain/incident/refusal.ts';
import { severityOf, WHOM, type Whom } from '../../domain/incident/severity.ts';
import type { Declaring } from '../../domain/language/incident-sentence.ts';
import { nameOf } from '../../domain/ledger/name.ts';
import type { Policy } from '../../domain/policy/policy.ts';
import type { About, Request } from '../../domain/request.ts';
import type { Place } from '../../domain/run/state.ts';
import { ENVIRONMENTS, type Environment } from '../../domain/target.ts';
import type { Ledger } from '../../ports/ledger.ts';
import type { ReadTimeline } from '../../ports/timeline.ts';
import { readRun } from '../append-run.ts';
import { runStream } from '../decode.ts';
import { underFreeName } from '../free-name.ts';
import type { ReadRecords } from '../records.ts';
import { beginIncident } from './append-incident.ts';
import { incidentHere } from './find-incident.ts';

type Deps = {
  ledger: Pick<Ledger, 'head' | 'append'>;
  records: ReadRecords;
  timeline: Pick<ReadTimeline, 'incidentOf'>;
};

/** Begins an incident. The same request again finds its first record. */
export async function declareIncident(deps: Deps, request: Request, declaring: Declaring): Promise<Answer> {
  const { source, actor, at } = request;
  const refused = (refusal: IncidentRefusal): Answer => ({ is: 'incident-refused', act: 'incident', refusal });
  const { person, policy } = await deps.records(actor);
  if (!mayRespond(person, at)) return refused({ reason: 'no-role', needed: 'operator' });
  const refusal = await refuseWhere(deps, request, declaring);
  if (refusal) return refused(refusal);
  const step = { type: 'declared', data: declaredData(request, declaring, policy ?? {}) } as const;
  const id = await underFreeName(source, (id) => beginIncident(deps.ledger, { id, step, by: actor, at }));
  return { is: 'incident-declared', id, state: declaredIncident(id, { ...step, seq: 0, at, by: actor }) };
}

/** A channel works on one incident at a time, and there has to be a run to begin with. */
async function refuseWhere(
  deps: Deps,
  { place, source }: Request,
  { here, run }: Declaring,
): Promise<IncidentRefusal | undefined> {
  if (run !== undefined && !(await deps.ledger.head(runStream(run)))) return { reason: 'unknown-run', run };
  const other = here ? await incidentHere(deps, place) : undefined;
  const isOwn = other?.id === nameOf(source, 0);
  return other && other.state.is !== 'resolved' && !isOwn ? { reason: 'channel-taken', other: other.id } : undefined;
}

function declaredData(
  { source, place, about }: Request,
  declaring: Declaring,
  policy: Pick<Policy, 'impact'>,
): Declared {
  const { title, severity, kind = 'infrastructure', hits, impact, drill, here } = masked(declaring);
  return {
    source,
    title,
    severity: severity ?? (hits ? severityOf(hits, policy) : 'minor'),
    kind,
    place,
    ...(impact !== undefined && { impact }),
    ...(hits && { hits }),
    ...(drill && { drill }),
    ...(here && { here }),
    ...fromOf(place, declaring, about),
  };
}

/** A message is one of the channel in which somebody names it: whoever is there can read it. */
function fromOf({ channel }: Place, { run, message: ts }: Declaring, about: Request['about']): Pick<Declared, 'from'> {
  if (run !== undefined) return { from: { run } };
  if (ts === undefined) return {};
  return { from: { message: { channel, ts, ...(about?.ts === ts && toldAbout(about)) } } };
}

function toldAbout({ thread, text, author }: About): Pick<OpenedOn, 'thread' | 'said'> {
  const said = { text: entryText(text), ...(author && { author: actorBy(author) }) };
  return { ...(thread !== undefined && { thread }), said };
}

type FormDeps = Pick<Deps, 'records'> & { ledger: Pick<Ledger, 'read'> };

/** The form that opens an incident: what severity follows from whom it hits is said at each choice. Where it is, is where the run was that it is opened on. */
export async function declareForm(deps: FormDeps, { actor, at }: Request, gap: Gap): Promise<Form> {
  const { person, policy } = await deps.records(actor);
  const follows = WHOM.map((whom) => [`follows:${whom}`, followsFrom(whom, policy ?? {})]);
  const { run } = gap.filled;
  const environment = run !== undefined && mayRespond(person, at) ? await environmentOf(deps, run) : undefined;
  const filled = { ...(environment && { environment }), ...gap.filled, ...Object.fromEntries(follows) };
  return { is: 'form', gap: { ...gap, filled }, commands: [], targets: [] };
}

/** Of a run on hosts of both, the one that customers are on: `ENVIRONMENTS` has it first. */
async function environmentOf({ ledger }: FormDeps, run: string): Promise<Environment | undefined> {
  const hosts = (await readRun(ledger, run))?.story.plan?.hosts ?? [];
  return ENVIRONMENTS.find((one) => hosts.some(({ environment }) => environment === one));
}

/** `critical in production, minor in staging` */
function followsFrom(whom: Whom, policy: Pick<Policy, 'impact'>): string {
  return ENVIRONMENTS.map((environment) => `${severityOf({ whom, environment }, policy)} in ${environment}`).join(', ');
}
