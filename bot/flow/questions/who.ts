import { type Actor, type Person, sameActor } from '../../domain/actor.ts';
import type { Answer } from '../../domain/answer.ts';
import type { ShippedCommand } from '../../domain/command.ts';
import type { WhoQuestion } from '../../domain/language/question.ts';
import { compose, writeSelector } from '../../domain/language/write.ts';
import { writeProfile, writeWho } from '../../domain/language/write-question.ts';
import { type Ruling, rule } from '../../domain/matrix/rule.ts';
import type { WhoTold } from '../../domain/matrix/told.ts';
import type { Request } from '../../domain/request.ts';
import { ok, type Result } from '../../domain/result.ts';
import { anyFields } from '../../domain/run/any-fields.ts';
import { type Ground, handsOf, peopleWith, type Way, wayOf, waysOn } from '../../domain/run/who-can.ts';
import type { Kind, Selector, Target } from '../../domain/target.ts';
import type { Inventory } from '../../ports/inventory.ts';
import type { Ledger } from '../../ports/ledger.ts';
import { everybodyNow } from '../everybody.ts';
import { findCommand } from '../explain.ts';
import { readStanding } from '../freeze/read-standing.ts';
import { refuseReader } from '../look.ts';
import type { ReadRecords } from '../records.ts';
import { findActivity } from './activity.ts';
import { chooseProfile } from './profiles.ts';
import { findTargets } from './targets.ts';

type Deps = {
  ledger: Pick<Ledger, 'head' | 'recent'>;
  inventory: Pick<Inventory, 'list'>;
  records: ReadRecords;
  commands: readonly ShippedCommand[];
};

/** `/ops who can …`: whose task it is, and what everybody would hear who asked for it now. */
export async function askWho(deps: Deps, request: Request, question: WhoQuestion): Promise<Answer> {
  const { sentence, profile } = question;
  const refusal = await refuseReader(deps, request, 'who');
  if (refusal) return { is: 'refused', refusal, sentence };
  const [records, registered, standing] = await Promise.all([
    deps.records(request.actor),
    everybodyNow(deps.ledger, request.at),
    readStanding(deps.ledger),
  ]);
  const rewrite = (name: string) => `${withoutProfile(question)}${writeProfile(name)}`;
  const chosen = await chooseProfile(deps.ledger, request, { records, profile, rewrite });
  if (!chosen.ok) return chosen.error;
  const { matrix, of } = chosen.value;
  const { policy, person } = records;
  if (!policy) return { is: 'refused', refusal: { reason: 'records-missing', what: 'policy' }, sentence };
  const activities = await activitiesOf(deps, request, question, matrix);
  if (!activities.ok) return activities.error;
  const targets = await targetsOf(deps, question);
  if (!targets.ok) return { is: 'refused', refusal: targets.error, sentence };
  const kinds = 'kinds' in question.where ? question.where.kinds : [...new Set(targets.value.map(({ kind }) => kind))];
  // The index may not know yet who asks; their own record was just read.
  const others = registered.filter((one) => !person || !sameActor(one, person));
  const people = [...others, ...(person ? [person] : [])].sort((a, b) => (a.user < b.user ? -1 : 1));
  const gates = { standing, reader: readerOf(request, person) };
  const ground: Ground = { matrix, policy, everybody: people, now: request.at, gates };
  const [activity = ''] = activities.value;
  const rulings = kinds.map((kind) => rule(matrix, activity, kind));
  const told = { question, targets: targets.value, kinds, activities: activities.value };
  const ways = waysOf(deps, ground, told);
  const next = nextOf(deps, request, question, { rulings, ways });
  return {
    ...{ is: 'who', of, question, targets: targets.value, rulings, ways, policyVersion: policy.version },
    hands: ways.length === 0 ? unique(rulings.flatMap((ruling) => handsOf(ground, ruling))) : [],
    costs: rulings.some((ruling) => ruling.is === 'vendor-paid') ? peopleWith(ground, 'budget-holder') : [],
    ...(next !== undefined && { next }),
  };
}

/** Somebody on whom nothing is on record keeps no host either. */
export function readerOf({ actor }: Request, person: Person | undefined): Actor & { id: string } {
  return { ...actor, id: person?.id ?? `${actor.team}/${actor.user}` };
}

