import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Person, ROLES } from '../../../../bot/domain/actor.ts';
import type { ShippedCommand } from '../../../../bot/domain/command.ts';
import type { Matrix } from '../../../../bot/domain/matrix/matrix.ts';
import type { Policy } from '../../../../bot/domain/policy/policy.ts';
import { anyFields } from '../../../../bot/domain/run/any-fields.ts';
import { planRun } from '../../../../bot/domain/run/plan-run.ts';
import { whatCan } from '../../../../bot/domain/run/what-can.ts';
import { wayOf, waysOn } from '../../../../bot/domain/run/who-can.ts';
import { ENVIRONMENTS, type Environment, KINDS, type Target } from '../../../../bot/domain/target.ts';
import { commands } from '../../../../commands/index.ts';
import { readPolicy } from '../../../../data/read-policy.ts';
import { readProfiles } from '../../../../data/read-profile.ts';
import { OURS, VENDORS } from '../../flow/people.ts';
import { aTarget, NOON } from '../../flow/world.ts';
import { approvalOught, ought } from './oracle.ts';

const matrices = Object.fromEntries(
  readProfiles({ owner: [OURS], vendor: [VENDORS] }).map((one): [string, Matrix] => [
    one.profile,
    { ...one, version: 3 },
  ]),
);

/** A grant holds without an end and before it, not at it. */
const grants = fc.array(
  fc.record({ role: fc.constantFrom(...ROLES), until: fc.constantFrom(undefined, NOON - 1, NOON, NOON + 1) }),
  { maxLength: 4 },
);
const people = fc
  .array(fc.record({ team: fc.constantFrom(OURS, OURS, OURS, VENDORS, 'T0ZETA'), grants }), {
    minLength: 1,
    maxLength: 6,
  })
  .map((all) =>
    all.map(({ team, grants: given }, index): Person => {
      const user = `U${index}`;
      const held = given.map(({ role, until }) => ({ role, ...(until !== undefined && { until }) }));
      return { team, user, id: `${team}/${user}`, grants: held };
    }),
  );
const raises = fc.array(
  fc.record({
    environment: fc.constantFrom(undefined, ...ENVIRONMENTS),
    wants: fc.record({
      of: fc.integer({ min: 1, max: 3 }),
      from: fc.constantFrom('approver' as const, 'admin' as const),
    }),
  }),
  { maxLength: 2 },
);
const situations = fc.record({
  everybody: people,
  kind: fc.constantFrom(...KINDS),
  environment: fc.constantFrom(...ENVIRONMENTS),
  profile: fc.constantFrom('virtuozzo' as const, 'jelastic' as const),
  services: fc.constantFrom<string[]>([], ['nginx'], ['database', 'nginx']),
  raised: raises.map((all) =>
    all.map(({ environment, wants }) => ({ wants, ...(environment !== undefined && { environment }) })),
  ),
});

const rolesNow = ({ grants: given }: Person) =>
  given.filter(({ until }) => until === undefined || until > NOON).map(({ role }) => role);

type Situation = typeof situations extends fc.Arbitrary<infer T> ? T : never;

/** A decision in the oracle's words. */
function decided(result: ReturnType<typeof planRun>): string {
  if (result.ok) return result.value.approval === 'none' ? 'at-once' : 'after-approval';
  return result.error.reason === 'vendor-task' ? 'vendor' : result.error.reason;
}

function recordsOf({ profile, raised, services, kind, environment, everybody }: Situation) {
  const matrix = matrices[profile];
  if (!matrix) throw new Error(profile);
  const policy: Policy = { ...readPolicy(), profile, approvals: raised, mayCheck: ['*.acme.example'], version: 5 };
  const targets: Target[] = [aTarget('x', { kind, environment, services })];
  return { targets, ground: { matrix, policy, everybody, now: NOON } };
}

/** What a command that is not for reading wants in production; a task wants nothing, since it never runs. */
function floorOf(definition: ShippedCommand, environment: Environment): number {
  if (!definition.run) return 0;
  const wanted = definition.approval[environment];
  return wanted === 'none' ? 0 : wanted.of;
}

let decisions = 0;

/** One command for one person, by the oracle, by a run and by what the person is told they can do. True: they may ask. */
function holdPerson(situation: Situation, definition: ShippedCommand, person: Person): boolean {
  const { targets, ground } = recordsOf(situation);
  const { matrix, policy } = ground;
  const { kind, environment, profile, raised: raises } = situation;
  const { name } = definition;
  const { team } = person;
  const { activity, kinds } = definition;
  const floor = floorOf(definition, environment);
  const document = definition.run !== undefined;
  const right = ought({
    activity,
    document,
    kinds,
    floor,
    kind,
    environment,
    profile,
    team,
    roles: rolesNow(person),
    raises,
  });
  const command = { name, fields: anyFields(definition, { targets, policy }), targets: { names: ['x'], groups: [] } };
  const records = { person, matrix, policy };
  const run = planRun({
    actor: person,
    command,
    definition,
    targets,
    records,
    now: NOON,
    expiresAt: NOON + 1,
    gates: 'unasked',
  });
  const [prospect] = whatCan({ actor: person, definitions: [definition], targets, records, now: NOON });
  decisions += 1;
  expect([name, decided(run)]).toEqual([name, right]);
  const told = ['no-role', 'staging-only', 'wrong-kind', 'no-document'].includes(right) ? 'refused' : right;
  expect([name, prospect?.verdict]).toEqual([name, told]);
  return right === 'at-once' || right === 'after-approval';
}

/** One command for everybody: who is named as able to ask and to approve, on the target and on its kind. */
function holdCommand(situation: Situation, definition: ShippedCommand): void {
  const { targets, ground } = recordsOf(situation);
  const { everybody, kind, environment, raised: raises } = situation;
  const { name } = definition;
  const actors = (those: Person[]) => those.map(({ team, user }) => ({ team, user }));
  const able = everybody.filter((person) => holdPerson(situation, definition, person));
  const wanted = approvalOught({ floor: floorOf(definition, environment), environment, raises });
  const waits = able.length > 0 && wanted.approver + wanted.admin > 0;
  const roles = (['approver', 'admin'] as const).filter((role) => wanted[role] > 0);
  const [first, ...and] = roles.map((from) => ({ of: wanted[from], from }));
  const right = {
    command: name,
    kinds: [kind],
    ask: actors(able),
    approval: waits ? { ...first, ...(and.length > 0 && { and }) } : 'none',
    approve: waits ? actors(everybody.filter((person) => roles.some((role) => rolesNow(person).includes(role)))) : [],
  };
  const command = {
    name,
    fields: anyFields(definition, { targets, policy: ground.policy }),
    targets: { names: ['x'], groups: [] },
  };
  const way = wayOf(ground, { command, definition, targets });
  expect(way).toMatchObject(right);
  expect(way.refusal === undefined).toBe(able.length > 0);
  const onKind = waysOn(ground, [definition], kind).filter(({ environments }) => environments.includes(environment));
  expect(onKind).toMatchObject([right]);
}

describe('who can and what can', () => {
  it('say of each person, command, kind, environment, profile and policy what the run would hear and the tables say', () => {
    // Eight commands each, so that the time does not grow with the catalogue.
    const some = fc.shuffledSubarray([...commands], { minLength: 8, maxLength: 8 });
    const holds = fc.property(situations, some, (situation, definitions) => {
      for (const definition of definitions) holdCommand(situation, definition);
    });
    fc.assert(holds, { numRuns: 2_000 });
    expect(decisions).toBeGreaterThanOrEqual(20_000);
  });
});
