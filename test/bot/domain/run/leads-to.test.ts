import { describe, expect, it } from 'vitest';
import { NOTHING } from '../../../../bot/domain/freeze/standing.ts';
import type { Matrix } from '../../../../bot/domain/matrix/matrix.ts';
import { planRun } from '../../../../bot/domain/run/plan-run.ts';
import { KINDS } from '../../../../bot/domain/target.ts';
import { escalationStream, readEscalation } from '../../../../bot/flow/escalation/append-escalation.ts';
import { findOf } from '../../../../bot/flow/escalation/find.ts';
import { ship } from '../../../../commands/document.ts';
import { maintenance } from '../../../../commands/index.ts';
import { readPolicy } from '../../../../data/read-policy.ts';
import { readProfiles } from '../../../../data/read-profile.ts';
import { MEANS, published } from '../../../data/published.ts';
import { OURS, PEOPLE, VENDORS } from '../../flow/people.ts';
import { aTarget, createWorld, NOON } from '../../flow/world.ts';

const matrices = new Map(
  readProfiles({ owner: [OURS], vendor: [VENDORS] }).map((one): [string, Matrix] => [
    one.profile,
    { ...one, version: 3 },
  ]),
);
const [restart] = maintenance;
const TARGETS = KINDS.map((kind) => aTarget(`x-${kind}`, { kind }));

/** Every cell of the published tables, and one activity that none of them lists. */
const cells = ['virtuozzo', 'jelastic'].flatMap((profile) => [
  ...published(profile).flatMap(({ activity, parties }, row) =>
    KINDS.map((kind, column) => {
      const id = matrices.get(profile)?.rows[row]?.covers[0] ?? '';
      const there = KINDS.filter((_kind, at) => MEANS[parties[at] ?? ''] !== 'not-available');
      return { profile, activity, id, kind, means: MEANS[parties[column] ?? ''], there };
    }),
  ),
  ...KINDS.map((kind) => ({
    profile,
    activity: 'Moving racks',
    id: 'moving-racks',
    kind,
    means: 'unlisted',
    there: [],
  })),
]);

const definitionOf = (activity: string) => {
  if (!restart) throw new Error('no command');
  return ship({ ...restart, activity });
};

describe('each cell leads to what the published tables say', () => {
  it('is asked of all 232, 224 of them listed', () => expect(cells).toHaveLength(128 + 96 + 8));

  it.each(cells)('$profile: $activity × $kind → $means', async ({ profile, id, kind, means, there }) => {
    const definition = definitionOf(id);
    const name = `x-${kind}`;
    const records = {
      person: { ...PEOPLE.operator, id: 'o', grants: [{ role: 'operator' as const }] },
      matrix: matrices.get(profile),
      policy: { ...readPolicy(), profile, version: 0 },
    };
    const command = { name: 'restart', fields: { service: 'nginx' }, targets: { names: [name], groups: [] } };
    const targets = TARGETS.filter((target) => target.kind === kind);
    const decided = planRun({
      actor: PEOPLE.operator,
      command,
      definition,
      targets,
      records,
      now: NOON,
      expiresAt: NOON + 1,
      gates: { standing: NOTHING },
    });
    const reason = decided.ok ? 'ours' : decided.error.reason;
    const ought: Record<string, string> = { ours: 'ours', vendor: 'vendor-task', 'vendor-paid': 'vendor-task' };
    expect(reason).toBe(ought[String(means)] ?? means);
    if (!decided.ok && decided.error.reason === 'not-available') expect(decided.error.availableFor).toEqual(there);

    const world = await createWorld({ commands: [definition], targets: TARGETS, policy: { profile } });
    const run = await world.ask('operator', `restart nginx on ${name}`);
    await world.advance(1_000);
    const request = await findOf(world.ledger, run);
    const made = request === undefined ? undefined : await readEscalation(world.ledger, escalationStream(request));
    const kinds: Record<string, string> = { vendor: 'task', 'vendor-paid': 'paid', unlisted: 'safety' };
    expect(made?.story.ask.kind).toBe(kinds[String(means)]);
    const waits = { ours: 'waiting', unlisted: 'unconfirmed' }[String(means)] ?? 'refused';
    expect((await world.story(run)).state.is).toBe(waits);
  });
});
