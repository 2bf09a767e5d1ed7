import type { CommandDefinition, Risk } from '../../domain/command.ts';
import { PREPARED_FOR } from '../../domain/escalation/act.ts';
import {
  type Ask,
  askedCell,
  askOf,
  environmentsOf,
  partOf,
  type Spot,
  TAKE_BACK,
} from '../../domain/escalation/ask.ts';
import type { Prepared } from '../../domain/escalation/event.ts';
import { priorityOf } from '../../domain/escalation/priority.ts';
import type { Instant } from '../../domain/instant.ts';
import { normalise } from '../../domain/language/normalise.ts';
import { write } from '../../domain/language/write.ts';
import type { Story } from '../../domain/run/apply.ts';
import type { Plan } from '../../domain/run/plan.ts';
import type { Refusal, Unlisted } from '../../domain/run/refusal.ts';
import { customBefore } from '../custom/read-custom.ts';
import type { TendDeps } from '../deps.ts';
import { underFreeName } from '../free-name.ts';
import { incidentHere } from '../incident/find-incident.ts';
import { beginEscalation } from './append-escalation.ts';
import { findOf, openEscalations, sourceOf } from './find.ts';

type Deps = Pick<TendDeps, 'ledger' | 'records' | 'commands' | 'now' | 'chat' | 'timeline'>;

/** `earlier`: the same person's same sentence has a request that is not over yet. */
export type ForVendor = { is: 'prepared' | 'earlier'; id: string };

/**
 * What a refused run leads to: a vendor's task is asked of them; of what the matrix does not list and no document of ours does,
 * whether it is safe by hand. Undefined of every other refusal.
 */
export async function prepareTask(deps: Deps, { story }: { story: Story }): Promise<ForVendor | undefined> {
  const { refusal, asked } = story;
  const of = refusal && ofRefusal(refusal);
  if (!of) return undefined;
  const own = await findOf(deps.ledger, story.id);
  if (own !== undefined) return { is: 'prepared', id: own };
  const open = await openEscalations(deps.ledger, deps.now());
  const twin = open.find(({ state }) => state.sentence === asked.sentence && state.requester === asked.requester);
  if (twin) return { is: 'earlier', id: twin.id };
  return { is: 'prepared', id: await begin(deps, story, { ...of, expiresAt: deps.now() + PREPARED_FOR }) };
}

function ofRefusal(refusal: Refusal): Omit<Of, 'expiresAt'> | undefined {
  if (refusal.reason !== 'vendor-task' && refusal.reason !== 'unlisted') return undefined;
  const { targets } = refusal;
  if (!targets) return undefined;
  if (refusal.reason === 'unlisted') return { ...ofUnlisted(refusal), targets };
  const { cell, also = [], paid } = refusal;
  const kind = paid ? ('paid' as const) : ('task' as const);
  const cells = [cell, ...also].map(askedCell);
  return { kind, receiver: cell.party.label, activity: cell.activity, label: cell.label, cells, targets };
}

function ofUnlisted({ activity, kind: only, kinds = [only], profile, version = 0, vendor = 'the vendor' }: Unlisted) {
  const label = labelOf(activity);
  const cells = kinds.map((kind) => ({ label, kind, profile, version }));
  return { kind: 'safety' as const, receiver: vendor, activity, label, cells };
}

/** Asks the vendor whether what a plan would do is safe. The plan's digest is what the answer will be about. */
export async function prepareSafety(deps: Deps, { story }: { story: Story }, plan: Plan): Promise<string> {
  const { unlisted, hosts, digest, expiresAt } = plan;
  if (!unlisted) throw new Error(`run ${story.id} waits for no word on safety`);
  return begin(deps, story, { ...ofUnlisted(unlisted), targets: hosts, expiresAt, digest });
}

/** An activity that no row names is called by its id, in words. */
function labelOf(activity: string): string {
  const words = activity.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

type Of = Pick<Ask, 'kind' | 'receiver' | 'activity' | 'label' | 'cells'> & {
  targets: readonly Spot[];
  expiresAt: Instant;
  digest?: string;
};

async function begin(deps: Deps, story: Story, of: Of): Promise<string> {
  const { expiresAt, digest, ...known } = of;
  const { command, sentence, place, requester } = story.asked;
  const [{ policy }, us, profile, incident] = await Promise.all([
    deps.records(story.by),
    deps.chat.ours(),
    deps.chat.profile(story.by),
    incidentHere(deps, place),
  ]);
  const names = of.targets.map(({ name }) => name);
  const custom = await customBefore(deps.ledger, { activity: of.activity, policy, names });
  const definition = deps.commands.find(({ name }) => name === command.name);
  const risk: Risk = definition?.risk ?? 'change';
  const ask = askOf({
    ...known,
    task: definition ? taskOf(story, definition) : sentence,
    ...typedOf(story),
    ...(command.because !== undefined && { because: command.because }),
    priority: priorityOf(policy ?? {}, { risk, environments: environmentsOf(of) }),
    custom,
    ...partOf(incident?.state, policy),
  });
  const source = sourceOf(story.id);
  const at = deps.now();
  const more = {
    us,
    ...(profile?.zone !== undefined && { zone: profile.zone }),
    ...(incident && { incident: incident.state.id }),
    ...(digest !== undefined && { digest }),
  };
  const data: Prepared = { source, run: story.id, requester, place, sentence, ask, ...more, expiresAt };
  const step = { type: 'prepared', data } as const;
  return underFreeName(source, (id) => beginEscalation(deps.ledger, { id, step, by: story.by, at }));
}

/** The command alone, without its reason. What takes a run back is asked for as that: they know no run of ours. */
function taskOf({ asked: { command, undoes } }: Story, definition: CommandDefinition): string {
  const { because: _because, ...alone } = command;
  const task = write(alone, [definition]);
  return undoes === undefined ? task : `${TAKE_BACK}${task}`;
}

/** As it was typed, where that says more to them: of what was asked once more, or taken back, it is the name of a run. */
function typedOf({ asked: { typed, sentence, undoes, again } }: Story): Pick<Ask, 'typed'> {
  const said = normalise(typed);
  return said === sentence || undoes !== undefined || again !== undefined ? {} : { typed: said };
}
