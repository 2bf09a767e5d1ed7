import type { Actor } from '../actor.ts';
import type { Command, CommandDefinition } from '../command.ts';
import type { Spot } from '../escalation/ask.ts';
import { write } from '../language/write.ts';
import type { Matrix } from '../matrix/matrix.ts';
import { type Cell, type Ruling, rule } from '../matrix/rule.ts';
import { err, ok, type Result } from '../result.ts';
import type { Kind, Target } from '../target.ts';
import { isCellOf, type VendorRight } from '../vendor/vendor-run.ts';
import type { MixedPart, Refusal } from './refusal.ts';

type Asked = {
  actor: Actor;
  command: Command;
  definition: CommandDefinition;
  targets: Target[];
  forVendor?: VendorRight | undefined;
};
/** The kinds of target that the matrix gives to the same party. */
type Part = { ruling: Ruling; cells: Cell[]; kinds: Kind[]; targets: Target[] };

/** The cells on which the actor may do it, or why not: whose task it is instead, or that it is not all one party's. */
export function rightsOn(matrix: Matrix, asked: Asked): Result<Cell[], Refusal> {
  const [part, ...others] = partsOf(matrix, asked);
  if (!part) return ok([]);
  if (others.length > 0) {
    const { activity } = asked.definition;
    return err({ reason: 'mixed', activity, parts: [part, ...others].map((one) => mixedPart(one, asked)) });
  }
  const refusal = asked.forVendor
    ? refuseVendor(part.ruling, asked.forVendor)
    : refuseCell(part.ruling, asked.actor, part.targets);
  return refusal ? err(withAll(refusal, matrix, part)) : ok(part.cells);
}

function partsOf(matrix: Matrix, { actor, definition, targets }: Asked): Part[] {
  const parts = new Map<string, Part>();
  for (const kind of new Set(targets.map((target) => target.kind))) {
    const ruling = rule(matrix, definition.activity, kind);
    const key = ruling.is === 'unlisted' ? ruling.is : `${ruling.is} ${ruling.cell.party.id} ${isOurs(ruling, actor)}`;
    const part = parts.get(key) ?? { ruling, cells: [], kinds: [], targets: [] };
    parts.set(key, {
      ruling: part.ruling,
      cells: [...part.cells, ...(ruling.is === 'unlisted' ? [] : [ruling.cell])],
      kinds: [...part.kinds, kind],
      targets: [...part.targets, ...targets.filter((target) => target.kind === kind)],
    });
  }
  return [...parts.values()];
}

function isOurs(ruling: Ruling, { team }: Actor): boolean {
  return ruling.is === 'ours' && ruling.cell.party.organisations.includes(team);
}

function mixedPart({ ruling, kinds, targets }: Part, { actor, command, definition }: Asked): MixedPart {
  const names = targets.map(({ name }) => name);
  const sentence = write({ ...command, targets: { names, groups: [] } }, [definition]);
  return {
    is: ruling.is === 'ours' && !isOurs(ruling, actor) ? 'vendor' : ruling.is,
    ...(ruling.is !== 'unlisted' && { party: ruling.cell.party.label }),
    hosts: names,
    kinds,
    ...(ruling.is !== 'not-available' && { sentence }),
  };
}

/** A refusal for one kind of target, told of all kinds that are refused alike. */
function withAll(refusal: Refusal, matrix: Matrix, { cells, kinds, targets }: Part): Refusal {
  if (refusal.reason === 'unlisted') {
    const vendor = matrix.parties.find(({ kind }) => kind === 'vendor')?.label;
    return { ...refusal, kinds, targets: targets.map(spotOf), ...(vendor !== undefined && { vendor }) };
  }
  const also = cells.slice(1);
  return refusal.reason === 'vendor-task' && also.length > 0 ? { ...refusal, also } : refusal;
}

/** What a vendor runs is theirs by the matrix: what is ours, or nobody's, is not theirs to run. */
function refuseVendor(ruling: Ruling, right: VendorRight): Refusal | undefined {
  const isTheirs = ruling.is !== 'unlisted' && isCellOf(right, ruling.cell);
  return isTheirs ? undefined : { reason: 'vendor-right', request: right.request, why: 'not-theirs' };
}

/** A cell is ours only if the matrix says "owner" and the actor's organisation is registered as that party. */
export function refuseCell(ruling: Ruling, actor: Actor, on: Target[]): Refusal | undefined {
  const hosts = on.map(({ name }) => name);
  const targets = on.map(spotOf);
  switch (ruling.is) {
    case 'ours':
      return isOurs(ruling, actor) ? undefined : { reason: 'vendor-task', cell: ruling.cell, paid: false, hosts };
    case 'vendor':
    case 'vendor-paid':
      return { reason: 'vendor-task', cell: ruling.cell, paid: ruling.is === 'vendor-paid', hosts, targets };
    case 'not-available':
      return { reason: 'not-available', cell: ruling.cell, availableFor: ruling.availableFor, hosts };
    case 'unlisted': {
      const { activity, kind, profile, version } = ruling;
      return { reason: 'unlisted', activity, kind, profile, version };
    }
    default:
      return ruling satisfies never;
  }
}

function spotOf({ name, kind, environment }: Target): Spot {
  return { name, kind, environment };
}

export function namesOf(targets: readonly Target[], kind: Kind): string[] {
  return targets.filter((target) => target.kind === kind).map(({ name }) => name);
}