type Matrix = Ground['matrix'];

async function activitiesOf(
  deps: Deps,
  request: Request,
  { what, where, profile }: WhoQuestion,
  matrix: Matrix,
): Promise<Result<string[], Answer>> {
  if ('command' in what) return ok([definitionOf(deps, what.command).activity]);
  const rewrite = (activity: string) => writeWho({ activity, where, profile });
  return findActivity(deps, request, { matrix, phrase: what.activity, rewrite });
}

async function targetsOf({ inventory, commands }: Deps, question: WhoQuestion) {
  const { what, where, profile } = question;
  if ('kinds' in where) return ok([]);
  const rewrite = (targets: Selector) =>
    'activity' in what
      ? writeWho({ activity: what.activity, where: { targets }, profile })
      : `who can ${compose({ name: what.command, fields: what.fields, targets: writeSelector(targets) }, commands)}${writeProfile(profile)}`;
  return findTargets(inventory, where.targets, rewrite);
}

type Asked = { question: WhoQuestion; targets: Target[]; kinds: readonly Kind[]; activities: string[] };

/** A command is asked for as it stands; of an activity, each command of ours that belongs to it. */
function waysOf(deps: Deps, ground: Ground, { question: { what, where }, targets, kinds, activities }: Asked): Way[] {
  const definitions =
    'command' in what
      ? [definitionOf(deps, what.command)]
      : deps.commands.filter(({ activity }) => activities.includes(activity));
  if ('kinds' in where) return kinds.flatMap((kind) => waysOn(ground, definitions, kind));
  return definitions.map((definition) => {
    const fields = anyFields(definition, {
      targets,
      policy: ground.policy,
      given: 'command' in what ? what.fields : {},
    });
    const command = { name: definition.name, fields, targets: where.targets };
    return wayOf(ground, { command, definition, targets });
  });
}

/** What the reader can go on with: the command itself when they may ask, else a kind for which the activity exists. */
function nextOf(
  deps: Deps,
  request: Request,
  { what, where, profile }: WhoQuestion,
  { rulings, ways }: Pick<WhoTold, 'rulings' | 'ways'>,
): string | undefined {
  const mine = ways.find(({ ask }) => ask.some((one) => sameActor(one, request.actor)));
  if (mine && profile === undefined) {
    if ('kinds' in where) return `form ${mine.command}`;
    return sentenceFor(deps, { what, command: mine.command, targets: where.targets });
  }
  // Asked for, a task of the vendor's becomes the request to it.
  const theirs = ways.find(({ refusal }) => refusal?.reason === 'vendor-task' || refusal?.reason === 'unlisted');
  if (theirs && profile === undefined && 'targets' in where) {
    return sentenceFor(deps, { what, command: theirs.command, targets: where.targets });
  }
  const missing = rulings.find(
    (ruling): ruling is Extract<Ruling, { is: 'not-available' }> => ruling.is === 'not-available',
  );
  const [kind] = missing?.availableFor ?? [];
  return missing && kind && writeWho({ activity: missing.cell.label, where: { kinds: [kind] }, profile });
}

/** The command with what was said of it; its form, where something is missing. */
function sentenceFor(
  deps: Deps,
  { what, command: name, targets }: { what: WhoQuestion['what']; command: string; targets: Selector },
): string {
  const fields = 'command' in what ? what.fields : {};
  const wanted = Object.keys(definitionOf(deps, name).fields);
  const whole = 'command' in what && wanted.every((field) => fields[field] !== undefined);
  const command = { name, fields, targets: writeSelector(targets) };
  return `${whole ? '' : 'form '}${compose(command, deps.commands)}`;
}

function definitionOf({ commands }: Deps, name: string): ShippedCommand {
  return findCommand(commands, { name, fields: {}, targets: { names: [], groups: [] } });
}

function withoutProfile({ sentence, profile }: WhoQuestion): string {
  return sentence.slice(0, sentence.length - writeProfile(profile).length);
}

function unique(actors: WhoTold['hands']): WhoTold['hands'] {
  return actors.filter((one, index) => actors.findIndex((other) => sameActor(one, other)) === index);
}
